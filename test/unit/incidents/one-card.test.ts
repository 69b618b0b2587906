import { createAcknowledge } from '../../../src/incidents/acknowledge';
import { republishOpen } from '../../../src/incidents/republish-open';
import { alert, resolvedAlert } from '../../support/alerts';
import { hubSummary } from '../../support/hub-summaries';
import { at, openWorkerBench, type WorkerBench } from './worker-bench';

let bench: WorkerBench;

beforeEach(async () => {
  bench = await openWorkerBench();
  await bench.subscribe('ops');
});

afterEach(() => bench.store.close());

function other(id: string, firedAt = '03:14:30') {
  return alert({ id, rule: `rule ${id}`, firedAt: at(firedAt) });
}

describe('alerts about one problem', () => {
  it('are one card, with one line in its thread for a second rule', async () => {
    await bench.receive(alert());
    await bench.receive(other('b'));

    await bench.receive(other('b', '03:14:40'));

    const last = bench.subjectsIn('ops').at(-1);
    expect(last?.joined?.map((each) => each.alert.id)).toEqual(['b', 'b']);
    expect(last?.history.map(({ text }) => text)).toEqual([
      'Fired',
      'Also fired: rule b',
      'Also fired, 2 times: rule b',
    ]);
    expect(bench.cards.replies).toHaveLength(1);
    expect(bench.published.at(-1)?.how).toEqual({ urgency: 'update', reach: 'everybody' });
  });

  it('are recovering while one of them is over, and resolved when all are', async () => {
    await bench.receive(alert());
    await bench.receive(other('b'));
    await bench.receive(resolvedAlert());
    const between = bench.subjectsIn('ops').at(-1);

    await bench.receive({ ...other('b'), condition: 'resolved', resolvedAt: at('03:35:00') });

    expect(between).toMatchObject({ state: 'firing', stage: 'recovering' });
    expect(bench.subjectsIn('ops').at(-1)?.state).toBe('resolved');
    expect(bench.cards.replies.at(-1)?.text).toBe('Resolved, after 21 min.');
  });

  it('leave a decision each', async () => {
    await bench.receive(alert());
    await bench.receive(other('b'));
    await bench.receive(other('b', '03:14:40'));
    await bench.receive(resolvedAlert());

    const { decisionTrail } = bench.store;
    const of = async (id: string) =>
      (await decisionTrail.find({ kind: 'alert', id }, 9)).map(({ what }) => what);

    expect(await of('alert-1')).toEqual(['opened', 'resolved']);
    expect(await of('b')).toEqual(['joined', 'repeated']);
  });
});

describe('another answer of the logs', () => {
  it('is told in the thread where the cause is another one', async () => {
    const late = { ...hubSummary().logs, newestAt: at('03:14:30'), lagP95Seconds: 300 };
    bench.answer = () => hubSummary({ logs: late });
    await bench.receive(alert());
    const first = bench.cards.replies.length;
    const why = 'Likely a site outage';
    bench.answer = () => hubSummary({ cause: 'site-outage', why, logs: late });

    bench.clock.advance(60);
    await bench.tick();
    bench.clock.advance(180);
    await bench.tick();

    expect(first).toBe(0);
    expect(bench.cards.replies.map(({ text }) => text)).toEqual([
      'New finding: Likely a site outage.',
    ]);
    expect(bench.published.slice(-2).map(({ how }) => how.urgency)).toEqual(['new', 'update']);
  });
});

describe('an incident that somebody looks after', () => {
  it('says who, on its card and in its thread, once', async () => {
    await bench.receive(alert());
    const { incidentBook: incidents } = bench.store;
    const { clock, publisher } = bench;
    const acknowledge = createAcknowledge({ incidents, clock, publisher });
    const key = bench.subjectsIn('ops')[0]?.key ?? '';

    const outcomes = [
      await acknowledge(key, { id: 'u1', name: 'Ann' }),
      await acknowledge(key, { id: 'u2', name: 'Bo' }),
      await acknowledge('nothing', { id: 'u1', name: 'Ann' }),
    ];
    const shown = bench.subjectsIn('ops').at(-1);
    await bench.receive(resolvedAlert());
    outcomes.push(await acknowledge(key, { id: 'u1', name: 'Ann' }));

    expect(outcomes).toEqual(['acknowledged', 'already', 'unknown', 'over']);
    expect(shown).toMatchObject({
      stage: 'acknowledged',
      acknowledged: { by: 'Ann', at: at('03:15:00') },
    });
    expect(bench.cards.replies.map(({ text }) => text)).toEqual([
      'Acknowledged by Ann.',
      'Resolved, after 17 min.',
    ]);
  });
});

describe('what is open', () => {
  it('is asked about once somebody is there to hear of it', async () => {
    await bench.store.routeBook.remove({ channel: 'teams', id: 'ops' });
    await bench.receive(alert());
    await bench.subscribe('late');
    await republishOpen({ incidents: bench.store.incidentBook, publisher: bench.publisher });
    bench.clock.advance(301);

    await bench.tick();

    expect(bench.asks).toEqual(['nobody_subscribed', 'answered']);
    expect(bench.subjectsIn('late').at(-1)?.summary).toBeDefined();
  });

  it('can be wanted again, by whoever wants it now', async () => {
    await bench.receive(alert());
    await bench.receive(resolvedAlert());
    await bench.receive(alert({ firedAt: at('03:14:30') }));
    await bench.subscribe('late');

    await republishOpen({ incidents: bench.store.incidentBook, publisher: bench.publisher });

    expect(bench.subjectsIn('late').map(({ state }) => state)).toEqual(['firing']);
  });
});
