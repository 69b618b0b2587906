import type { PeopleQuery } from '../diagnosis/asking/people-queries';
import type { QueryTable } from '../diagnosis/asking/run-people-query';

/** What `queries --json` prints. */
export function queriesJson(queries: PeopleQuery[]) {
  return queries.map(({ name, group, question }) => ({ name, group, question }));
}

/** What `queries <name> --json` prints: every column and row, cells as text; times are UTC ISO 8601. */
export function queryTableJson({ query, hub, run, columns, rows, partial, cutAt }: QueryTable) {
  return {
    query: query.name,
    question: query.question,
    hub,
    window: run.window,
    kql: run.kql,
    columns,
    rows: rows.map((row) => Object.fromEntries(columns.map((column, at) => [column, row[at]]))),
    partial: partial?.reason ?? null,
    cutAt: cutAt ?? null,
  };
}
