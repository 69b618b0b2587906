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
