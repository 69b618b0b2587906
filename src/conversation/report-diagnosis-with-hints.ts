import type { Diagnosis } from '../diagnosis/diagnosis';
import { whyCommand } from '../reports/commands';
import type { Action, DiagnosisReport } from '../reports/report';
import type { ReportContext } from '../reports/report-context';
import { reportDiagnosis } from '../reports/report-diagnosis';

const mostHints = 3;
const mostActions = 4;

/**
 * The diagnosis; where the device has no rows but others are named almost like it, "did you mean"
 * comes first: a mistyped id is the likeliest reason for silence.
 */
export function reportDiagnosisWithHints(
  diagnosis: Diagnosis,
  context: ReportContext,
): DiagnosisReport {
  const report = reportDiagnosis(diagnosis, context);
  const similar = diagnosis.similarDevices.slice(0, mostHints);
  if (similar.length === 0) return report;
  const hints = similar.map((id) => whyCommand(id, diagnosis, context, `Did you mean ${id}`));
  const others = [...report.actions, ...report.more].filter(
    (action) => !similar.some((id) => asksAbout(action, id)),
  );
  const room = mostActions - hints.length;
  return {
    ...report,
    spoken: `${report.spoken} Did you mean ${similar.join(' or ')}?`,
    actions: [...hints, ...others.slice(0, room)],
    more: others.slice(room),
  };
}

function asksAbout(action: Action, device: string): boolean {
  if (action.kind !== 'command' || action.verb !== 'why') return false;
  const { devices } = action.parameters;
  return Array.isArray(devices) && devices.includes(device);
}
