import { fillQuery } from '../../../../src/diagnosis/asking/fill-query';
import { readQuery } from '../../../../src/diagnosis/asking/read-query';
import { type AffectedRows, sortAffectedRows } from '../../../../src/diagnosis/crowd/affected-rows';
import { askAffected } from '../../../../src/diagnosis/crowd/ask-affected';
import { readCrowd } from '../../../../src/diagnosis/crowd/read-crowd';
import type { ExportedRecord } from '../../../../src/playground/azure/exported-record';
import { createWorkspace } from '../../../../src/playground/azure/workspace';
import { connectionRecord, type RecordChanges } from '../../../support/connection-records';
import { createKqlLogSource } from '../../../support/kql-log-source';

const window = { from: new Date('2026-11-20T00:00:00Z'), to: new Date('2026-11-21T00:00:00Z') };
const span = { from: new Date('2026-11-20T03:00:00Z'), to: new Date('2026-11-20T03:12:00Z') };
const lost = { code: '404104', name: 'DeviceConnectionClosedRemotely' };

const on = (time: string, device: string, changes: RecordChanges = {}) =>
  connectionRecord(`2026-11-20T${time}Z`, 'deviceConnect', { device, ...changes });
const off = (time: string, device: string, changes: RecordChanges = lost) =>
  connectionRecord(`2026-11-20T${time}Z`, 'deviceDisconnect', { device, ...changes });
const from = (address: string) => ({ properties: { maskedIpAddress: address } });

async function ask(records: ExportedRecord[], hubName?: string): Promise<AffectedRows> {
  const logs = createKqlLogSource(records, { now: window.to });
  const { rows } = await askAffected({ ...(hubName && { hubName }), span, window }, { logs });
  return sortAffectedRows(rows);
}

const records = [
  ...[on('01:00:00', 'press-1'), off('03:05:00', 'press-1'), on('03:20:00', 'press-1')],
  // Renews: two rows, back at once.
  on('01:52:00', 'press-2'),
  off('03:02:00', 'press-2', { code: '401003', name: 'IoTHubUnauthorized' }),
  ...[off('03:02:01', 'press-2'), on('03:02:03', 'press-2')],
  // Long connected: no connect in the window, and back elsewhere.
  off('03:06:00', 'press-3', { ...lost, ...from('10.9.9.XXX') }),
  on('03:07:30', 'press-3', from('172.16.0.XXX')),
  ...[on('02:00:00', 'press-4'), off('02:30:00', 'press-4'), on('02:40:00', 'press-4')],
  on('03:04:00', 'pump7', { code: '403012', name: 'DeviceDisabled' }),
  on('02:00:00', 'calm', from('10.1.1.XXX')),
  on('02:00:00', 'oven:1', { hub: 'fabrikam-hub' }),
  connectionRecord('2026-11-20T03:03:00Z', 'sendTelemetry', {
    ...{ device: 'calm-2', category: 'DeviceTelemetry', code: '429001' },
  }),
  connectionRecord('2026-11-20T03:03:00Z', 'send', {
    ...{ device: 'calm-3', category: 'DirectMethods', code: '404103' },
  }),
];

describe('devices-affected', () => {
  it('gives a row for each device that dropped or was refused in the span, losses first', async () => {
    const { devices, affectedTotal } = await ask(records);

    expect(affectedTotal).toBe(5);
    expect(devices).toEqual([
      expect.objectContaining({
        ...{ device: 'press-3', drops: 1, later: 1, soon: 0, open: 0, hard: 1 },
        ...{ address: '10.9.9.XXX', upMin: undefined, sdk: '.NET/1.42.0', idPrefix: 'press' },
      }),
      expect.objectContaining({
        ...{ device: 'press-1', drops: 1, later: 1, hub: 'contoso-hub', upMin: 7500, ups: 1 },
        ...{ codes: ['404104'], hardAt: new Date('2026-11-20T03:05:00Z') },
      }),
      expect.objectContaining({
        ...{ device: 'pump7', drops: 0, refused: 1, refusedCodes: ['403012'], idPrefix: 'pump' },
      }),
      expect.objectContaining({ device: 'calm-2', refused: 1, refusedCodes: ['429001'] }),
      expect.objectContaining({
        ...{ device: 'press-2', disconnects: 2, drops: 1, soon: 1, hard: 0, upMin: 4200 },
        ...{ codes: ['401003', '404104'], hardAt: undefined },
      }),
    ]);
  });

  it('counts the others by what they have, and hard drops outside the span', async () => {
    const { rest, restTotal, hardOutside } = await ask(records);

    expect({ restTotal, hardOutside }).toEqual({ restTotal: 3, hardOutside: 1 });
    expect(rest).toEqual(
      expect.arrayContaining([
        { factor: 'address', value: '10.1.1.XXX', devices: 1 },
        { factor: 'address', value: '81.24.7.XXX', devices: 2 },
        { factor: 'hub', value: 'fabrikam-hub', devices: 1 },
        { factor: 'sdk', value: '.NET/1.42.0', devices: 3 },
        { factor: 'idPrefix', value: 'oven', devices: 1 },
      ]),
    );
  });

  it('keeps to a hub, whatever its case', async () => {
    const { restTotal } = await ask(records, 'CONTOSO-hub');

    expect(restTotal).toBe(2);
  });

  it('does not depend on the order of the rows', async () => {
    expect(await ask([...records].reverse())).toEqual(await ask(records));
  });

  it('feeds a crowd with the two that were lost, and nobody else', async () => {
    const crowd = readCrowd(await ask(records), {
      at: new Date('2026-11-20T03:06:00Z'),
      span,
      window,
    });

    expect(crowd).toMatchObject({ affected: 2, others: 6, away: 2, hubFaultDevices: 0 });
    expect(crowd.codes).toEqual([{ code: '404104', name: lost.name, devices: 2 }]);
  });

  it('sends no more devices than it may, those with a loss first, and says how many there are', () => {
    const parameters = { hub: '', since: span.from, until: span.to, cap: 2 };
    const workspace = createWorkspace();
    for (const record of records) workspace.add(record, window.to);

    const { columns, rows } = workspace.query(
      fillQuery(readQuery('devices-affected').text, parameters),
      window.to,
    );

    const cell = (row: unknown[], name: string) => row[columns.findIndex((c) => c.name === name)];
    const named = (factor: string) => rows.filter((row) => cell(row, 'factor') === factor);
    expect(named('device').map((row) => cell(row, 'device'))).toEqual(['press-3', 'press-1']);
    expect(named('affected').map((row) => cell(row, 'devices'))).toEqual([5]);
  });
});
