import fc from 'fast-check';
import { narrowQuery } from '../../../src/diagnosis/asking/narrow-query';
import { findPeopleQuery, listPeopleQueries } from '../../../src/diagnosis/asking/people-queries';
import { listQueries, readQuery } from '../../../src/diagnosis/asking/read-query';
import { mostQueryRows, runPeopleQuery } from '../../../src/diagnosis/asking/run-people-query';
import { writeCell } from '../../../src/diagnosis/asking/write-cell';
import type { LogQuestion, LogSource } from '../../../src/ports/log-source';
import { connectionRecord } from '../../support/connection-records';
import { knownHubs } from '../../support/hubs';
import { createKqlLogSource } from '../../support/kql-log-source';

const window = { from: new Date('2026-11-20T00:00:00Z'), to: new Date('2026-11-21T00:00:00Z') };
const hubs = knownHubs('contoso-hub');
const records = [
  connectionRecord('2026-11-20T01:00:00Z', 'deviceConnect'),
  connectionRecord('2026-11-20T02:00:00Z', 'deviceDisconnect', { code: '404104' }),
  connectionRecord('2026-11-20T02:05:00Z', 'deviceConnect', { code: '401003' }),
  connectionRecord('2026-11-20T02:06:00Z', 'deviceDisconnect', {
    code: '404104',
    hub: 'fabrikam-hub',
  }),
];

const otherRecords = [
  ['send', 'C2DCommands', '404009'],
  ['ingress', 'DeviceTelemetry', '429001'],
  ['send', 'DirectMethods', '404103'],
  ['ingress', 'FileUploadOperations', '400011'],
  ['endpointDead', 'Routes', '404007'],
  ['deviceConnect', 'Connections', '401003'],
].map(([operation = '', category, code]) =>
  connectionRecord('2026-11-20T03:00:00Z', operation, { category, code, device: 'test-device' }),
);

describe('the queries for people', () => {
  it('are all of the documented ones and all of those made for people', () => {
    const files = listPeopleQueries().map(({ file }) => file);

    expect(files).toEqual(
      expect.arrayContaining(listQueries().filter((name) => name.includes('/'))),
    );
    expect(new Set(listPeopleQueries().map(({ name }) => name)).size).toBe(files.length);
  });

  it('show two or three columns, and stand together by group, at most six in one', () => {
    const queries = listPeopleQueries();
    const groups = queries.map(({ group }) => group);
    const runs = groups.filter((group, index) => group !== groups[index - 1]);

    expect(queries.every(({ columns }) => columns.length >= 2 && columns.length <= 3)).toBe(true);
    expect(new Set(runs).size).toBe(runs.length);
    expect(runs.every((run) => groups.filter((group) => group === run).length <= 6)).toBe(true);
  });

  it.each([
    'dead-endpoints',
    'Dead Endpoints',
    'DEAD_endpoints.kql',
    'documented/dead-endpoints',
    ' dead  endpoints ',
  ])('are found as "%s"', (said) => {
    expect(findPeopleQuery(said)).toMatchObject({ query: { file: 'documented/dead-endpoints' } });
  });

  it.each([
    ['ded-endpoints', ['dead-endpoints']],
    ['throttled', ['devices-most-throttled']],
    ['sdk versions', ['sdk-versions-of-devices', 'sdk-versions-of-fleet']],
    ['endpoint', ['dead-endpoints']],
    ['pizza', []],
    ['', []],
    ['-', []],
    ['../../settings', []],
  ])('that could be meant by "%s" are %j', (said, near) => {
    expect(findPeopleQuery(said)).toEqual({ kind: 'unknown', near });
  });

  it('never fail on what people say', () => {
    fc.assert(
      fc.property(fc.string(), (said) => ['found', 'unknown'].includes(findPeopleQuery(said).kind)),
    );
  });
});

describe('runPeopleQuery', () => {
  it('gives every column and row as text, the newest first, with bins over time', async () => {
    const logs = createKqlLogSource(records, { now: window.to });

    const table = await runPeopleQuery(
      { query: 'connectivity errors', hubName: 'contoso-hub', window },
      { logs, hubs },
    );

    const shown = ['TimeGenerated', 'OperationName', 'ResultType'];
    const places = shown.map((name) => table.columns.indexOf(name));
    expect(table.rows.map((row) => places.map((place) => row[place]))).toEqual([
      ['2026-11-20T02:05:00Z', 'deviceConnect', '401003'],
      ['2026-11-20T02:00:00Z', 'deviceDisconnect', '404104'],
    ]);
    expect(table.timeline?.bins.map(({ code, count }) => [code, count])).toEqual([
      ['401003', 1],
      ['404104', 1],
    ]);
    expect(table).toMatchObject({
      hub: 'contoso-hub',
      hubResourceId: '/hubs/contoso-hub',
      partial: undefined,
      run: { name: 'documented/connectivity-errors', rows: 2, partial: false, window },
    });
    expect(table.cutAt).toBeUndefined();
  });

  it.each(listPeopleQueries().map(({ name }) => name))(
    '%s runs on all hubs, and on one',
    async (query) => {
      const logs = createKqlLogSource(records, { now: window.to });

      const all = await runPeopleQuery({ query, window }, { logs, hubs });
      const none = await runPeopleQuery({ query, hubName: 'no-hub', window }, { logs, hubs });

      expect(all.hubResourceId).toBe('/hubs/contoso-hub');
      expect(none.rows).toEqual([]);
      expect(none.columns).toEqual([]);
      expect(logs.asked.every(({ kql }) => /\| take 50001$/.test(kql))).toBe(true);
    },
  );

  it.each(listPeopleQueries().map((query) => [query.name, query] as const))(
    '%s has the columns that its card shows',
    async (name, { columns, time }) => {
      const logs = createKqlLogSource([...records, ...otherRecords], { now: window.to });

      const table = await runPeopleQuery({ query: name, window }, { logs, hubs });

      const needed = [
        ...columns.flatMap(({ from }) => from),
        ...(time ? [time.at, time.code] : []),
      ];
      expect(table.columns).toEqual(expect.arrayContaining(needed));
      expect(table.rows.length).toBeGreaterThan(0);
      expect(table.timeline?.bins.length ?? 1).toBeGreaterThan(0);
    },
  );

  it('adds up a column of counts', async () => {
    const logs = createKqlLogSource(records, { now: window.to });

    const table = await runPeopleQuery({ query: 'disconnects-over-time', window }, { logs, hubs });

    expect(table.timeline?.bins).toEqual([
      { at: new Date('2026-11-20T02:00:00Z'), code: '404104', name: 'SomeError', count: 2 },
    ]);
  });

  it('takes no more than 50,000 rows, and says that there are more', async () => {
    const rows = Array.from({ length: mostQueryRows + 1 }, (_, index) => ({
      DeviceId: `d${index}`,
    }));

    const table = await runPeopleQuery(
      { query: 'recently-connected-devices', window },
      { logs: cannedLogs(rows), hubs },
    );

    expect(table.rows).toHaveLength(mostQueryRows);
    expect(table.cutAt).toBe(mostQueryRows);
  });

  it('passes on that only a part came', async () => {
    const table = await runPeopleQuery(
      { query: 'error-summary', window },
      { logs: cannedLogs([{ ResultType: null, count_: 3 }], 'cut off'), hubs },
    );

    expect(table.partial).toEqual({ reason: 'cut off' });
    expect(table.run.partial).toBe(true);
    expect(table.rows).toEqual([['', '3']]);
  });

  it.each([
    ['ded-endpoints', 'There is no query “ded-endpoints”. Did you mean dead-endpoints?'],
    ['pizza', 'There is no query “pizza”.'],
  ])('refuses the unknown name "%s"', async (query, message) => {
    const logs = cannedLogs([]);

    const refused = runPeopleQuery({ query, window }, { logs, hubs });

    await expect(refused).rejects.toMatchObject({ code: 'query_unknown', message });
  });

  it('names no hub to the portal where there are several and none was asked', async () => {
    const deps = { logs: cannedLogs([]), hubs: knownHubs('a-hub', 'b-hub') };

    const table = await runPeopleQuery({ query: 'dead-endpoints', window }, deps);

    expect(table.hubResourceId).toBeUndefined();
  });
});

describe('narrowQuery', () => {
  it('leaves a documented query as it stands but for a hub and an end', () => {
    const { text } = readQuery('documented/dead-endpoints');

    const narrowed = narrowQuery(text, { hub: 'contoso-hub', cap: 10 });

    const added = ['| where _ResourceId endswith strcat("/", "contoso-hub")', '| take 10'];
    const kept = narrowed.split('\n').filter((line) => !added.includes(line));
    expect(kept.join('\n')).toBe(text);
    expect(narrowed.split('\n').slice(3, 4)).toEqual(added.slice(0, 1));
    expect(narrowed.endsWith('\n| take 10')).toBe(true);
  });

  it('refuses a text that is not about IoT hubs', () => {
    expect(() => narrowQuery('Heartbeat', { hub: 'contoso-hub', cap: 1 })).toThrow('IoT hubs');
  });
});

it.each([
  [undefined, ''],
  [null, ''],
  ['=1+1', '=1+1'],
  [12.5, '12.5'],
  [true, 'true'],
  [9007199254740993n, '9007199254740993'],
  [new Date('2026-11-20T02:00:00Z'), '2026-11-20T02:00:00Z'],
  [new Date('2026-11-20T02:00:00.250Z'), '2026-11-20T02:00:00.250Z'],
  [new Date('no date'), ''],
  [{ a: [1, null], b: 5n }, '{"a":[1,null],"b":"5"}'],
])('a cell of %p is written as "%s"', (cell, text) => {
  expect(writeCell(cell)).toBe(text);
});

function cannedLogs(rows: Record<string, unknown>[], reason?: string): LogSource {
  return {
    ask: async <Row>({ readRow, window: asked }: LogQuestion<Row>) => ({
      rows: rows.map(readRow),
      window: asked,
      durationMs: 5,
      partial: reason === undefined ? undefined : { reason },
      newestAt: undefined,
    }),
  };
}
