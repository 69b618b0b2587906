import type { ExportedRecord } from '../azure/exported-record';
import type { LocalTwin } from '../azure/twin-shelf';
import { type Loss, liveThrough } from './device-life';
import { createFleet, type SampleDevice } from './fleet';
import { createRandom } from './random';
import { disabledHoursAgo, expiredHoursAgo, storied, tellLosses, tellStories } from './stories';
import { sampleTwin } from './twins';

/**
 * The day before `now` on the bundled hub: a fleet that mostly renews tokens, and a few real
 * faults. The same moment always gives the same day. Records come in the order of time.
 */
export function createSampleDay(now: Date): { records: ExportedRecord[]; twins: LocalTwin[] } {
  const random = createRandom(404_104);
  const fleet = createFleet();
  const from = new Date(now.getTime() - dayMs);
  const lives = fleet.flatMap((device) => {
    const losses = tellLosses(device.deviceId, now) ?? inventLosses(from, random);
    return liveThrough({ device, from, to: now, losses, random });
  });
  const byId = new Map(fleet.map((device) => [device.deviceId, device]));
  const records = [...lives, ...tellStories(byId, now, random)]
    .filter(({ time }) => Date.parse(time) <= now.getTime())
    .sort((one, other) => Date.parse(one.time) - Date.parse(other.time));
  return { records, twins: fleet.map((device) => twinOf(device, now, random)) };
}

/** Networks are never perfect: one device in sixteen loses its connection once. */
function inventLosses(from: Date, random: () => number): Loss[] {
  if (random() > 1 / 16) return [];
  const at = new Date(from.getTime() + (0.02 + random() * 0.9) * dayMs);
  return [{ at, awaySeconds: Math.round(90 + random() * 800) }];
}

function twinOf({ deviceId }: SampleDevice, now: Date, random: () => number): LocalTwin {
  if (deviceId === storied.disabled) {
    const since = hoursBefore(now, disabledHoursAgo);
    return sampleTwin(deviceId, {
      status: 'disabled',
      statusReason: 'Returned by the customer',
      statusUpdateTime: since,
      connectionState: 'Disconnected',
      lastActivityTime: since,
    });
  }
  if (deviceId === storied.expired) {
    const lastActivityTime = hoursBefore(now, expiredHoursAgo);
    return sampleTwin(deviceId, { connectionState: 'Disconnected', lastActivityTime });
  }
  const lastActivityTime = hoursBefore(now, random() / 20);
  return sampleTwin(deviceId, { connectionState: 'Connected', lastActivityTime });
}

function hoursBefore(now: Date, hours: number): string {
  return new Date(now.getTime() - hours * 3_600_000).toISOString();
}

const dayMs = 86_400_000;
