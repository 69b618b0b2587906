import { asEpisode } from '../../../src/alerts/health-event';
import type { Alert } from '../../../src/ports/alert';
import { aboutOf } from '../../support/alert-abouts';
import { alert } from '../../support/alerts';
import { hubSummary } from '../../support/hub-summaries';
import { at, openWorkerBench, type WorkerBench } from './worker-bench';

let bench: WorkerBench;

afterEach(() => bench?.store.close());

const ill = aboutOf['resource-health'];
const outage = aboutOf['service-health'];

function health(parts: Partial<typeof ill>, rest: Partial<Alert> = {}): Alert {
  return alert({ about: { ...ill, at: at('03:13:00'), ...parts }, ...rest });
}

describe('alerts on the health of a hub', () => {
  it('end the incident they began, though they come as fired with an id of their own', async () => {
    bench = await openWorkerBench();
    await bench.subscribe('ops');
    await bench.receive(health({}, { id: 'first' }));
    bench.clock.advance(600);
    const over = { current: 'Available', isOver: true, at: at('03:24:00') };

    await bench.receive(health(over, { id: 'second', firedAt: at('03:24:30') }));

    expect(bench.cards.all).toHaveLength(1);
    expect(bench.subjectsIn('ops').at(-1)).toMatchObject({
      state: 'resolved',
      alert: { resolvedAt: at('03:24:30') },
    });
  });

  it('end together with the end that overtook them', async () => {
    bench = await openWorkerBench();
    await bench.subscribe('ops');
    const over = { isOver: true, at: at('03:14:50') };
    await bench.receive(health(over, { id: 'second', firedAt: at('03:14:55') }));

    await bench.receive(health({}, { id: 'first' }));

    expect(bench.cards.all).toHaveLength(1);
    expect(bench.subjectsIn('ops').at(-1)?.state).toBe('resolved');
  });

  it('of another hub or another event stay open', () => {
    const other = { name: 'fabrikam-hub', hostName: 'fabrikam-hub.azure-devices.net' };
    const ids = [
      asEpisode(health({})),
      asEpisode(health({ isOver: true })),
      asEpisode(health({}, { hub: other, hubs: [other] })),
      asEpisode(health({ correlationId: 'another' })),
    ].map(({ id }) => id);

    expect(ids[1]).toBe(ids[0]);
    expect(new Set(ids).size).toBe(3);
  });

  it('without a correlation stand for themselves', () => {
    const lonely = health({ correlationId: '', isOver: true });

    expect(asEpisode(lonely)).toBe(lonely);
  });
});

describe('alerts on the health of a service', () => {
  it('belong together by their tracking id', () => {
    const first = asEpisode(alert({ id: 'a', about: outage }));
    const mitigatedAt = at('05:00:00');
    const last = asEpisode(alert({ id: 'b', about: { ...outage, isOver: true, mitigatedAt } }));

    expect(last).toMatchObject({ id: first.id, condition: 'resolved', resolvedAt: mitigatedAt });
  });

  it('ask about every hub', async () => {
    bench = await openWorkerBench();
    await bench.subscribe('ops');
    const none = { hub: undefined, hubs: [], hubCertainty: 'none' as const };

    await bench.receive(alert({ ...none, about: { ...outage, impactStartAt: at('03:00:00') } }));

    expect(bench.questions).toEqual([{ window: { from: at('02:30:00'), to: at('03:15:00') } }]);
  });
});

describe('an alert about throttling', () => {
  it('asks for its topic', async () => {
    bench = await openWorkerBench();
    await bench.subscribe('ops');
    const [criterion] = alert().criteria;
    const metric = 'd2c.telemetry.ingress.sendThrottle';

    await bench.receive(alert({ criteria: criterion ? [{ ...criterion, metric }] : [] }));

    expect(bench.questions[0]).toMatchObject({ hubName: 'contoso-hub', topic: 'throttling' });
  });
});

describe('an alert without a time', () => {
  it('was received and not fired', async () => {
    bench = await openWorkerBench();
    await bench.subscribe('ops');

    await bench.receive(alert({ timesFrom: 'receipt' }));

    expect(bench.subjectsIn('ops')[0]?.history[0]?.text).toBe('Received');
  });
});

describe('an alert whose question has to wait', () => {
  const answer = hubSummary({
    logs: { ...hubSummary().logs, newestAt: at('03:14:30'), lagP95Seconds: 30 },
  });

  it('says so on its card, once, before the answer', async () => {
    bench = await openWorkerBench({
      summarize: async (_question, onQueued) => {
        onQueued?.(9, 20);
        onQueued?.(8, 18);
        return answer;
      },
    });
    await bench.subscribe('ops');

    await bench.receive(alert());

    const shown = bench.subjectsIn('ops');
    expect(shown.map(({ queuedSeconds }) => queuedSeconds)).toEqual([undefined, 20, undefined]);
    expect(shown.at(-1)?.summary).toBeDefined();
  });

  it('does not speak of a few seconds', async () => {
    bench = await openWorkerBench({
      summarize: async (_question, onQueued) => {
        onQueued?.(1, 2);
        return answer;
      },
    });
    await bench.subscribe('ops');

    await bench.receive(alert());

    expect(bench.subjectsIn('ops')).toHaveLength(2);
  });

  it('gets its answer although the wait could not be told', async () => {
    bench = await openWorkerBench({
      summarize: async (_question, onQueued) => {
        onQueued?.(9, 20);
        return answer;
      },
    });
    const broken = () => Promise.reject(new Error('the store is away'));
    bench.restart({ incidents: { ...bench.store.incidentBook, recordQueued: broken } });
    await bench.subscribe('ops');

    await bench.receive(alert());

    expect(bench.asks).toEqual(['answered']);
    expect(bench.subjectsIn('ops').at(-1)?.summary).toBeDefined();
    expect(bench.logLines().join()).toContain('a wait for the logs could not be told');
  });
});
