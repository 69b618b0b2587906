import { findPeopleQuery, listPeopleQueries } from '../diagnosis/asking/people-queries';
import type { TimeWindow } from '../ports/time-window';
import type { CommandAction, ProblemReport, Report } from '../reports/report';
import { reportProblem } from '../reports/report-problem';
import { reportQueryList } from '../reports/report-query-list';
import { reportQueryTable } from '../reports/report-query-table';
import { AppError } from '../shared/app-error';
import type { AnswerDeps, QueryDeps } from './answer-deps';
import type { IntentParameters } from './intent';
import { settleWindow, type TimeContext } from './time/check-window';

/**
 * Lists the queries, runs one, or turns its pages. A page comes from the rows that are kept while
 * they are; the first page is always asked anew, since rows come late.
 */
export async function answerQuery(
  parameters: IntentParameters,
  time: TimeContext,
  deps: Pick<AnswerDeps, 'queries' | 'context'>,
): Promise<Report> {
  const { query: said, hub, window } = parameters;
  if (said === undefined) {
    return reportQueryList(listPeopleQueries(), { hub, window }, deps.context());
  }
  const found = findPeopleQuery(said);
  if (found.kind === 'unknown') return reportQueryUnknown(said, found.near, parameters, deps);
  if (deps.queries === undefined) {
    throw new AppError('queries_unavailable', 'This bot was started without logs to query.');
  }
  const question = {
    query: found.query.name,
    ...(hub === undefined ? {} : { hubName: hub }),
    window: toSeconds(settleWindow(window, time)),
  };
  const { table, csv } = await findOrRun(question, parameters.page, deps.queries);
  const asked = { page: parameters.page ?? 1, ...(csv === undefined ? {} : { csv }) };
  return reportQueryTable(table, asked, deps.context());
}

async function findOrRun(
  question: Parameters<QueryDeps['run']>[0],
  page: number | undefined,
  { shelf, run }: QueryDeps,
) {
  const kept = page === undefined ? undefined : shelf.find(question);
  return kept ?? shelf.keep(question, await run(question));
}

/** Buttons carry whole seconds: the pages of a table must be those of the same window. */
function toSeconds({ from, to }: TimeWindow): TimeWindow {
  const whole = (at: Date) => new Date(Math.floor(at.getTime() / 1000) * 1000);
  return { from: whole(from), to: whole(to) };
}

function reportQueryUnknown(
  said: string,
  near: string[],
  { hub, window }: IntentParameters,
  deps: Pick<AnswerDeps, 'context'>,
): ProblemReport {
  const error = new AppError('query_unknown', `There is no query “${said.slice(0, 80)}”.`);
  const subject = {
    ...(hub === undefined ? {} : { hub }),
    ...(window === undefined ? {} : { window }),
  };
  const suggested = near.map<CommandAction>((query) => ({
    kind: 'command',
    title: query,
    tooltip: `Run the query ${query}`,
    verb: 'queries',
    parameters: { query, ...subject },
  }));
  const all: CommandAction = {
    kind: 'command',
    title: 'All queries',
    tooltip: 'List the queries that you can run',
    verb: 'queries',
    parameters: subject,
  };
  const report = reportProblem(error, deps.context(), [...suggested, all]);
  const suggestions = near.map((name) => `query ${name}`);
  const meant = near.length === 0 ? '' : ` Did you mean ${near.join(' or ')}?`;
  return { ...report, suggestions, spoken: `${report.spoken}${meant}` };
}
