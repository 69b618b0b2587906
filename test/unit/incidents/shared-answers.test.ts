import type { Alert } from '../../../src/ports/alert';
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

/** About the workspace: each is an incident of its own, and all would ask the same. */
function lonely(id: string, parts: Partial<Alert> = {}): Alert {
  return alert({ id, hubCertainty: 'workspace', ...parts });
}

describe('incidents that would ask the logs the same', () => {
  it('share one investigation', async () => {
    for (let i = 0; i < 50; i++) await bench.receive(lonely(`alert-${i}`));

    expect(bench.questions).toHaveLength(1);
    expect(bench.cards.all).toHaveLength(50);
    expect(bench.cards.all.every(({ subjects }) => subjects.at(-1)?.summary)).toBe(true);
    expect(new Set(bench.asks)).toEqual(new Set(['answered']));
  });

  it('wait while it is under way, without a question of their own', async () => {
    const answer = holdAnswer();
    for (let i = 0; i < 4; i++)
      await bench.store.alertInbox.addOnce(lonely(`${i}`), at('03:15:00'));

    const ticking = bench.tick();
    await until(() => bench.questions.length === 1);
    answer();
    await ticking;

    expect(bench.questions).toHaveLength(1);
    expect(bench.asks).toEqual(Array(4).fill('answered'));
  });

  it('hear of a failure together, and later ask again together', async () => {
    const timeout = new AppError('logs_timeout', 'Too slow', { retryable: true });
    const { answer } = bench;
    bench.answer = () => Promise.reject(timeout);
    await bench.receive(lonely('one'));
    await bench.receive(lonely('other'));
    const failing = bench.questions.length;
    bench.answer = answer;

    bench.clock.advance(60);
    await bench.tick();

    expect([failing, bench.questions.length]).toEqual([1, 2]);
    expect(bench.asks.slice(-2)).toEqual(['answered', 'answered']);
  });

  it.each([
    ['about another hub', alert({ id: 'other', hub: otherHub, hubs: [otherHub] })],
    ['fired long after the question', lonely('other', { firedAt: at('03:15:31') })],
    ['about another time', lonely('other', { firedAt: at('03:05:00') })],
    ['about something else', lonely('other', quota())],
  ])('are not those %s', async (_, other) => {
    await bench.receive(lonely('first'));

    await bench.receive(other);

    expect(bench.questions).toHaveLength(2);
  });

  it('do not hear what was said half a minute ago', async () => {
    await bench.receive(lonely('first'));
    bench.clock.advance(31);

    await bench.receive(lonely('late'));

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
    await bench.tick();

    expect(bench.asks).toEqual(['left', 'answered']);
    expect(bench.logLines().join()).not.toContain('failed');
  });
});

function quota() {
  const criteria = alert().criteria.map((one) => ({ ...one, metric: 'dailyMessageQuotaUsed' }));
  return { criteria };
}

/** The logs answer when the function that this gives is called. */
function holdAnswer(): () => void {
  let go = () => {};
  const { logs } = hubSummary();
  const settled = { ...logs, newestAt: at('03:15:00'), lagP95Seconds: 30 };
  bench.answer = () =>
    new Promise((resolve) => {
      go = () => resolve(hubSummary({ logs: settled }));
    });
  return () => go();
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}
