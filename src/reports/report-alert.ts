import { questionOfAlert } from '../diagnosis/topics/alert-question';
import type { Alert } from '../ports/alert';
import { alertActions, alertMore } from './alert-actions';
import { deviceMoments, tellRecovered } from './alert-devices';
import { alertEnding } from './alert-ending';
import { alertFacts } from './alert-facts';
import { alertHeadline } from './alert-headline';
import { tellJoined } from './alert-joined';
import { alertMarks } from './alert-marks';
import { namedLines } from './alert-named';
import { alertNotes } from './alert-notes';
import { alertOriginal, tableOfFindings } from './alert-original';
import { alertPlace } from './alert-place';
import { alertSaid } from './alert-said';
import { alertSteps } from './alert-steps';
import type { AlertSubject } from './alert-subject';
import { crowdShown } from './crowd-shown';
import { decodeCounts } from './decode-codes';
import { describeCondition } from './describe-condition';
import { gatherEvidence, readVerdict } from './gather-evidence';
import type { Action, AlertReport, Headline, Moment } from './report';
import type { ReportContext } from './report-context';
import { reportProblem } from './report-problem';
import { stackTimeline } from './stack-timeline';
import { asSentence, isoSeconds, sayDuration, sayTimes } from './words';

export type { AlertSubject } from './alert-subject';

/** One alert over its whole life: asked about, answered, resolved. */
export function reportAlert(subject: AlertSubject, context: ReportContext): AlertReport {
  const { alert, summary, failure, state } = subject;
  const evidence = summary === undefined ? undefined : gatherEvidence(summary, context);
  const problem = failure === undefined ? undefined : reportProblem(failure, context);
  const headline = alertHeadline(subject, context);
  const verdict = summary === undefined ? undefined : readVerdict(summary);
  const progress =
    problem === undefined ? askingWords(subject) : `${problem.happened} ${problem.means}`;
  const notes = alertNotes(alert);
  const actions = alertActions(subject, evidence, context);
  return {
    kind: 'alert',
    headline,
    spoken: spokenWords(headline, alert, verdict?.text ?? progress ?? notes[0]),
    state,
    rule: alert.rule,
    hub: alertPlace(alert),
    condition: describeCondition(alert),
    firedAt: isoSeconds(alert.firedAt),
    resolvedAt: alert.resolvedAt === undefined ? undefined : isoSeconds(alert.resolvedAt),
    verdict,
    progress,
    ...tellJoined(subject),
    ...tellRecovered(subject),
    timeline: summary && stackTimeline(summary.timeline, summary.window, alertMarks(subject)),
    named: summary && namedLines(summary),
    notes,
    said: alertSaid(alert),
    facts: alertFacts(subject, evidence, context),
    moments: alertMoments(subject),
    ...(summary && crowdShown(summary)),
    table: summary?.findings && tableOfFindings(summary.findings),
    codes: summary === undefined ? [] : decodeCounts(summary.byCode, context),
    steps: [...alertSteps(alert), ...(summary?.steps ?? problem?.steps ?? [])],
    original: alertOriginal(alert),
    evidence,
    history: subject.history.map(({ at, text }) => ({ at: isoSeconds(at), text })),
    ...tellAfterwards(subject),
    next: subject.next && { at: isoSeconds(subject.next.at), text: subject.next.text },
    ending: alertEnding(subject),
    mayRepeatOf: subject.mayRepeatOf === undefined ? undefined : isoSeconds(subject.mayRepeatOf),
    actions,
    more: alertMore(subject, context).filter(
      (one, at, all) => !isAmong([...actions, ...all.slice(0, at)], one),
    ),
  };
}

function askingWords({ alert, summary, queuedSeconds }: AlertSubject): string | undefined {
  if (summary !== undefined || questionOfAlert(alert) === undefined) return undefined;
  if (queuedSeconds === undefined) return 'Asking the logs …';
  return `Asking the logs … queued, about ${sayDuration(queuedSeconds)}`;
}

function spokenWords(headline: Headline, alert: Alert, outcome: string | undefined): string {
  const rule = alert.rule === '' ? '' : ` Rule ${asSentence(alert.rule)}`;
  const rest = outcome === undefined ? '' : ` ${asSentence(outcome)}`;
  return `${headline.word}: ${headline.text}.${rule}${rest}`;
}

function alertMoments(subject: AlertSubject): Moment[] {
  const { alert, firings } = subject;
  const ofDevices = deviceMoments(subject);
  if (ofDevices.length > 0) return ofDevices;
  const label = alert.timesFrom === 'receipt' ? 'Received' : 'Fired';
  const began = beganMoments(alert);
  const moments = [...began];
  if (firings === undefined) moments.push({ label, at: isoSeconds(alert.firedAt) });
  else {
    const told = firingMoments(firings, alert.event === undefined ? label : 'Told');
    // A phone has room for two: when it began says more than when that was first told.
    moments.push(...(began.length > 0 ? told.slice(1) : told));
  }
  if (alert.resolvedAt !== undefined) {
    moments.push({ label: 'Resolved', at: isoSeconds(alert.resolvedAt) });
  }
  return moments;
}

/** Every firing leaves its mark, also on a card that had one before. */
function firingMoments(
  { times, firstAt, lastAt }: NonNullable<AlertSubject['firings']>,
  verb: string,
): Moment[] {
  return [
    { label: `First ${verb.toLowerCase()}`, at: isoSeconds(firstAt) },
    { label: `${verb} ${sayTimes(times)}, last`, at: isoSeconds(lastAt) },
  ];
}

function tellAfterwards({ alert, comparison, history }: AlertSubject) {
  const part: Pick<AlertReport, 'comparison' | 'tellsHistory'> = {};
  if (alert.event !== undefined && history.length > 1) part.tellsHistory = true;
  if (comparison === undefined) return part;
  const { since, at, changes } = comparison;
  part.comparison = { since: isoSeconds(since), at: isoSeconds(at) };
  if (changes.length > 0) part.comparison.changes = changes.join('; ');
  return part;
}

/** Alerts about events tell when those began, which may be long before. */
function beganMoments({ about, firedAt }: Alert): Moment[] {
  if (about.kind === 'service-health') {
    return [
      ...(about.impactStartAt ? [{ label: 'Began', at: isoSeconds(about.impactStartAt) }] : []),
      ...(about.mitigatedAt ? [{ label: 'Mitigated', at: isoSeconds(about.mitigatedAt) }] : []),
    ];
  }
  if (about.kind !== 'activity' && about.kind !== 'resource-health') return [];
  const isApart =
    about.at !== undefined && Math.abs(firedAt.getTime() - about.at.getTime()) >= 1000;
  return about.at !== undefined && isApart ? [{ label: 'Happened', at: isoSeconds(about.at) }] : [];
}

function isAmong(actions: Action[], { title }: Action): boolean {
  return actions.some((action) => action.title === title);
}
