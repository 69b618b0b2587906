import type { HubSummary } from '../diagnosis/diagnosis';
import type { Alert } from '../ports/alert';
import { sayDevicesAway, sayDevicesOver } from './alert-devices';
import { sayQuiet } from './alert-ending';
import { alertPlace } from './alert-place';
import type { AlertSubject } from './alert-subject';
import { sayScale } from './hub-words';
import type { Headline } from './report';
import type { ReportContext } from './report-context';
import { sayPart } from './say-least';
import { sayDuration } from './words';

/** The state in a word, an icon and a tone; then what it is about, and how bad it is now. */
export function alertHeadline(subject: AlertSubject, context: ReportContext): Headline {
  const { alert, state } = subject;
  const place = alertPlace(alert);
  if (state === 'resolved') {
    // The figures stand in the line below, with the time they are of.
    const what = sayDevicesOver(subject, place) ?? place;
    const text = `${what}${lastedWords(alert)}`;
    return { tone: 'good', icon: '✓', word: 'Resolved', text };
  }
  if (state === 'silent') {
    const text = `${place} · no word for ${sayQuiet(subject)}`;
    return { tone: 'neutral', icon: '○', word: 'Closed', text };
  }
  const text =
    sayDevicesAway(subject, place, context) ?? `${place}${affectedWords(subject.summary)}`;
  return { ...openState(subject), text };
}

function openState({ alert, stage }: AlertSubject): Omit<Headline, 'text'> {
  if (stage === 'recovering') return { tone: 'accent', icon: '◐', word: 'Recovering' };
  if (stage === 'acknowledged') return { tone: 'warning', icon: '◉', word: 'Acknowledged' };
  const isMild = alert.severity === 'Sev3' || alert.severity === 'Sev4';
  return isMild
    ? { tone: 'warning', icon: '▲', word: firingWord(alert) }
    : { tone: 'attention', icon: '●', word: firingWord(alert) };
}

/** What somebody did, or spent, has happened: it does not go on and never resolves. */
function firingWord({ about }: Alert): string {
  return about.kind === 'activity' || about.kind === 'budget' ? 'Alert' : 'Firing';
}

/** The devices that are away count while it fires. */
function affectedWords(summary: HubSummary | undefined): string {
  if (summary?.findings !== undefined)
    return ` · ${summary.findings.short}${sayPart(summary.logs)}`;
  return summary === undefined || summary.devicesAffected === 0 ? '' : ` · ${sayScale(summary)}`;
}

function lastedWords(alert: Alert): string {
  if (alert.resolvedAt === undefined) return '';
  const seconds = (alert.resolvedAt.getTime() - alert.firedAt.getTime()) / 1000;
  return seconds < 0 ? '' : ` · after ${sayDuration(seconds)}`;
}
