import { alert } from '../../support/alerts';
import { hubSummary } from '../../support/hub-summaries';
import { at, openWorkerBench, type WorkerBench } from './worker-bench';

let bench: WorkerBench;

beforeEach(async () => {
  bench = await openWorkerBench();
});

afterEach(() => bench.store.close());

describe('a crowd of alerts', () => {
  it('gets its first cards while the logs answer nobody, and keeps only a few waiting', async () => {
    await bench.subscribe('ops');
    const letAnswers = holdLogs();
    await store(40);

    const ticking = tickOften(200);
    await until(() => bench.outcomes.length === 36 && bench.questions.length === 4);
    const cards = bench.teams.messages.length;
    const asked = bench.questions.length;
    for (const answer of letAnswers()) answer();
    await ticking;
    await tickUntilDone();

    expect([cards, asked]).toEqual([40, 4]);
    expect(bench.teams.messages.map(({ reports }) => reports.length)).toEqual(Array(40).fill(2));
    expect(bench.questions).toHaveLength(40);
  });

  it('has at most eight cards on their way, however often it is asked to go on', async () => {
    await bench.subscribe('ops');
    await store(100);
    const held: (() => void)[] = [];
    let most = 0;
    let onTheirWay = 0;
    bench.teams.beforeCall = () => {
      onTheirWay += 1;
      most = Math.max(most, onTheirWay);
      return new Promise((resolve) => {
        held.push(() => {
          onTheirWay -= 1;
          resolve();
        });
      });
    };

    const ticking = tickOften(200);
    for (let posted = 0; posted < 100; posted++) {
      await until(() => held.length > 0);
      held.shift()?.();
    }
    bench.teams.beforeCall = () => undefined;
    for (const go of held) go();
    await ticking;

    expect(most).toBeLessThanOrEqual(12);
    expect(new Set(bench.teams.messages.map(({ id }) => id)).size).toBe(100);
  });

  it('that waits for the logs is not counted as failing', async () => {
    await bench.subscribe('ops');
    const letAnswers = holdLogs();
    await store(5);
    const ticking = tickOften(1);
    // The fifth is put back before the clock moves on.
    await until(() => bench.teams.messages.length === 5 && bench.outcomes.length === 1);
    for (let i = 0; i < 15; i++) {
      bench.clock.advance(2);
      void bench.tick();
      await until(() => bench.outcomes.length === i + 2);
    }
    for (const answer of letAnswers()) answer();
    await ticking;

    const [waiting] = await bench.store.alertInbox.takeDue(at('04:00:00'), 1000, 1);

    expect(new Set(bench.outcomes.slice(0, 15))).toEqual(new Set(['waits_for_logs']));
    expect(waiting).toMatchObject({ failures: 0 });
    expect(waiting?.attempt).toBeGreaterThan(10);
  });

  it('leaves the rest in the store when the process is told to stop', async () => {
    await bench.subscribe('ops');
    await store(40);
    const stopping = new AbortController();
    bench.teams.beforeCall = () => stopping.abort();

    const handled = await bench.tick(stopping.signal);

    expect(handled).toBe(8);
    expect((await bench.store.alertInbox.backlog()).waiting).toBeGreaterThanOrEqual(32);
  });

  it('of two thousand lets others have their turn', async () => {
    await store(2000);
    let turns = 0;
    const turning = setInterval(() => {
      turns += 1;
    }, 1);

    const handled = await bench.tick();
    clearInterval(turning);

    expect(handled).toBe(2000);
    expect(turns).toBeGreaterThan(10);
  });
});

/** Each about a hub of its own: those about one hub would ask the logs together. */
async function store(count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    const hub = { name: `hub-${i}`, hostName: `hub-${i}.azure-devices.net` };
    const one = alert({ id: `alert-${i}`, hub, hubs: [hub] });
    await bench.store.alertInbox.addOnce(one, bench.clock.now());
  }
}

/** Every question to the logs waits until the function that this gives is called. */
function holdLogs(): () => (() => void)[] {
  const answer = bench.answer;
  const held: (() => void)[] = [];
  bench.answer = () =>
    new Promise((resolve) => {
      held.push(() =>
        resolve(
          hubSummary({
            logs: { ...hubSummary().logs, newestAt: at('03:15:00'), lagP95Seconds: 30 },
          }),
        ),
      );
    });
  return () => {
    bench.answer = answer;
    return held;
  };
}

function tickOften(times: number): Promise<unknown> {
  return Promise.all(Array.from({ length: times }, () => bench.tick()));
}

async function tickUntilDone(): Promise<void> {
  for (let i = 0; i < 200 && (await bench.store.alertInbox.backlog()).waiting > 0; i++) {
    bench.clock.advance(1);
    await bench.tick();
  }
}

/** Lets everybody else go on until it is so, however slow the machine; jest ends it if it never is. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}
