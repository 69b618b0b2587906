import type { HubSummary } from '../../src/diagnosis/diagnosis';

/** A summary of twelve lost connections; parts can be replaced. */
export function hubSummary(parts: Partial<HubSummary> = {}): HubSummary {
  const window = { from: new Date('2026-03-01T02:39:00Z'), to: new Date('2026-03-01T03:15:00Z') };
  return {
    hub: 'contoso-hub',
    hubResourceId: undefined,
    window,
    cause: 'undetermined',
    benign: null,
    confidence: 'low',
    confidenceReason: 'No rule says why yet',
    why: '12 connections were lost',
    disconnects: 12,
    firstAt: new Date('2026-03-01T03:10:00Z'),
    lastAt: new Date('2026-03-01T03:13:00Z'),
    codes: [{ code: '404104', name: 'DeviceConnectionClosedRemotely', count: 12 }],
    timeline: {
      binSeconds: 60,
      bins: [{ at: new Date('2026-03-01T03:10:00Z'), code: '404104', name: 'n', count: 12 }],
    },
    seen: ['12 rows with 404104'],
    inferred: [],
    unknowable: [],
    steps: [],
    alternatives: [],
    queries: [
      {
        name: 'hub-totals',
        question: 'How many devices?',
        kql: 'AzureDiagnostics',
        rows: 1,
        window,
        durationMs: 12,
        partial: false,
      },
    ],
    logs: {
      newestAt: new Date('2026-03-01T03:13:30Z'),
      lagP50Seconds: 60,
      lagP95Seconds: 240,
      partial: false,
    },
    devices: [
      {
        device: 'device-42',
        disconnects: 12,
        codes: ['404104'],
        lastAt: new Date('2026-03-01T03:13:00Z'),
      },
    ],
    devicesAffected: 1,
    devicesSeen: 300,
    stillAway: 1,
    byCode: [{ code: '404104', name: 'DeviceConnectionClosedRemotely', count: 12 }],
    ...parts,
  };
}
