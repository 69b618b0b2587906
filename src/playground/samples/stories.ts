import type { ExportedRecord } from '../azure/exported-record';
import type { Loss } from './device-life';
import { type SampleDevice, sampleSites, troubledDevice } from './fleet';
import { connectRecord, dropRecord, otherRecord, refusalRecord } from './records';

/** Device ids that have a story of their own in the sample day. */
export const storied = {
  troubled: troubledDevice,
  disabled: 'device-77',
  expired: 'device-118',
  cloned: 'device-203',
  throttled: ['device-15', 'device-16'],
} as const;

/** When the disabled device was switched off, and when the expired credential ran out. */
export const disabledHoursAgo = 9;
export const expiredHoursAgo = 3;

/** How often a device really lost its connection; undefined when it has no story here. */
export function tellLosses(deviceId: string, now: Date): Loss[] | undefined {
  if (deviceId === storied.troubled) {
    return [
      { at: minutesBefore(now, 322), awaySeconds: 4 * 60 + 11 },
      { at: minutesBefore(now, 187), awaySeconds: 11 * 60 - 8 },
      { at: minutesBefore(now, 51), awaySeconds: 6 * 60 + 47 },
    ];
  }
  if (deviceId === storied.disabled) return [gone(now, disabledHoursAgo)];
  if (deviceId === storied.expired) return [gone(now, expiredHoursAgo)];
  return hubHiccup(deviceId, now);
}

/** A minute, seventeen hours ago, in which the hub itself could connect nobody. */
function hubHiccup(deviceId: string, now: Date): Loss[] | undefined {
  const turn = hiccupDevices.indexOf(deviceId);
  if (turn < 0) return undefined;
  const at = new Date(minutesBefore(now, 17 * 60).getTime() + turn * 3000);
  return [{ at, awaySeconds: 40 + turn * 4, refusedWith: '500001' }];
}

/** What happened on this day besides renewals and lost connections. */
export function tellStories(
  fleet: Map<string, SampleDevice>,
  now: Date,
  random: () => number,
): ExportedRecord[] {
  return [
    ...refusals(fleet.get(storied.disabled), now, disabledHoursAgo, '403012', random),
    ...refusals(fleet.get(storied.expired), now, expiredHoursAgo, '401003', random),
    ...twoCopies(fleet.get(storied.cloned), now, random),
    ...throttling(now, random),
    ...deadEndpoint(now),
    ...twinReads(fleet, now, random),
  ];
}

function refusals(
  device: SampleDevice | undefined,
  now: Date,
  hours: number,
  code: '403012' | '401003',
  random: () => number,
): ExportedRecord[] {
  const records: ExportedRecord[] = [];
  let at = minutesBefore(now, hours * 60).getTime() + 20_000;
  while (device && at < now.getTime()) {
    records.push(refusalRecord(device, new Date(at), code));
    at += (4 + random() * 3) * 60_000;
  }
  return records;
}

/** Two machines share one identity: each newer connection closes the other one's. */
function twoCopies(
  device: SampleDevice | undefined,
  now: Date,
  random: () => number,
): ExportedRecord[] {
  if (!device) return [];
  const other = { ...device, maskedIpAddress: sampleSites[0].maskedIpAddress };
  const records: ExportedRecord[] = [];
  let at = minutesBefore(now, 7 * 60).getTime();
  for (let turn = 0; turn < 60; turn++) {
    const [comes, goes] = turn % 2 === 0 ? [other, device] : [device, other];
    records.push(dropRecord(goes, new Date(at), '400027'), connectRecord(comes, new Date(at)));
    at += 6000 + random() * 8000;
  }
  return records;
}

function throttling(now: Date, random: () => number): ExportedRecord[] {
  const from = minutesBefore(now, 14 * 60).getTime();
  return storied.throttled.flatMap((deviceId, at) =>
    Array.from({ length: at === 0 ? 41 : 12 }, () =>
      otherRecord(new Date(from + random() * 900_000), {
        operationName: 'ingress',
        category: 'DeviceTelemetry',
        code: '429001',
        properties: { deviceId, protocol: 'Mqtt', batching: null, partitionId: '' },
      }),
    ),
  );
}

function deadEndpoint(now: Date): ExportedRecord[] {
  return [75, 62, 48, 33, 19, 4].map((minutes, at) =>
    otherRecord(minutesBefore(now, 600 + minutes), {
      operationName: at === 4 ? 'endpointDead' : 'endpointUnhealthy',
      category: 'Routes',
      properties: {
        deviceId: null,
        endpointName: 'cold-archive',
        messageId: null,
        details: 'The storage account refuses the identity of the hub',
        routeName: null,
      },
    }),
  );
}

function twinReads(
  fleet: Map<string, SampleDevice>,
  now: Date,
  random: () => number,
): ExportedRecord[] {
  return [...fleet.values()]
    .filter((_, at) => at % 12 === 0)
    .map(({ deviceId, protocol, sdk }) =>
      otherRecord(minutesBefore(now, 10 + random() * 1400), {
        operationName: 'read',
        category: 'D2CTwinOperations',
        properties: {
          deviceId,
          authenticationType: '{"scope":"device","type":"sas","issuer":"iothub"}',
          protocol,
          sdkVersion: sdk.sdkVersion,
        },
      }),
    );
}

function gone(now: Date, hours: number): Loss {
  return { at: minutesBefore(now, hours * 60), awaySeconds: undefined };
}

function minutesBefore(now: Date, minutes: number): Date {
  return new Date(now.getTime() - minutes * 60_000);
}

const hiccupDevices = [31, 64, 128, 166, 219, 287].map((number) => `device-${number}`);
