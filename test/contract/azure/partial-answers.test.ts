import { createLogAnalytics } from '../../../src/adapters/log-analytics/log-analytics';
import { diagnoseDevice } from '../../../src/diagnosis/device/diagnose-device';
import { summarizeHub } from '../../../src/diagnosis/hub/summarize-hub';
import { investigateHub } from '../../../src/diagnosis/topics/investigate-hub';
import type { FaultName } from '../../../src/playground/azure/faults';
import { createLocalAzure, type LocalAzure } from '../../../src/playground/azure/local-azure';
import { reportDiagnosis } from '../../../src/reports/report-diagnosis';
import { reportSummary } from '../../../src/reports/report-summary';
import { fixedClock } from '../../support/fixed-clock';
import { exportedRecord, writeDataFolder } from '../../support/local-azure';
import { quietLog } from '../../support/quiet-log';
import { reportContext } from '../../support/report-subjects';

const now = new Date('2026-03-10T12:00:00Z');
const window = { from: new Date('2026-03-09T12:00:00Z'), to: now };
const clock = fixedClock(now);
const context = reportContext({ now });
const log = quietLog();
let azure: LocalAzure;
let origin = '';
let remove = async () => {};

/** Two devices, each with ten losses five minutes apart and a connect three minutes after each. */
beforeAll(async () => {
  const records = ['pump-1', 'pump-2'].flatMap((deviceId) =>
    Array.from({ length: 10 }, (_, at) => {
      const lostAt = Date.parse('2026-03-10T11:00:00Z') + at * 300_000;
      const backAt = lostAt + 180_000;
      return [
        exportedRecord({ time: new Date(lostAt).toISOString() }, { deviceId }),
        exportedRecord(
          {
            time: new Date(backAt).toISOString(),
            operationName: 'deviceConnect',
            level: 'Information',
            resultType: '0',
            resultDescription: '',
          },
          { deviceId },
        ),
      ];
    }).flat(),
  );
  const lines = records.map((record) => JSON.stringify(record)).join('\n');
  const data = await writeDataFolder({ 'logs/hub.jsonl': lines });
  remove = data.remove;
  azure = await createLocalAzure({
    now: () => now,
    dataDir: data.folder,
    ingestionDelaySeconds: 0,
    log,
  });
  ({ origin } = await azure.listen(0));
});

afterEach(() => fetch(`${origin}/local/faults`, { method: 'DELETE' }));

afterAll(async () => {
  await azure.close();
  await remove();
});

async function turnOn(fault: FaultName) {
  const reply = await fetch(`${origin}/local/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ fault }),
  });
  expect(reply.status).toBe(200);
}

function deps() {
  const logs = createLogAnalytics({
    workspaceId: 'local',
    credential: undefined,
    localOrigin: origin,
    serverTimeoutSeconds: 30,
    log,
  });
  return { logs, clock };
}

const why = () => diagnoseDevice({ device: 'pump-1', window }, deps());

const reasons: [FaultName, RegExp, RegExp][] = [
  ['partial', /Some parts of the data could not be read/, /Log Analytics Reader/],
  ['row-cap', /limit of 10 records/, /shorter time/],
  ['null-dates', /10 of 20 rows came without a time/, /some minutes/],
  ['missing-column', /no column properties_s/, /category Connections/],
];

describe('why a device dropped, from a part of the rows', () => {
  it('says nothing of parts while all rows come back', async () => {
    const d = await why();

    const text = JSON.stringify(reportDiagnosis(d, context));

    expect(d).toMatchObject({ disconnects: 10, losses: 10, logs: { partial: false } });
    expect(d.logs.partialReason).toBeUndefined();
    expect(text).not.toMatch(/at least|part of the rows|caveat/);
  });

  it.each(reasons)('is open about %s', async (fault, reason, advice) => {
    await turnOn(fault);

    const d = await why();
    const report = reportDiagnosis(d, context);

    expect(d.logs).toMatchObject({ partial: true, partialReason: expect.stringMatching(reason) });
    expect(d.queries[0]).toMatchObject({
      partial: true,
      partialReason: expect.stringMatching(reason),
    });
    expect(d.confidence).not.toBe('high');
    expect(d.benign).not.toBe(true);
    expect(report.verdict.caveat).toMatch(reason);
    expect(report.verdict.caveat).toContain('lower bounds');
    expect(report.headline.word.toLowerCase()).toContain('part of the rows');
    expect(report.spoken).toContain('Only a part of the rows could be read');
    expect(JSON.stringify(report.steps[0])).toMatch(advice);
  });

  it.each<FaultName>(['partial', 'row-cap', 'null-dates'])(
    'calls its counts at least that many with %s',
    async (fault) => {
      await turnOn(fault);

      const d = await why();
      const report = reportDiagnosis(d, context);

      expect(d.disconnects + d.connects).toBeLessThan(20);
      expect(report.headline.text).toMatch(/dropped at least (once|\d+ times) in 24 h$/);
      expect(report.verdict.text).toContain('“at least”');
    },
  );

  it('does not take a column that is missing for a device without rows', async () => {
    await turnOn('missing-column');

    const d = await why();

    expect(d).toMatchObject({ cause: 'no-evidence', benign: null, confidence: 'low' });
    expect(d.why).toContain('does not mean that nothing happened');
    expect(d.why).not.toContain('the logs have no');
  });
});

describe('how a hub fares, from a part of the rows', () => {
  it('says nothing of parts while all rows come back', async () => {
    const text = JSON.stringify(reportSummary(await summarizeHub({ window }, deps()), context));

    expect(text).not.toMatch(/at least|part of the rows|caveat/);
  });

  it.each<[FaultName, RegExp]>([
    ['partial', /Some parts of the data could not be read/],
    ['null-dates', /rows came without a time/],
    ['missing-column', /no column properties_s/],
  ])('is open about %s', async (fault, reason) => {
    await turnOn(fault);

    const summary = await summarizeHub({ window }, deps());
    const report = reportSummary(summary, context);

    expect(summary.logs).toMatchObject({ partial: true });
    expect(report.verdict.caveat).toMatch(reason);
    expect(report.headline.word.toLowerCase()).toContain('part of the rows');
    expect(report.facts[0]?.value).toMatch(/^at least /);
  });

  it('names no device that the rows do not name', async () => {
    await turnOn('missing-column');

    const report = reportSummary(await summarizeHub({ window }, deps()), context);

    expect(report.devices).toEqual([]);
    expect(report.actions.map(({ title }) => title)).not.toContain('Why ');
  });

  it('counts what an alert asks for beside the connections among it', async () => {
    await turnOn('missing-column');

    const summary = await investigateHub({ window, topic: 'quota' }, deps());

    expect(summary.queries[0]).toMatchObject({ name: 'refusals-by-code', partial: true });
    expect(summary.logs.partialReason).toContain('properties_s');
    expect(summary.why.match(/Only a part of the rows/g)).toHaveLength(1);
  });
});
