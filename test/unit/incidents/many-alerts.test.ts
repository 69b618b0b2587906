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
    await until(() => bench.outcomes.length === 40 && bench.questions.length === 4);
    const cards = bench.cards.all.length;
    const asked = bench.questions.length;
    for (const answer of letAnswers()) answer();
    await ticking;

    expect([cards, asked]).toEqual([40, 4]);
    expect(bench.cards.all.map(({ subjects }) => subjects.length)).toEqual(Array(40).fill(2));
    expect(bench.questions).toHaveLength(40);
  });

  it('has at most eight in hand, however often it is asked to go on', async () => {
    await bench.subscribe('ops');
    await store(100);
    const held: (() => void)[] = [];
    let inHand = 0;
    let most = 0;
    let goesOn = false;
    const { incidentBook } = bench.store;
    bench.restart({
      incidents: {
        ...incidentBook,
        async recordFiring(...firing) {
          inHand += 1;
          most = Math.max(most, inHand);
          if (!goesOn) await new Promise<void>((resolve) => held.push(resolve));
          inHand -= 1;
          return incidentBook.recordFiring(...firing);
        },
      },
    });

    const ticking = tickOften(200);
    await until(() => held.length === 8);
    goesOn = true;
    for (const go of held) go();
    await ticking;

    expect(most).toBe(8);
    expect(bench.cards.all).toHaveLength(100);
  });

  it('of one hub is one card, asked about again at most once a minute', async () => {
    await bench.subscribe('ops');
    const { logs } = hubSummary();
    const late = { ...logs, newestAt: at('03:30:00'), lagP95Seconds: 0 };
    bench.answer = () => hubSummary({ logs: late });

    for (let i = 0; i < 60; i++) {
      await bench.receive(alert({ id: `id ${i}`, rule: `rule ${i % 3}` }));
      bench.clock.advance(2);
    }
    bench.clock.advance(60);
    await bench.tick();

    expect(bench.cards.all).toHaveLength(1);
    expect(bench.questions).toHaveLength(3);
    expect(bench.cards.replies.map(({ text }) => text)).toEqual([
      'Also firing: rule 1.',
      'Also firing: rule 2.',
    ]);
  });

  it('leaves the rest in the store when the process is told to stop', async () => {
    await store(40);
    const stopping = new AbortController();
    const { incidentBook } = bench.store;
    bench.restart({
      incidents: {
        ...incidentBook,
        recordFiring(...firing) {
          stopping.abort();
          return incidentBook.recordFiring(...firing);
        },
      },
    });

    const handled = await bench.tick(stopping.signal);

    expect(handled).toBe(8);
    expect((await bench.store.alertInbox.backlog()).waiting).toBe(32);
  });

  it('of hundreds lets others have their turn', async () => {
    await store(600);
    let turns = 0;
    const turning = setInterval(() => {
      turns += 1;
    }, 1);

    const handled = await bench.tick();
    clearInterval(turning);

    expect(handled).toBe(600);
    expect(turns).toBeGreaterThan(10);
  });
});

/** Each about a hub of its own: those about one hub would be one incident. */
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
  const settled = { ...hubSummary().logs, newestAt: at('03:15:00'), lagP95Seconds: 30 };
  bench.answer = () =>
    new Promise((resolve) => {
      held.push(() => resolve(hubSummary({ logs: settled })));
    });
  return () => {
    bench.answer = answer;
    return held;
  };
}

function tickOften(times: number): Promise<unknown> {
  return Promise.all(Array.from({ length: times }, () => bench.tick()));
}

/** Lets everybody else go on until it is so, however slow the machine; jest ends it if it never is. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}
