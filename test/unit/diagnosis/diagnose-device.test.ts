import fc from 'fast-check';
import { diagnoseDevice } from '../../../src/diagnosis/device/diagnose-device';
import type { LogAnswer, LogQuestion, LogSource } from '../../../src/ports/log-source';
import { AppError } from '../../../src/shared/app-error';
import { connectionRecord } from '../../support/connection-records';
import { fixedClock } from '../../support/fixed-clock';
import { createKqlLogSource } from '../../support/kql-log-source';

const window = { from: new Date('2026-11-20T00:00:00Z'), to: new Date('2026-11-21T00:00:00Z') };
const clock = fixedClock(window.to);

const losses = ['04:00', '11:30', '20:15'].flatMap((time) => [
  connectionRecord(`2026-11-20T${time}:00Z`, 'deviceDisconnect', {
    code: '404104',
    name: 'DeviceConnectionClosedRemotely',
  }),
  connectionRecord(`2026-11-20T${time.replace(/..$/, '45')}:00Z`, 'deviceConnect'),
]);

const others = [
  connectionRecord('2026-11-20T05:00:00Z', 'deviceConnect', { device: 'device-43' }),
  connectionRecord('2026-11-20T06:00:00Z', 'deviceDisconnect', {
    device: 'Device-42',
    code: '400027',
  }),
];

const ask = (records = [...losses, ...others], device = 'device-42', hubName?: string) => {
  const logs = createKqlLogSource(records, { now: window.to, lagSeconds: 120 });
  return { logs, diagnosis: diagnoseDevice({ device, hubName, window }, { logs, clock }) };
};

describe('diagnoseDevice', () => {
  it('answers from three queries, which it shows with rows and window', async () => {
    const { logs, diagnosis } = ask();

    await expect(diagnosis).resolves.toMatchObject({
      device: 'device-42',
      hub: 'contoso-hub',
      cause: 'connection-lost',
      disconnects: 3,
      connects: 3,
      connectedAtEnd: true,
      codes: [{ code: '404104', name: 'DeviceConnectionClosedRemotely', count: 3 }],
      protocol: 'Mqtt',
      sdk: { name: '.NET', version: '1.42.0' },
      similarDevices: [],
      queries: [
        { name: 'device-connections', rows: 6, window, partial: false },
        { name: 'log-reach', rows: 1, window, partial: false },
        { name: 'devices-lost', partial: false },
      ],
      logs: {
        newestAt: new Date('2026-11-20T20:45:00Z'),
        lagP50Seconds: 120,
        lagP95Seconds: 120,
        partial: false,
      },
    });
    expect(logs.asked).toHaveLength(3);
  });

  it('says that rows newer than the newest may still be on their way', async () => {
    const { unknowable } = await ask().diagnosis;

    expect(unknowable.join(' ')).toContain(
      'after 2026-11-20 20:45 UTC, the newest row: 95 of 100 rows arrive within 2 min',
    );
  });

  it('says nothing of late rows about a window that lies well behind', async () => {
    const logs = createKqlLogSource(losses, { now: window.to, lagSeconds: 60 });
    const later = fixedClock(new Date('2026-11-25T00:00:00Z'));

    const { unknowable } = await diagnoseDevice(
      { device: 'device-42', window },
      { logs, clock: later },
    );

    expect(unknowable.join(' ')).not.toContain('newest row');
  });

  it('keeps to the hub that was asked for', async () => {
    const elsewhere = connectionRecord('2026-11-20T05:00:00Z', 'deviceConnect', {
      hub: 'other-hub',
    });

    const { hub, cause, seen } = await ask([...losses, elsewhere], 'device-42', 'OTHER-hub')
      .diagnosis;

    expect({ hub, cause }).toEqual({ hub: 'other-hub', cause: 'no-disconnects' });
    expect(seen.join(' ')).not.toContain('contoso');
  });

  it('has no evidence where there are no rows, and offers ids that look alike', async () => {
    const { logs, diagnosis } = ask(undefined, 'device-44', 'contoso-hub');

    const answer = await diagnosis;

    expect(answer).toMatchObject({ cause: 'no-evidence', benign: null, confidence: 'low' });
    expect(answer).toMatchObject({ hub: 'contoso-hub', disconnects: 0, connectedAtEnd: undefined });
    expect(answer.similarDevices).toEqual(['Device-42', 'device-42', 'device-43']);
    expect(logs.asked.map(({ name }) => name)).toEqual([
      'device-connections',
      'log-reach',
      'devices-seen',
    ]);
    expect(answer.unknowable.join(' ')).toContain('a blocked port 8883 leaves no trace');
    const commands = answer.steps.map(({ command }) => command ?? '').join('\n');
    expect(commands).toContain('az monitor diagnostic-settings create');
    expect(commands).toContain('az iot hub show --name contoso-hub');
    expect(commands).toContain('contoso-hub.azure-devices.net:8883');
  });

  it('puts no hostile hub name into a command that is made to be pasted', async () => {
    const { diagnosis } = ask(undefined, 'device-44', '$(reboot)');

    const { steps } = await diagnosis;

    expect(JSON.stringify(steps)).not.toContain('reboot');
  });

  it('refuses what cannot be a device id before it asks anything', async () => {
    const { logs, diagnosis } = ask(undefined, 'x" or true //');

    await expect(diagnosis).rejects.toMatchObject({ code: 'device_id_invalid' });
    expect(logs.asked).toEqual([]);
  });

  it('lets a missing table through untouched', async () => {
    await expect(ask([]).diagnosis).rejects.toMatchObject({ code: 'logs_table_missing' });
  });

  it('finds ids with signs that some JSON writers escape', async () => {
    const device = `it's+a_"device"`.replaceAll('"', '*');
    const record = connectionRecord('2026-11-20T05:00:00Z', 'deviceConnect', { device });
    const properties = String(record.properties).replace(
      /['+]/g,
      (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`,
    );

    const { connects } = await ask([{ ...record, properties }], device).diagnosis;

    expect(connects).toBe(1);
  });

  it('gives the same verdict whatever other devices do', async () => {
    const expected = await ask(losses).diagnosis;
    const event = fc.record({
      device: fc.constantFrom('device-4', 'device-421', 'xdevice-42', 'DEVICE-42', '*'),
      hour: fc.integer({ min: 10, max: 23 }),
      operation: fc.constantFrom('deviceConnect', 'deviceDisconnect'),
      code: fc.constantFrom(undefined, '404104', '401003', '500001'),
    });

    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 20 }), async (events) => {
        const noise = events.map(({ device, hour, operation, code }) =>
          connectionRecord(`2026-11-20T${hour}:00:00Z`, operation, { device, code }),
        );

        const { queries, logs, unknowable, crowd, ...verdict } = await ask([...losses, ...noise])
          .diagnosis;

        // How many others were seen is said, and is no part of the verdict.
        const seen = verdict.seen.filter((line) => !/query devices-(?:affected|lost)/.test(line));
        const own = expected.seen.filter((line) => !/query devices-(?:affected|lost)/.test(line));
        expect({ ...expected, ...verdict, seen }).toEqual({ ...expected, seen: own });
      }),
      { numRuns: 12 },
    );
  });
});

describe('diagnoseDevice over a source with faults', () => {
  const source = (answers: Record<string, () => Partial<LogAnswer<unknown>>>): LogSource => ({
    async ask<Row>({ name, window: asked }: LogQuestion<Row>) {
      const answer = answers[name]?.() ?? {};
      const empty = { rows: [], durationMs: 1, partial: undefined, newestAt: undefined };
      return { ...empty, window: asked, ...answer } as LogAnswer<Row>;
    },
  });
  const fail = (code: string) => () => {
    throw new AppError(code, 'It did not work.');
  };
  const question = { device: 'device-42', window };

  it('answers without the reach of the logs when only that question fails', async () => {
    const logs = source({ 'log-reach': fail('logs_throttled') });

    const diagnosis = await diagnoseDevice(question, { logs, clock });

    expect(diagnosis.logs).toEqual({
      newestAt: undefined,
      lagP50Seconds: undefined,
      lagP95Seconds: undefined,
      partial: true,
    });
    expect(diagnosis.unknowable.join(' ')).toContain('could not be measured (It did not work.)');
    expect(diagnosis.queries.map(({ name }) => name)).toEqual([
      'device-connections',
      'devices-seen',
    ]);
  });

  it.each(['logs_forbidden', 'logs_unreachable'])('passes %s on', async (code) => {
    const logs = source({ 'device-connections': fail(code) });

    await expect(diagnoseDevice(question, { logs, clock })).rejects.toMatchObject({ code });
  });

  it('passes a bug on, also from side work', async () => {
    const logs = source({
      'log-reach': () => {
        throw new TypeError('a bug');
      },
    });

    await expect(diagnoseDevice(question, { logs, clock })).rejects.toThrow(TypeError);
  });

  it('is open about a partial answer', async () => {
    const logs = source({ 'device-connections': () => ({ partial: { reason: 'too big' } }) });

    const diagnosis = await diagnoseDevice(question, { logs, clock });

    expect(diagnosis.logs.partial).toBe(true);
    expect(diagnosis.queries[0]).toMatchObject({ partial: true });
  });

  it('says that rows were capped, and does not count beyond them', async () => {
    const records = Array.from({ length: 10_001 }, (_, index) => ({
      at: new Date(window.from.getTime() + index * 8000),
      event: index % 2 === 0 ? 'disconnect' : 'connect',
      ...{ code: '', fault: '', name: '', sdkVersion: '', protocol: 'Mqtt', maskedIpAddress: '' },
      authType: '',
      ...{ errorMessage: '', moduleId: '', hubId: '/x/contoso-hub' },
    }));
    const logs = source({ 'device-connections': () => ({ rows: records.reverse() }) });

    const diagnosis = await diagnoseDevice(question, { logs, clock });

    expect(diagnosis.disconnects + diagnosis.connects).toBe(10_000);
    expect(diagnosis.seen.join(' ')).toContain('Only the newest 10,000 rows were read.');
    expect(diagnosis.logs.partial).toBe(true);
  });

  it('calls columns of another kind unreadable', async () => {
    const logs: LogSource = {
      async ask({ readRow, window: asked }) {
        const rows = [readRow({ TimeGenerated: 'yesterday' })];
        return { rows, window: asked, durationMs: 1, partial: undefined, newestAt: undefined };
      },
    };

    await expect(diagnoseDevice(question, { logs, clock })).rejects.toMatchObject({
      code: 'logs_unreadable',
      message: expect.stringContaining('device-connections'),
    });
  });
});
