import { createLocalAzure } from '../../../src/playground/azure/local-azure';
import { exportedRecord, hubId, writeDataFolder } from '../../support/local-azure';
import { quietLog } from '../../support/quiet-log';

const now = new Date('2026-03-10T12:00:00Z');
const log = quietLog();

async function load(files: Record<string, string>) {
  const { folder, remove } = await writeDataFolder(files);
  try {
    const options = { now: () => now, dataDir: folder, ingestionDelaySeconds: 0, log };
    return (await createLocalAzure(options)).report;
  } finally {
    await remove();
  }
}

describe('createLocalAzure with a data folder', () => {
  it('reads every JSON file below logs, and the twins beside it', async () => {
    const line = JSON.stringify(exportedRecord());
    const other = exportedRecord({ resourceId: hubId.replace('MY-HUB', 'OTHER-HUB') });

    const report = await load({
      'logs/a.jsonl': `${line}\n${line}`,
      'logs/y=2026/m=03/PT1H.json': line,
      'logs/deep/b.NDJSON': line,
      'logs/c.json': JSON.stringify({ records: [other] }),
      'logs/readme.txt': 'not read',
      'twins.json': '[{"deviceId":"a","hub":"Third-Hub"}]',
      'hub.json': '{}',
      'metrics.json': '{}',
      'health.json': '{}',
    });

    expect(report).toEqual({
      rows: 5,
      files: 8,
      hubs: ['my-hub', 'other-hub', 'third-hub'],
      bad: [],
      badCount: 0,
    });
  });

  it('names every piece it cannot use, and uses the others', async () => {
    const line = JSON.stringify(exportedRecord());

    const report = await load({
      'logs/2026/a.jsonl': [line, '{"time":', '{}', '5', line].join('\n'),
      'twins.json': '[{"deviceId":"a"},{"hub":"x"}]',
      'metrics.json': '{"my-hub": {',
    });

    expect(report).toMatchObject({
      rows: 2,
      badCount: 5,
      bad: [
        { file: 'logs/2026/a.jsonl', line: 2, reason: 'not valid JSON' },
        { file: 'logs/2026/a.jsonl', line: 3, reason: 'time is missing' },
        { file: 'logs/2026/a.jsonl', line: 4, reason: 'a record must be a JSON object' },
        { file: 'twins.json', line: 1, reason: 'deviceId is missing' },
        { file: 'metrics.json', line: 1, reason: expect.any(String) },
      ],
    });
  });

  it('lists a thousand complaints and counts the rest', async () => {
    const report = await load({ 'logs/a.jsonl': 'x\n'.repeat(1005) });

    expect([report.bad.length, report.badCount]).toEqual([1000, 1005]);
  });

  it('says that there are no logs where the folder for them is missing', async () => {
    const report = await load({ 'twins.json': '[]' });

    expect(report.bad).toEqual([
      { file: 'logs', line: 0, reason: 'no such folder, so the workspace has no logs' },
    ]);
  });

  it('fails when the folder itself is not there', async () => {
    const options = { now: () => now, dataDir: '/no/such/folder', ingestionDelaySeconds: 0, log };

    await expect(createLocalAzure(options)).rejects.toMatchObject({ code: 'local_data_missing' });
  });
});

describe('the files about the hubs themselves', () => {
  it('name every entry they cannot use, and use the others', async () => {
    const { bad, badCount, hubs } = await load({
      'logs/hub.jsonl': '',
      'metrics.json': JSON.stringify({
        'one-hub': {
          connectedDeviceCount: [
            { timeStamp: '2026-03-10T11:00:00Z', average: 3 },
            { timeStamp: 'soon', average: '4' },
            7,
          ],
          totalDeviceCount: 5,
        },
        'no hub': {},
        'two-hub': null,
      }),
      'health.json': JSON.stringify({
        'one-hub': { properties: { availabilityState: 'Fine' } },
        'three-hub': { properties: { availabilityState: 'Degraded', occuredTime: 'now' } },
        'four-hub': { properties: { availabilityState: 'Degraded' } },
      }),
      'hub.json': JSON.stringify({
        'one-hub': { sku: { name: 'S4', capacity: 0 } },
        'five-hub': { sku: { name: 'S2' }, units: 2 },
        'six-hub': { diagnosticSettings: [{ name: 'x', properties: { logs: [{}] } }] },
      }),
    });

    expect(bad.map(({ file, reason }) => `${file} ${reason}`)).toEqual([
      'metrics.json one-hub.connectedDeviceCount[1].timeStamp: is not an ISO 8601 date',
      'metrics.json one-hub.connectedDeviceCount[1].average: is not a number',
      'metrics.json one-hub.connectedDeviceCount[2]: is not a point',
      'metrics.json one-hub.totalDeviceCount: is not a list of points',
      'metrics.json no hub: is not the name of a hub',
      'metrics.json two-hub: must be a JSON object',
      'health.json one-hub.properties.availabilityState: is not one of Available, Unavailable, Degraded, Unknown',
      'health.json three-hub.properties.occuredTime: is not an ISO 8601 date',
      'hub.json one-hub.sku.name: is not one of F1, B1, B2, B3, S1, S2, S3',
      'hub.json one-hub.sku.capacity: is not above 0',
      'hub.json six-hub.diagnosticSettings[0].properties.logs[0].enabled: is neither true nor false',
    ]);
    expect(badCount).toBe(11);
    expect(hubs).toEqual(['five-hub', 'four-hub', 'one-hub']);
  });

  it.each(['metrics.json', 'health.json', 'hub.json'])(
    'names a %s that is a list',
    async (file) => {
      const { bad } = await load({ 'logs/hub.jsonl': '', [file]: '[[]]' });

      expect(bad).toEqual([{ file, line: 1, reason: 'must be a JSON object' }]);
    },
  );
});
