import { listPeopleQueries, type PeopleQuery } from '../../src/diagnosis/asking/people-queries';
import type { QueryTable } from '../../src/diagnosis/asking/run-people-query';

export const queryWindow = {
  from: new Date('2026-11-20T03:16:00Z'),
  to: new Date('2026-11-21T03:16:00Z'),
};

export function peopleQuery(name: string): PeopleQuery {
  const query = listPeopleQueries().find((each) => each.name === name);
  if (query === undefined) throw new Error(`there is no query ${name}`);
  return query;
}

/** 23 bins of disconnects on contoso-hub; parts can be replaced. */
export function queryTable(parts: Partial<QueryTable> = {}): QueryTable {
  const query = peopleQuery('disconnects-over-time');
  const bins = Array.from({ length: 23 }, (_, index) => ({
    at: new Date(queryWindow.from.getTime() + index * 3_600_000 - 960_000),
    code: index % 3 === 0 ? '' : '404104',
    name: index % 3 === 0 ? '' : 'DeviceConnectionClosedRemotely',
    count: (index * 7) % 11 === 0 ? 1 : (index * 7) % 11,
  }));
  const rows = bins.map(({ at, code, name, count }) => [
    at.toISOString().replace('.000Z', 'Z'),
    code,
    name,
    String(count),
  ]);
  return {
    query,
    hub: 'contoso-hub',
    hubResourceId:
      '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/plant/providers/Microsoft.Devices/IotHubs/contoso-hub',
    run: {
      name: query.file,
      question: query.question,
      kql: 'AzureDiagnostics\n| where OperationName endswith "Disconnect"\n| take 50001',
      rows: rows.length,
      window: queryWindow,
      durationMs: 420,
      partial: false,
    },
    partial: undefined,
    columns: ['at', 'code', 'name', 'disconnects'],
    rows,
    timeline: { binSeconds: 3600, bins },
    ...parts,
  };
}

/** A query that found nothing. */
export function emptyTable(name = 'dead-endpoints'): QueryTable {
  const query = peopleQuery(name);
  const { run, ...table } = queryTable();
  const { file, question } = query;
  return {
    ...table,
    query,
    run: { ...run, name: file, question, rows: 0 },
    columns: [],
    rows: [],
    timeline: undefined,
  };
}
