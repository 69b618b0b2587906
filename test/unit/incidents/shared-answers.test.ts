import { AppError } from '../../../src/shared/app-error';
import { alert } from '../../support/alerts';
import { hubSummary } from '../../support/hub-summaries';
import { at, openWorkerBench, type WorkerBench } from './worker-bench';

const otherHub = { name: 'other-hub', hostName: 'other-hub.azure-devices.net' };

let bench: WorkerBench;

beforeEach(async () => {
  bench = await openWorkerBench();
  await bench.subscribe('ops');
});

afterEach(() => bench.store.close());

describe('alerts that would ask the logs the same', () => {
  it('share one investigation, and the later ones have its answer on their first card', async () => {
    await bench.receive(alert({ id: 'first' }));

    for (let i = 0; i < 50; i++) await bench.receive(alert({ id: `later-${i}` }));

    expect(bench.questions).toHaveLength(1);
    expect(bench.teams.messages).toHaveLength(51);
    expect(bench.teams.messages.map(({ reports }) => reports.length).slice(1)).toEqual(
      Array(50).fill(1),
    );
    expect(new Set(bench.outcomes)).toEqual(new Set(['shown']));
  });

  it('wait while it is under way, without a question of their own', async () => {
    const answer = holdAnswer();
    for (let i = 0; i < 40; i++) await store(`alert-${i}`);

    const ticking = bench.tick();
    await until(() => bench.outcomes.length === 39);
    const asked = bench.questions.length;
    answer();
    await ticking;
    bench.clock.advance(5);
    await bench.tick();

    expect([asked, bench.questions.length]).toEqual([1, 1]);
    expect(new Set(bench.outcomes.slice(0, 39))).toEqual(new Set(['waits_for_logs']));
    expect(bench.outcomes.slice(39)).toEqual(Array(40).fill('shown'));
  });

  it('hear of a failure together, and later ask again together', async () => {
    const timeout = new AppError('logs_timeout', 'Too slow', { retryable: true });
    const { answer } = bench;
    bench.answer = () => Promise.reject(timeout);
    await bench.receive(alert({ id: 'one' }));
    await bench.receive(alert({ id: 'other' }));
    const failing = bench.questions.length;
    bench.answer = answer;

    bench.clock.advance(60);
    await tickUntilDone();

    expect([failing, bench.questions.length]).toEqual([1, 2]);
    expect(bench.outcomes.slice(-2)).toEqual(['shown', 'shown']);
  });

  it.each([
    ['about another hub', alert({ id: 'other', hub: otherHub, hubs: [otherHub] })],
    ['fired long after the question', alert({ id: 'other', firedAt: at('03:15:31') })],
    ['about another time', alert({ id: 'other', firedAt: at('03:05:00') })],
    ['about something else', alert({ id: 'other', ...quota() })],
  ])('are not those %s', async (_, other) => {
    await bench.receive(alert({ id: 'first' }));

    await bench.receive(other);

    expect(bench.questions).toHaveLength(2);
  });

  it('do not hear what was said half a minute ago', async () => {
    await bench.receive(alert({ id: 'first' }));
    bench.clock.advance(31);

    await bench.receive(alert({ id: 'late' }));

    expect(bench.questions).toHaveLength(2);
  });

  it('are left to the next start when the process is to stop while they are asked about', async () => {
    const stopping = new AbortController();
    await bench.store.alertInbox.addOnce(alert(), bench.clock.now());
    bench.restart({
      summarize: (_question, _onQueued, signal) =>
        new Promise((_resolve, reject) => {
          signal?.addEventListener('abort', () => reject(signal.reason));
          stopping.abort();
        }),
    });

    await bench.tick(stopping.signal);
    bench.restart();
    bench.clock.advance(5 * 60);
    await tickUntilDone();

    expect(bench.outcomes).toEqual(['left', 'shown']);
    expect(bench.logLines().join()).not.toContain('went wrong');
  });
});

function quota() {
  const criteria = alert().criteria.map((one) => ({ ...one, metric: 'dailyMessageQuotaUsed' }));
  return { criteria };
}

function store(id: string) {
  return bench.store.alertInbox.addOnce(alert({ id }), bench.clock.now());
}

/** The logs answer when the function that this gives is called. */
function holdAnswer(): () => void {
  let go = () => {};
  bench.answer = () =>
    new Promise((resolve) => {
      go = () =>
        resolve(
          hubSummary({
            logs: { ...hubSummary().logs, newestAt: at('03:15:00'), lagP95Seconds: 30 },
          }),
        );
    });
  return () => go();
}

async function tickUntilDone(): Promise<void> {
  while ((await bench.store.alertInbox.backlog()).waiting > 0) {
    await bench.tick();
    bench.clock.advance(1);
  }
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}
