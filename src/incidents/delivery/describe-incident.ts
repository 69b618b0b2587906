import type { Incident, IncidentBook } from '../../ports/incident-book';
import type { DigestLine } from '../../reports/report-digest';
import type { DescribeSubject } from './drawing';

/** Describes subjects for digests: only incidents are ever folded. */
export function createDescribeSubject({
  incidents,
}: {
  incidents: Pick<IncidentBook, 'find'>;
}): DescribeSubject {
  return async ({ kind, key }) => {
    const incident = kind === 'incident' ? await incidents.find(key) : undefined;
    return incident && describeIncident(incident);
  };
}

/** An incident as one line: which hub, what, since when, and whether it is over. */
export function describeIncident(incident: Incident): DigestLine {
  const { alert, resolvedAt, silentAt } = incident;
  const endedAt = resolvedAt ?? silentAt;
  return {
    incident: incident.key,
    title: sayHub(incident),
    text: sayWhat(incident),
    since: alert.firedAt,
    ...(endedAt && { endedAt }),
    rank: rankOf(alert.severity),
  };
}

function sayHub({ alert }: Incident): string {
  const names = alert.hubs.map(({ name }) => name);
  if (names.length > 0) return names.join(', ');
  return alert.unknownHub ?? alert.notAHub ?? 'no hub named';
}

function sayWhat({ alert, devices }: Incident): string {
  const counted = devices === undefined ? '' : `${devices.away} of ${devices.total} devices away`;
  const told = [alert.rule, counted, alert.severity === 'unknown' ? '' : alert.severity];
  return told.filter((each) => each !== '').join(' · ') || 'an alert without a rule';
}

/** `Sev0` first, unknown in the middle. */
function rankOf(severity: string): number {
  const level = /^Sev(?<level>\d)$/.exec(severity)?.groups?.level;
  return level === undefined ? 2.5 : Number(level);
}
