import { deviceFacts } from './alert-devices';
import type { AlertSubject } from './alert-subject';
import { sayAway, sayDropped } from './hub-words';
import type { Evidence, Fact } from './report';
import type { ReportContext } from './report-context';
import { capitalize, sayDuration, sayUtc } from './words';

const factsShown = 5;

/** At most five; what Event Grid told of devices is newer than what rows tell of the same. */
export function alertFacts(
  subject: AlertSubject,
  evidence: Evidence | undefined,
  { now }: ReportContext,
): Fact[] {
  const { alert, acknowledged } = subject;
  const ofDevices = deviceFacts(subject);
  const taken = acknowledged && `by ${acknowledged.by}, ${sayUtc(acknowledged.at, now)}`;
  const facts = [
    ...(taken === undefined ? [] : [{ label: 'Acknowledged', value: taken }]),
    ...ofDevices,
    ...(alert.about.kind === 'devices'
      ? []
      : [{ label: 'Severity', value: severityWords(alert.severity) }]),
    ...logFacts(subject, evidence),
  ];
  const isLong = facts.length > factsShown && ofDevices.length > 0;
  return facts.filter(({ label }) => !isLong || label !== 'Still away').slice(0, factsShown);
}

function logFacts({ summary }: AlertSubject, evidence: Evidence | undefined): Fact[] {
  if (summary === undefined) return [];
  const seconds = (summary.window.to.getTime() - summary.window.from.getTime()) / 1000;
  return [
    { label: 'Dropped', value: `${sayDropped(summary)}, in ${sayDuration(seconds)}` },
    ...(summary.devicesAffected > 0 ? [{ label: 'Still away', value: sayAway(summary) }] : []),
    ...(evidence?.logs === undefined ? [] : [{ label: 'Logs', value: evidence.logs.text }]),
  ];
}

const severities: Record<string, string> = {
  Sev0: 'critical',
  Sev1: 'error',
  Sev2: 'warning',
  Sev3: 'informational',
  Sev4: 'verbose',
};

function severityWords(severity: string): string {
  const words = severities[severity];
  return words === undefined ? capitalize(severity || 'unknown') : `${severity} (${words})`;
}
