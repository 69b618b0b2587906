import { listPeopleQueries } from '../diagnosis/asking/people-queries';
import type { PeopleQuestion, QueryTable } from '../diagnosis/asking/run-people-query';
import type { ReportContext } from '../reports/report-context';
import { reportQueryList } from '../reports/report-query-list';
import { reportQueryTable } from '../reports/report-query-table';
import { writeCsv } from '../reports/write-csv';
import { printReport } from './print-report';
import { queriesJson, queryTableJson } from './query-shapes';
import type { Arguments } from './read-arguments';

/** What to print; `note` is what the reader of a file has to know beside it. */
export interface ToldQuery {
  text: string;
  note: string;
}

/** Lists the queries, or runs one. Throws AppError `query_unknown` and what the log source throws. */
export async function tellQuery(
  asked: Pick<Arguments, 'subject' | 'json' | 'csv' | 'hub'>,
  window: PeopleQuestion['window'],
  deps: { runQuery(question: PeopleQuestion): Promise<QueryTable>; context(): ReportContext },
): Promise<ToldQuery> {
  if (asked.subject === '') return { text: tellList(asked, deps.context()), note: '' };
  const table = await deps.runQuery({
    query: asked.subject,
    ...(asked.hub === undefined ? {} : { hubName: asked.hub }),
    window,
  });
  const report = reportQueryTable(table, { page: 1 }, deps.context());
  if (asked.csv) {
    const note = report.notes.map((each) => `${each}\n`).join('');
    return { text: writeCsv(table.columns, table.rows), note };
  }
  return { text: asked.json ? toJson(queryTableJson(table)) : printReport(report), note: '' };
}

function tellList({ json, csv }: { json: boolean; csv: boolean }, context: ReportContext): string {
  const queries = listPeopleQueries();
  if (json) return toJson(queriesJson(queries));
  const rows = queries.map(({ name, group, question }) => [name, group, question]);
  return csv
    ? writeCsv(['name', 'group', 'question'], rows)
    : printReport(reportQueryList(queries, {}, context));
}

function toJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
