import type { ExportedRecord } from '../../../src/playground/azure/exported-record';
import { createFleet } from '../../../src/playground/samples/fleet';
import { createSampleDay } from '../../../src/playground/samples/sample-day';

const now = new Date('2026-03-10T12:34:56.789Z');
const day = createSampleDay(now);

function propertiesOf(record: ExportedRecord): Record<string, unknown> {
  return JSON.parse(String(record.properties));
}

const rowsByDevice = new Map<unknown, ExportedRecord[]>();
for (const record of day.records.filter(({ category }) => category === 'Connections')) {
  const { deviceId } = propertiesOf(record);
  rowsByDevice.set(deviceId, [...(rowsByDevice.get(deviceId) ?? []), record]);
}

function rowsOf(deviceId: string): ExportedRecord[] {
  return rowsByDevice.get(deviceId) ?? [];
}

function minutesBetween(one: string | undefined, other: string | undefined): number {
  return (Date.parse(other ?? '') - Date.parse(one ?? '')) / 60_000;
}

/** Gaps in minutes between the rows that say a connection ended. */
function gapsOf(deviceId: string, ends: (record: ExportedRecord) => boolean): number[] {
  const times = rowsOf(deviceId)
    .filter(ends)
    .map(({ time }) => time);
  return times.slice(1).map((time, at) => minutesBetween(times[at], time));
}

describe('createSampleDay', () => {
  it('is the same for the same moment', () => {
    expect(JSON.stringify(createSampleDay(now))).toBe(JSON.stringify(day));
  });

  it('covers the 24 hours before now, in order', () => {
    const times = day.records.map(({ time }) => Date.parse(time));

    expect(times).toEqual([...times].sort((one, other) => one - other));
    expect(times[0]).toBeGreaterThanOrEqual(now.getTime() - 86_400_000 - 1000);
    expect(times.at(-1)).toBeLessThanOrEqual(now.getTime());
    expect(day.records.length).toBeGreaterThan(8000);
    expect(day.records.length).toBeLessThan(16_000);
  });

  it('writes records as IoT Hub exports them', () => {
    const [connect] = rowsOf('device-42').filter((one) => one.operationName === 'deviceConnect');

    expect(connect).toMatchObject({
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      resourceId: expect.stringMatching(/^\/SUBSCRIPTIONS\/.*\/IOTHUBS\/CONTOSO-HUB$/),
      category: 'Connections',
      level: 'Information',
      location: 'westeurope',
    });
    expect(connect).not.toHaveProperty('resultType');
    expect(propertiesOf(connect as ExportedRecord)).toEqual({
      deviceId: 'device-42',
      sdkVersion: expect.stringMatching(/^\.NET\//),
      protocol: 'Mqtt',
      authType: null,
      maskedIpAddress: '192.0.2.XXX',
      statusCode: null,
      errorMessage: '',
    });
  });

  it('has a twin for every device, with every id inside the alphabet of device ids', () => {
    const ids = createFleet().map(({ deviceId }) => deviceId);

    expect(day.twins.map(({ deviceId }) => deviceId)).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[A-Za-z0-9\-:.+%_#*?!(),=@;$']{1,128}$/);
  });

  it('gives device-42 three network losses in six hours, away 4 to 11 minutes', () => {
    const rows = rowsOf('device-42');
    const losses = rows.flatMap((row, at) => {
      const isRenewal = rows[at - 1]?.resultType === '401003';
      return row.resultType === '404104' && !isRenewal ? [{ row, next: rows[at + 1] }] : [];
    });

    const away = losses.map(({ row, next }) => minutesBetween(row.time, next?.time));
    const ago = losses.map(({ row }) => minutesBetween(row.time, now.toISOString()));

    expect(losses.map(({ next }) => next?.operationName)).toEqual(Array(3).fill('deviceConnect'));
    expect(Math.min(...away)).toBeGreaterThanOrEqual(4);
    expect(Math.max(...away)).toBeLessThanOrEqual(11);
    expect(Math.max(...ago)).toBeLessThan(360);
    expect(rows.at(-1)?.operationName).toBe('deviceConnect');
  });

  it.each([
    ['cut', 70, (row: ExportedRecord) => row.resultType === '401003'],
    ['clean', 45, (row: ExportedRecord) => row.level === 'Information'],
  ] as const)('renews tokens that end %s about every %s minutes', (renewal, minutes, ends) => {
    const steady = createFleet().filter(
      ({ sdk, protocol, deviceId }) =>
        sdk.renewal === renewal &&
        sdk.renewalMinutes === minutes &&
        protocol === 'Mqtt' &&
        rowsOf(deviceId).filter(({ resultType }) => resultType === '404104').length ===
          rowsOf(deviceId).filter(({ resultType }) => resultType === '401003').length,
    );
    const isEnd = (row: ExportedRecord) => row.operationName === 'deviceDisconnect' && ends(row);

    const gaps = steady.slice(0, 5).flatMap(({ deviceId }) => gapsOf(deviceId, isEnd));

    expect(gaps.length).toBeGreaterThan(50);
    for (const gap of gaps) expect(Math.abs(gap - minutes)).toBeLessThan(minutes * 0.02);
  });

  it('never renews over AMQP, where the token is refreshed inside the connection', () => {
    const amqp = createFleet().filter(({ protocol }) => protocol.startsWith('Amqp'));

    const renewals = amqp
      .filter(({ deviceId }) => deviceId !== 'device-118')
      .flatMap(({ deviceId }) => rowsOf(deviceId))
      .filter(({ resultType }) => resultType === '401003');

    expect(amqp.length).toBeGreaterThan(30);
    expect(renewals).toEqual([]);
  });

  it.each([
    ['device-118', '401003'],
    ['device-77', '403012'],
  ])('refuses %s with %s until now, and never lets it in again', (deviceId, code) => {
    const rows = rowsOf(deviceId);
    const first = rows.findIndex(
      (row) => row.operationName === 'deviceConnect' && row.resultType === code,
    );

    const after = rows.slice(first);

    expect(after.length).toBeGreaterThan(20);
    expect(new Set(after.map(({ resultType }) => resultType))).toEqual(new Set([code]));
  });

  it('has one disabled device', () => {
    const disabled = day.twins.filter(({ status }) => status === 'disabled');

    expect(disabled.map(({ deviceId }) => deviceId)).toEqual(['device-77']);
  });

  it('has rows for every documented question', () => {
    const categories = new Set(day.records.map(({ category }) => category));
    const throttled = day.records.filter(({ resultType }) => resultType === '429001');

    expect(categories).toEqual(
      new Set(['Connections', 'Routes', 'DeviceTelemetry', 'D2CTwinOperations']),
    );
    expect(throttled).toHaveLength(53);
  });
});
