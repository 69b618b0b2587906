import type { PeopleQuestion, QueryTable } from '../diagnosis/asking/run-people-query';
import type { Diagnosis, HubSummary } from '../diagnosis/diagnosis';
import { decodeErrorText } from '../knowledge/decode-error-text';
import type { Clock } from '../ports/clock';
import type { TimeWindow } from '../ports/time-window';
import type { ChecklistReport, Report } from '../reports/report';
import type { ReportContext } from '../reports/report-context';
import { reportDiagnosis } from '../reports/report-diagnosis';
import { reportErrorCode } from '../reports/report-error-code';
import { reportSummary } from '../reports/report-summary';
import { summaryJson, whyJson } from './json-shapes';
import { printReport } from './print-report';
import type { Arguments } from './read-arguments';
import { type ToldQuery, tellQuery } from './tell-query';

/** The questions a terminal can ask; they throw AppError when a source could not be asked. */
export interface Investigation {
  diagnose(question: { device: string; hubName?: string; window: TimeWindow }): Promise<Diagnosis>;
  summarize(question: { hubName?: string; window: TimeWindow }): Promise<HubSummary>;
  check(question: {
    device: string;
    hubName?: string;
    window: TimeWindow;
  }): Promise<ChecklistReport>;
  runQuery(question: PeopleQuestion): Promise<QueryTable>;
  context(): ReportContext;
  clock: Clock;
}

/** Runs one question and gives what to print: JSON or text for 80 columns. */
export async function runCommand(asked: Arguments, deps: Investigation): Promise<string> {
  switch (asked.command) {
    case 'why':
      return tellWhy(asked, deps);
    case 'summary':
      return tellSummary(asked, deps);
    case 'check':
      return tell(asked, await deps.check(questionOf(asked, deps.clock)));
    default:
      throw new Error(`'${asked.command}' asks no question`);
  }
}

/** Lists the queries or runs one. Throws AppError `query_unknown`. */
export async function runQueryCommand(asked: Arguments, deps: Investigation): Promise<ToldQuery> {
  return tellQuery(asked, questionOf(asked, deps.clock).window, deps);
}

/** Needs no logs and no Azure. */
export function decodeForTerminal(asked: Arguments, context: ReportContext): string {
  const found = decodeErrorText(asked.subject);
  if (asked.json) return toJson(found);
  return printReport(reportErrorCode(asked.subject, found, context));
}

async function tellWhy(asked: Arguments, deps: Investigation): Promise<string> {
  const diagnosis = await deps.diagnose(questionOf(asked, deps.clock));
  if (asked.json) return toJson(whyJson(diagnosis));
  return printReport(reportDiagnosis(diagnosis, deps.context()));
}

async function tellSummary(asked: Arguments, deps: Investigation): Promise<string> {
  const summary = await deps.summarize(questionOf(asked, deps.clock));
  if (asked.json) return toJson(summaryJson(summary));
  return printReport(reportSummary(summary, deps.context()));
}

function tell(asked: Arguments, report: Report): string {
  return asked.json ? toJson(report) : printReport(report);
}

function questionOf(asked: Arguments, clock: Clock) {
  const to = clock.now();
  const window = { from: new Date(to.getTime() - asked.lastMs), to };
  return { device: asked.subject, hubName: asked.hub, window };
}

function toJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
