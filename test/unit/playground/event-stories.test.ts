import { createApplyEvent } from '../../../src/connections/apply-event';
import { judgeDevice } from '../../../src/connections/judge-device';
import { createPatience } from '../../../src/connections/patience';
import { readEvents } from '../../../src/connections/read-events';
import { makeBatches } from '../../../src/playground/device-events/make-batches';
import { createRandom } from '../../../src/playground/samples/random';
import { scenarios } from '../../../src/playground/scenarios/scenarios';
import type { DeviceRecord } from '../../../src/ports/connection-ledger';
import { createLocalHubDirectory } from '../../../src/start/hub-directory';

const now = new Date('2026-03-10T12:34:56.789Z');
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const patience = createPatience({ defaultSeconds: 120, overrides: [] });
const deps = { hubs: createLocalHubDirectory('azure-devices.net'), expectedTopics: [] };

/** What the product makes of the story's deliveries, device by device. */
function take(id: string): DeviceRecord[] {
  const played = scenarios.find((each) => each.id === id)?.build(now);
  const records = new Map<string, DeviceRecord>();
  for (const batch of makeBatches(played?.events ?? [], { now, random: createRandom(7) })) {
    const read = readEvents(JSON.parse(JSON.stringify(batch)), deps);
    if (read.kind !== 'events') throw new Error('no batch of events');
    expect(read.unreadable).toEqual([]);
    for (const event of read.events) {
      const known = records.get(event.device);
      records.set(event.device, createApplyEvent(patience)(known, event, now).record);
    }
  }
  return [...records.values()];
}

/** How many devices are told of as what, so long after the story was played. */
function tell(id: string, seconds: number): Record<string, number> {
  const told: Record<string, number> = {};
  for (const record of take(id)) {
    const verdict = judgeDevice(record, patience, later(seconds));
    const word = verdict.kind === 'news' ? verdict.what : verdict.kind;
    told[word] = (told[word] ?? 0) + 1;
  }
  return told;
}

describe('what the product makes of the stories told by events', () => {
  it('tells of the device that went away when its grace time is over, not before', () => {
    expect(tell('device-goes-away', 119)).toEqual({ wait: 1 });
    expect(tell('device-goes-away', 120)).toEqual({ gone: 1 });
  });

  it('tells of all of a site then', () => {
    expect(tell('site-by-events', 119)).toEqual({ wait: 30 });
    expect(tell('site-by-events', 120)).toEqual({ gone: 30 });
  });

  it('tells of the device that flaps at once', () => {
    expect(tell('flapping-device', 1)).toEqual({ flapping: 1 });
  });

  it('tells nobody of renewals, and counts them', () => {
    expect(tell('tokens-all-day', 3600)).toEqual({ nothing: 20 });
    expect(take('tokens-all-day').every(({ hidden }) => hidden > 0)).toBe(true);
  });

  it('waits longer than the grace time for the one that sleeps every half hour', () => {
    expect(tell('sleeping-sensor', 1800)).toEqual({ wait: 1 });
  });

  it.each(scenarios.map(({ id }) => id))('reads every event of %s', (id) => {
    expect(take(id).length).toBeGreaterThan(id === 'port-blocked' ? -1 : 0);
  });
});
