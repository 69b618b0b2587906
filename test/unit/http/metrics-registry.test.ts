import { createMetrics, type MetricsDeps } from '../../../src/http/metrics-registry';
import { AppError } from '../../../src/shared/app-error';

const nothingWaits: MetricsDeps = {
  backlog: async () => ({ waiting: 0, oldestReceivedAt: undefined }),
  now: () => new Date(61_000),
};

async function readLines(metrics: { text(): Promise<string> }): Promise<string[]> {
  return (await metrics.text()).split('\n').filter((line) => line.startsWith('reconnect_'));
}

describe('the metrics', () => {
  it('count events by what became of them', async () => {
    const metrics = createMetrics(nothingWaits);
    metrics.countEvents('received', 1000);
    metrics.countEvents('newest', 997);
    metrics.countEvents('newest', 1);
    metrics.countEvents('unreadable', 2);

    const lines = await readLines(metrics);

    expect(lines).toEqual(
      expect.arrayContaining([
        'reconnect_events_total{outcome="received"} 1000',
        'reconnect_events_total{outcome="newest"} 998',
        'reconnect_events_total{outcome="unreadable"} 2',
      ]),
    );
  });

  it('are told while the store is away, but for what it would have to be asked', async () => {
    const away = () => Promise.reject(new AppError('store_unavailable', 'The store is away'));
    const metrics = createMetrics({
      ...{ backlog: away, connections: away, sends: away, conversationsGone: away },
      now: () => new Date(61_000),
    });
    metrics.countEvents('received', 1000);

    const lines = await readLines(metrics);

    expect(lines).toEqual(
      expect.arrayContaining([
        'reconnect_events_total{outcome="received"} 1000',
        'reconnect_alerts_waiting Nan',
        'reconnect_devices_known Nan',
        'reconnect_sends_waiting Nan',
        'reconnect_conversations_gone Nan',
      ]),
    );
  });

  it('count what was sent, and what was sent again', async () => {
    const metrics = createMetrics(nothingWaits);
    metrics.countSend('sent');
    metrics.countRepeatedCard();

    const lines = await readLines(metrics);

    expect(lines).toEqual(
      expect.arrayContaining([
        'reconnect_sends_total{outcome="sent"} 1',
        'reconnect_repeated_cards_total 1',
      ]),
    );
  });

  it('ask for devices, what is to be sent and who is gone whenever they are read', async () => {
    const metrics = createMetrics({
      ...nothingWaits,
      connections: async () => ({ devices: 100_000, due: 7, oldestDueAt: new Date(60_000) }),
      sends: async () => ({ waiting: 5, oldestWantedAt: new Date(31_000) }),
      conversationsGone: async () => 2,
    });

    const lines = await readLines(metrics);

    expect(lines).toEqual(
      expect.arrayContaining([
        'reconnect_devices_known 100000',
        'reconnect_devices_due 7',
        'reconnect_devices_oldest_due_seconds 1',
        'reconnect_sends_waiting 5',
        'reconnect_sends_oldest_waiting_seconds 30',
        'reconnect_conversations_gone 2',
      ]),
    );
  });

  it('tell no age where nothing waits', async () => {
    const metrics = createMetrics({
      ...nothingWaits,
      connections: async () => ({ devices: 0, due: 0, oldestDueAt: undefined }),
      sends: async () => ({ waiting: 0, oldestWantedAt: new Date(99_000) }),
    });

    const lines = await readLines(metrics);

    expect(lines.filter((line) => line.includes('oldest'))).toEqual([
      'reconnect_alerts_oldest_waiting_seconds 0',
      'reconnect_devices_oldest_due_seconds 0',
      'reconnect_sends_oldest_waiting_seconds 0',
    ]);
  });

  it('say nothing of what nobody can be asked about', async () => {
    const lines = await readLines(createMetrics(nothingWaits));

    expect(lines.join('\n')).not.toMatch(/devices|sends_waiting|gone/);
  });
});
