import type { TimeWindow } from '../ports/time-window';
import type { Report } from '../reports/report';
import { hiddenFact } from '../reports/report-trail';
import type { AnswerDeps } from './answer-deps';
import { whereAnswered } from './hubs/known-hubs';

/** A summary says how many absences were taken for renewals, where events of devices come in. */
export async function tellHidden(
  answering: Promise<Report>,
  { hub, window }: { hub: string | undefined; window: TimeWindow },
  { countHidden }: Pick<AnswerDeps, 'countHidden'>,
): Promise<Report> {
  const report = await answering;
  if (countHidden === undefined || report.kind !== 'summary') return report;
  const count = await whereAnswered(countHidden(hub, window));
  if (count === undefined) return report;
  return { ...report, facts: [...report.facts, hiddenFact(count)] };
}
