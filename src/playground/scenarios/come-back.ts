import type { SampleDevice } from '../samples/fleet';
import { connectRecord } from '../samples/records';
import { sampleTwin } from '../samples/twins';
import type { Traces } from './scenario';

/** Every device connects again, one after the other, in the last moments before `at`. */
export function comeBack(devices: SampleDevice[], from: Date, at: Date): Traces {
  const moments = momentsBefore(at, from, devices.length);
  return {
    records: devices.map((device, turn) => connectRecord(device, moments[turn] ?? at)),
    twins: devices.map(({ deviceId }) => connectedTwin(deviceId, at)),
  };
}

export function connectedTwin(deviceId: string, at: Date) {
  return sampleTwin(deviceId, {
    connectionState: 'Connected',
    lastActivityTime: at.toISOString(),
  });
}

export function awayTwin(deviceId: string, since: Date) {
  return sampleTwin(deviceId, {
    connectionState: 'Disconnected',
    lastActivityTime: since.toISOString(),
  });
}

/** Not before the scenario began: a fault that is mended at once has no time for more. */
function momentsBefore(at: Date, from: Date, count: number): Date[] {
  const room = Math.min(longestReturnMs, Math.max(0, at.getTime() - from.getTime()));
  return Array.from(
    { length: count },
    (_, turn) => new Date(at.getTime() - room + (room * (turn + 1)) / count),
  );
}

const longestReturnMs = 40_000;
