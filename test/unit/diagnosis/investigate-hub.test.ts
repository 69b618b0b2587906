import { investigateHub } from '../../../src/diagnosis/topics/investigate-hub';
import type { HubInfo } from '../../../src/ports/hub-info';
import type { LogSource } from '../../../src/ports/log-source';
import { AppError } from '../../../src/shared/app-error';
import { connectionRecord, type RecordChanges } from '../../support/connection-records';
import { fixedClock } from '../../support/fixed-clock';
import { knownHubs } from '../../support/hubs';
import { createKqlLogSource } from '../../support/kql-log-source';

const window = { from: new Date('2026-11-20T02:00:00Z'), to: new Date('2026-11-20T04:00:00Z') };
const clock = fixedClock(window.to);

const refusal = (code: string, changes: RecordChanges = {}) =>
  connectionRecord('2026-11-20T03:00:00Z', 'ingress', {
    category: 'DeviceTelemetry',
    code,
    ...changes,
  });

const dead = (name: string, details = 'gone', hub = 'contoso-hub') =>
  connectionRecord('2026-11-20T03:00:00Z', 'endpointDead', {
    hub,
    category: 'Routes',
    properties: { endpointName: name, details },
  });

const records = [
  connectionRecord('2026-11-20T02:30:00Z', 'deviceConnect'),
  connectionRecord('2026-11-20T02:40:00Z', 'deviceDisconnect', { code: '404104' }),
];

type Topic = 'throttling' | 'quota' | 'routing';

function ask(
  topic: Topic | undefined,
  more = records,
  hubName: string | undefined = 'contoso-hub',
) {
  const logs = createKqlLogSource([...records, ...more], { now: window.to });
  return investigateHub({ ...(topic && { topic }), hubName, window }, { logs, clock });
}

describe('investigateHub', () => {
  it('asks no more than the summary where an alert has no topic', async () => {
    const summary = await ask(undefined);

    expect(summary.findings).toBeUndefined();
    expect(summary.queries).toHaveLength(5);
  });

  it('names the throttled devices of the asked hub, most first', async () => {
    const summary = await ask('throttling', [
      refusal('429001', { device: 'pump-1' }),
      refusal('429001', { device: 'pump-2' }),
      refusal('429001', { device: 'pump-2' }),
      refusal('429002', { device: 'pump-3', category: 'Connections' }),
      refusal('429001', { device: 'other', hub: 'fabrikam-hub' }),
    ]);

    expect(summary).toMatchObject({
      cause: 'throttled',
      benign: false,
      why: 'The hub slowed down 4 operations of 2 devices: more came in than its tier takes',
      findings: {
        topic: 'throttling',
        short: '2 devices throttled',
        columns: ['Throttled device', 'Errors 429001'],
        rows: [
          ['pump-2', '2 · DeviceTelemetry'],
          ['pump-1', '1 · DeviceTelemetry'],
        ],
        more: 0,
      },
    });
    expect(summary.queries[0]?.name).toBe('documented/devices-most-throttled');
    expect(summary.seen.join('\n')).toContain('1 row of 1 device with 429002 SomeError in Connec');
  });

  it.each([
    ['S1', 1, 'more came in than S1 with 1 unit takes', 'and not what it takes a second'],
    ['S1', 9, 'more came in than S1 with 9 units takes', 'each unit more raises what it takes'],
    ['B3', 1, 'more came in than B3 with 1 unit takes', 'each unit more raises what it takes'],
  ])('measures a throttled %s with %i units by its own limits', async (sku, units, why, detail) => {
    const summary = await askSized('throttling', sku, units, [refusal('429001')]);

    expect(summary.why).toContain(why);
    expect(summary.inferred[0]).toMatch(/^As documented, a hub of the size .* messages and .* new/);
    expect(summary.steps[1]?.detail).toContain(detail);
  });

  it('measures by no limits where the tier is not known', async () => {
    const unnamed = await askSized('throttling', 'X9', 1, [refusal('429001')]);
    const refused = await askSized('throttling', new AppError('arm_forbidden', 'No role'), 1, [
      refusal('429001'),
    ]);

    for (const { why, steps } of [unnamed, refused]) {
      expect(why).toContain('than its tier takes');
      expect(steps[1]?.detail).toBeUndefined();
    }
  });

  it('keeps the verdict on the connections where no row tells of throttling', async () => {
    const summary = await ask('throttling', []);

    expect(summary.cause).not.toBe('throttled');
    expect(summary.seen[0]).toMatch(/^No row with 429xxx/);
    expect(summary.unknowable[0]).toMatch(/cannot be seen/);
    expect(summary.findings).toBeUndefined();
  });

  it('shows fifty throttled devices and counts the others', async () => {
    const many = Array.from({ length: 53 }, (_, at) => refusal('429001', { device: `pump-${at}` }));

    const { findings } = await ask('throttling', many);

    expect(findings?.rows).toHaveLength(50);
    expect(findings?.more).toBe(3);
  });

  it('says that the messages of today are spent, and until when', async () => {
    const summary = await ask('quota', [
      refusal('403002', { device: 'pump-1' }),
      refusal('403002', { device: 'pump-2' }),
    ]);

    expect(summary).toMatchObject({
      cause: 'quota-exceeded',
      why: expect.stringContaining('refused 2 operations with 403002, and does so until 00:00 UTC'),
      findings: { rows: [['DeviceTelemetry', '2 · 2 devices']] },
    });
  });

  it('tells the size of the hub and its messages of a day', async () => {
    const spent = await askSized('quota', 'S1', 2, [refusal('403002')]);

    expect(spent.inferred.join()).toContain(
      'A hub of the size S1 with 2 units takes about 800,000 messages a day, counted in pieces of 4 KB.',
    );
  });

  it('says so when the quota refuses nothing yet', async () => {
    const summary = await ask('quota', []);

    expect(summary.cause).not.toBe('quota-exceeded');
    expect(summary.seen[0]).toMatch(/^No row with 403002/);
    expect(summary.steps[1]?.text).toContain('00:00 UTC');
  });

  it('names endpoints that take nothing, of every hub where none is asked for', async () => {
    const rows = [dead('archive'), dead('alarms', '', 'fabrikam-hub')];

    const one = await ask('routing', rows);
    const logs = createKqlLogSource(rows, { now: window.to });
    const all = await investigateHub({ topic: 'routing', window }, { logs, clock });

    expect(one.findings?.rows).toEqual([['archive', 'dead, 1 row · gone']]);
    expect(one.why).toMatch(/^The hub cannot deliver to archive;/);
    expect(all.findings?.rows.map(([name]) => name).sort()).toEqual(['alarms', 'archive']);
  });

  it('does not take silence of the category Routes for health', async () => {
    const summary = await ask('routing', []);

    expect(summary.unknowable[0]).toMatch(/only rows of the category Routes tell/);
  });

  it('answers about the connections when only the topic cannot be asked', async () => {
    const whole = createKqlLogSource(records, { now: window.to });
    const logs: LogSource = {
      ask: (question) =>
        question.name === 'refusals-by-code'
          ? Promise.reject(new AppError('logs_timeout', 'It took too long.'))
          : whole.ask(question),
    };

    const summary = await investigateHub({ topic: 'quota', window }, { logs, clock });

    expect(summary.disconnects).toBe(1);
    expect(summary.unknowable[0]).toBe(
      'What the logs say about quota could not be asked: It took too long.',
    );
  });

  it('does not hide a fault of our own', async () => {
    const whole = createKqlLogSource(records, { now: window.to });
    const logs: LogSource = {
      ask: (question) =>
        question.name === 'refusals-by-code'
          ? Promise.reject(new TypeError('x is undefined'))
          : whole.ask(question),
    };

    const answer = investigateHub({ topic: 'quota', window }, { logs, clock });

    await expect(answer).rejects.toThrow('x is undefined');
  });
});

/** The same beside a hub of that size, or one that Azure does not tell about. */
function askSized(topic: Topic, sku: string | AppError, units: number, more: typeof records) {
  const logs = createKqlLogSource([...records, ...more], { now: window.to });
  const info: Omit<HubInfo, 'sku' | 'units'> = {
    name: 'contoso-hub',
    state: 'Active',
    location: '',
    publicAccess: 'enabled',
    ipRules: [],
    otherAddresses: 'accept',
    localAuth: 'enabled',
  };
  const silent = async () => [];
  const sources = {
    hubs: knownHubs('contoso-hub'),
    hubInfo: {
      findHub: async (): Promise<HubInfo> => {
        if (typeof sku !== 'string') throw sku;
        return { ...info, sku, units };
      },
      listDiagnosticSettings: silent,
    },
    health: { history: silent },
    metrics: { read: silent },
  };
  return investigateHub({ topic, hubName: 'contoso-hub', window }, { logs, clock, sources });
}
