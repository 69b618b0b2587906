import { readDigest } from '../../../../src/incidents/delivery/draw-digest';
import type { SenderDeps } from '../../../../src/incidents/delivery/send-deps';
import type { DigestReport } from '../../../../src/reports/report';
import { conversation, wideLimits } from '../../../support/sends';
import { type DeliveryBench, openDeliveryBench, start } from './delivery-bench';

let bench: DeliveryBench;
/** How urgent a problem is, and which are over. */
let ranks: Map<string, number>;
let over: Set<string>;

beforeEach(async () => {
  bench = await openDeliveryBench();
  ranks = new Map();
  over = new Set();
});

afterEach(() => bench.store.close());

const describeOne: SenderDeps['describe'] = async ({ key }) => ({
  title: key,
  text: 'away',
  since: start,
  rank: ranks.get(key) ?? 3,
  ...(over.has(key) && { endedAt: start }),
});

const tick = (limits = wideLimits) => bench.tick({ describe: describeOne, limits });

async function wantAll(keys: string[]): Promise<void> {
  for (const key of keys) await bench.want(key);
}

function digests(): DigestReport[] {
  return bench.teams.messages.flatMap(({ reports }) =>
    reports.filter((report): report is DigestReport => report.kind === 'digest'),
  );
}

const namesOf = (report: DigestReport | undefined) =>
  report?.rows.map(({ cells }) => cells[0]?.text).sort();

describe('a storm of distinct problems', () => {
  it('gives the most urgent few a card and names all others in one digest', async () => {
    ranks.set('worst', 0).set('bad', 1);
    await wantAll(['p1', 'p2', 'p3', 'worst', 'p4', 'bad', 'p5']);

    await tick();

    const posted = bench.teams.messages.flatMap(({ reports }) => reports);
    expect(posted.map(({ headline }) => headline.text).sort()).toEqual([
      '4 more problems · all still open',
      'bad 1',
      'p1 1',
      'worst 1',
    ]);
    expect(digests()).toHaveLength(1);
    expect(namesOf(digests()[0])).toEqual(['p2', 'p3', 'p4', 'p5']);
    expect(await bench.decided('p5')).toEqual(['folded']);
    expect(bench.outcomes.filter((outcome) => outcome === 'folded')).toHaveLength(4);
  });

  it('gives what is over already no card of its own', async () => {
    const keys = ['p1', 'p2', 'p3', 'p4', 'p5', 'p6'];
    for (const key of ['p1', 'p2', 'p3']) over.add(key);
    await wantAll(keys);
    for (const key of over) await bench.want(key, { urgency: 'recovery' });

    await tick();

    expect(namesOf(digests()[0])).toEqual(['p1', 'p2', 'p3']);
  });

  it('is left alone where it is none', async () => {
    await wantAll(['p1', 'p2', 'p3', 'p4', 'p5']);

    await tick();

    expect(digests()).toEqual([]);
    expect(bench.teams.messages).toHaveLength(5);
  });

  it('that goes on is the same digest, updated in place, and another one after ten minutes', async () => {
    const first = Array.from({ length: 8 }, (_, index) => `p${index}`);
    await wantAll(first);
    await tick();
    bench.clock.advance(40);
    await wantAll(['q1', 'q2', 'q3', 'q4']);
    await tick();
    bench.clock.advance(600);
    await wantAll(first.map((key) => `new-${key}`));
    await tick();

    const shown = bench.teams.messages.filter(({ reports }) => reports[0]?.kind === 'digest');
    expect(shown.map(({ reports }) => reports.map(({ headline }) => headline.text))).toEqual([
      ['5 more problems · all still open', '9 more problems · all still open'],
      ['5 more problems · all still open'],
    ]);
  });

  it('says in the digest when a folded problem is over, and posts no card for it', async () => {
    await wantAll(['p1', 'p2', 'p3', 'p4', 'p5', 'p6']);
    await tick();
    const messages = bench.teams.messages.length;
    over.add('p6');
    await bench.want('p6', { urgency: 'recovery' });
    bench.clock.advance(5);

    await tick();

    expect(bench.teams.messages).toHaveLength(messages);
    expect(digests().at(-1)?.headline.text).toBe('3 more problems · 2 still open');
  });

  it('never holds a recovery up', async () => {
    await bench.want('out');
    await tick();
    bench.clock.advance(120);
    const narrow = { perConversation: [{ sends: 1, withinMs: 1000 }], wholeBot: undefined };
    await wantAll(Array.from({ length: 30 }, (_, index) => `p${index}`));
    await bench.want('out', { urgency: 'recovery' });

    await tick(narrow);

    const [first] = bench.teams.messages;
    expect(first?.reports.map(({ headline }) => headline.text)).toEqual(['out 1', 'out 2']);
    expect(bench.teams.messages).toHaveLength(1);
  });

  it('is one of each conversation', async () => {
    for (const key of ['p1', 'p2', 'p3', 'p4', 'p5', 'p6']) {
      await bench.want(key);
      await bench.want(key, { conversation: conversation('plant'), version: 1 });
    }

    await tick();

    const shown = bench.teams.messages.filter(({ reports }) => reports[0]?.kind === 'digest');
    expect(shown.map((message) => message.conversation).sort()).toEqual(['ops', 'plant']);
  });

  it('can be paged through: every folded problem is named', async () => {
    await wantAll(Array.from({ length: 40 }, (_, index) => `p${index}`));
    await tick();
    const [digest] = digests();
    const key = keyOf(digest);
    const deps = { outbox: bench.store.outbox, describe: describeOne };

    const pages = await Promise.all(
      [1, 2, 3, 4, 99].map((page) => readDigest({ digest: key, page }, deps)),
    );

    const named = pages.slice(0, 4).flatMap((page) => namesOf(page) ?? []);
    expect(new Set(named).size).toBe(37);
    expect(pages[4]).toEqual(pages[3]);
    expect(pages[3]?.actions.map(({ title }) => title)).toEqual(['Previous problems']);
    expect(await readDigest({ digest: 'unknown', page: 1 }, deps)).toBeUndefined();
  });
});

function keyOf(digest: DigestReport | undefined): string {
  const [next] = digest?.actions ?? [];
  return next?.kind === 'command' ? String(next.parameters.digest) : '';
}
