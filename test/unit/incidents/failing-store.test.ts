import { alert } from '../../support/alerts';
import { hubSummary } from '../../support/hub-summaries';
import { at, openWorkerBench, type WorkerBench } from './worker-bench';

let bench: WorkerBench;

beforeEach(async () => {
  bench = await openWorkerBench();
  await bench.subscribe('ops');
});

afterEach(() => bench.store.close());

describe('a stop', () => {
  it('before the alert is finished repeats nothing', async () => {
    bench.restart({ inbox: { ...bench.store.alertInbox, finish: stop } });
    await bench.receive(alert());
    bench.restart();
    bench.clock.set(at('03:21:00'));

    const handled = await bench.tick();

    expect(handled).toBe(1);
    expect(bench.subjectsIn('ops')).toHaveLength(2);
    expect(bench.questions).toHaveLength(1);
  });

  it('between an answer and its cards asks once more, and shows it', async () => {
    const { publisher } = bench;
    bench.restart({
      publisher: {
        publish: (incident, how) => (incident.asks > 0 ? stop() : publisher.publish(incident, how)),
      },
    });
    await bench.receive(alert());
    const before = bench.subjectsIn('ops').at(-1)?.summary;
    bench.restart();
    bench.clock.set(at('03:21:00'));

    await bench.tick();

    expect(before).toBeUndefined();
    expect(bench.asks).toEqual(['broken', 'answered']);
    expect(bench.subjectsIn('ops').at(-1)?.summary).toBeDefined();
  });
});

describe('a fault of ours', () => {
  it('is tried ten times and then kept as failed', async () => {
    bench.restart({ publisher: { publish: stop } });
    await bench.receive(alert());

    for (let i = 0; i < 15; i++) {
      bench.clock.advance(300);
      await bench.tick();
    }

    expect(bench.outcomes).toEqual([...Array(9).fill('fails_again'), 'failed']);
    expect(bench.cards.all).toEqual([]);
  });

  it('in the store is survived', async () => {
    const { alertInbox, incidentBook } = bench.store;
    bench.restart({
      inbox: { ...alertInbox, takeDue: stop },
      incidents: { ...incidentBook, takeDueAsks: stop },
    });

    const handled = await bench.receive(alert());

    expect(handled).toBe(0);
    expect(bench.logLines().join()).toContain('alerts cannot be taken');
    expect(bench.logLines().join()).toContain('incidents cannot be taken');
  });

  it('of the trail of decisions holds nothing up', async () => {
    bench.restart({ trail: { ...bench.store.decisionTrail, add: stop } });

    await bench.receive(alert());

    expect(bench.outcomes).toEqual(['published']);
    expect(bench.logLines().join()).toContain('a decision could not be noted');
  });

  it('that outlasts the lease leaves the answer to whoever took over', async () => {
    const answer = bench.answer;
    bench.answer = async () => {
      bench.answer = answer;
      bench.clock.advance(301);
      // As another process would.
      bench.restart();
      await bench.tick();
      return hubSummary();
    };

    await bench.receive(alert());

    expect(bench.asks).toEqual(['answered', 'lost']);
    expect(bench.cards.all).toHaveLength(1);
  });

  it('that outlasts the lease leaves the alert to whoever took over', async () => {
    const { publisher } = bench;
    let isFirst = true;
    bench.restart({
      publisher: {
        async publish(incident, how) {
          if (isFirst) {
            isFirst = false;
            bench.clock.advance(301);
            await bench.tick();
          }
          return publisher.publish(incident, how);
        },
      },
    });

    await bench.receive(alert());

    expect(bench.outcomes).toEqual(['published', 'lost']);
    expect(bench.cards.all).toHaveLength(1);
  });
});

async function stop(): Promise<never> {
  throw new Error('stopped');
}
