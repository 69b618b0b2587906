import type { QueryTable } from '../diagnosis/asking/run-people-query';
import { subjectParameters } from './commands';
import type { CommandAction } from './report';
import type { ReportContext } from './report-context';
import { isoSeconds } from './words';

/** Turns the pages of a table, on its own card and over exactly the same time. */
export function pageCommands(
  table: QueryTable,
  at: { page: number; pages: number; rowsOnPage: number },
): CommandAction[] {
  const { page, pages } = at;
  const next = page < pages ? [pageCommand('Next page', table, page + 1, at)] : [];
  const previous = page > 1 ? [pageCommand('Previous page', table, page - 1, at)] : [];
  return [...next, ...previous];
}

/** Runs the query anew, and goes back to the list. */
export function queryCommands(table: QueryTable, context: ReportContext): CommandAction[] {
  const { hub, run, query } = table;
  const subject = subjectParameters({ hub, window: run.window }, context);
  return [
    {
      kind: 'command',
      inPlace: true,
      title: 'Run again',
      tooltip: `Run the query ${query.name} again`,
      verb: 'queries',
      parameters: { query: query.name, ...subject },
    },
    {
      kind: 'command',
      title: 'All queries',
      tooltip: 'List the queries that you can run',
      verb: 'queries',
      parameters: hub === '' ? {} : { hub },
    },
  ];
}

function pageCommand(
  title: string,
  { hub, run, query, rows }: QueryTable,
  page: number,
  { rowsOnPage }: { rowsOnPage: number },
): CommandAction {
  const first = (page - 1) * rowsOnPage + 1;
  const last = Math.min(rows.length, page * rowsOnPage);
  return {
    kind: 'command',
    inPlace: true,
    title,
    tooltip: `Show rows ${first} to ${last} of ${query.name}`,
    verb: 'queries',
    parameters: {
      query: query.name,
      page,
      ...(hub === '' ? {} : { hub }),
      window: { from: isoSeconds(run.window.from), to: isoSeconds(run.window.to) },
    },
  };
}
