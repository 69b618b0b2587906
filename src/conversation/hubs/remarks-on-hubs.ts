import type { HubShare, HubSummary } from '../../diagnosis/diagnosis';
import { summaryCommand } from '../../reports/commands';
import type { ChecklistReport, DiagnosisReport, SummaryReport } from '../../reports/report';
import type { ReportContext } from '../../reports/report-context';
import { sayShare } from '../../reports/words';
import type { Understanding } from '../intent';
import { changeHubCommand } from './report-hub-choice';

const mostLines = 5;
const mostActions = 4;

/** Says that the hub was chosen earlier in this conversation, with a button to change it. */
export function tellChosenHub<R extends DiagnosisReport | ChecklistReport>(
  report: R,
  hub: string,
  understanding: Understanding,
): R {
  const said = `on ${hub}, as chosen here earlier`;
  const change = changeHubCommand(understanding);
  const hasRoom = report.actions.length < mostActions;
  return {
    ...report,
    ...(report.kind === 'diagnosis'
      ? { facts: [{ label: 'Hub', value: said }, ...report.facts] }
      : { headline: { ...report.headline, text: `${report.headline.text}, ${said}` } }),
    spoken: `${report.spoken} This is ${said}.`,
    actions: hasRoom ? [...report.actions, change] : report.actions,
    more: hasRoom ? report.more : [change, ...report.more],
  };
}

/** A summary of several hubs says how each of them fares, and opens each. */
export function tellShares(
  report: SummaryReport,
  summary: HubSummary,
  context: ReportContext,
): SummaryReport {
  const shares = summary.hubs ?? [];
  if (shares.length < 2) return report;
  const shown = shares.slice(0, mostLines);
  const left = shares.length - shown.length;
  const lines = [...shown.map(sayOne), ...(left > 0 ? [`and ${left} more`] : [])];
  const buttons = shown.map(({ hub }) =>
    summaryCommand({ hub, window: summary.window }, context, `Summarize ${hub}`),
  );
  return {
    ...report,
    facts: [{ label: 'By hub', value: lines.join('; ') }, ...report.facts],
    more: [...buttons, ...report.more],
  };
}

function sayOne({ hub, devicesAffected, devicesSeen, stillAway }: HubShare): string {
  const dropped = `${hub}: ${sayShare(devicesAffected, devicesSeen, 'device')} dropped`;
  return stillAway === 0 ? dropped : `${dropped}, ${stillAway} still away`;
}
