import type { ExportedRecord } from '../azure/exported-record';
import { usuallyConnected } from '../samples/fleet';
import { createRandom } from '../samples/random';
import { connectRecord, dropRecord } from '../samples/records';
import { sampleSdks } from '../samples/sdks';
import { minutesBefore, secondsBefore } from './ago';
import { awayTwin, comeBack } from './come-back';
import { inTime } from './in-time';
import { staticAlert } from './metric-alert';
import type { Scenario } from './scenario';
import { taggedAddress, taggedDevices } from './tagged-devices';

export const lateLogs: Scenario = {
  id: 'late-logs',
  group: 'Hard to read',
  title: 'The logs come late',
  what: '44 devices drop, but most rows reach the workspace one to four minutes after the alert.',
  build: (now) => {
    const random = createRandom(120);
    const here = taggedDevices(now, {
      kind: 'sign',
      count: 50,
      maskedIpAddress: taggedAddress(now),
      sdk: sampleSdks.node,
    });
    const dropped = here.slice(0, droppedHere);
    const drops = dropped.map((device) =>
      dropRecord(device, secondsBefore(now, 150 - random() * 80), '404104'),
    );
    const before = here.map((device) =>
      connectRecord(device, minutesBefore(now, 25 + random() * 30)),
    );
    return {
      records: [
        ...inTime([...before, ...drops.slice(0, inTimeCount)], now),
        ...late(drops.slice(inTimeCount), now),
      ],
      twins: dropped.map(({ deviceId }) => awayTwin(deviceId, secondsBefore(now, 150))),
      alert: staticAlert({
        rule: 'contoso-hub-connected-devices-low',
        severity: 'Sev2',
        description: 'Fewer than 340 devices are connected to contoso-hub.',
        firedAt: now,
        windowMinutes: 5,
        operator: 'LessThan',
        threshold: 340,
        value: usuallyConnected + here.length - droppedHere,
      }),
      recover: (at) => comeBack(dropped, now, at),
    };
  },
};

/** Logged in time, shown late: the rows come in a few bursts, as a pipeline that catches up does. */
function late(records: ExportedRecord[], now: Date): ExportedRecord[] {
  return records.map((record, at) => {
    const burst = Math.floor((at * bursts) / records.length);
    const arrivedAt = new Date(now.getTime() + 60_000 * (burst + 1));
    return { ...record, ingestedAt: arrivedAt.toISOString() };
  });
}

const droppedHere = 44;
const inTimeCount = 5;
const bursts = 4;
