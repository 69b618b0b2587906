import type { HubSummary } from '../diagnosis/diagnosis';
import { questionOfAlert } from '../diagnosis/topics/alert-question';
import type { Alert } from '../ports/alert';
import { alertEnding, sayQuiet } from './alert-ending';
import { alertLink, resultsLink } from './alert-links';
import { isOfSeveralHubs, namedCommands, namedLines, rowCommands } from './alert-named';
import { alertNotes } from './alert-notes';
import { alertOriginal, tableOfFindings } from './alert-original';
import { alertPlace } from './alert-place';
import { alertSaid } from './alert-said';
import { alertSteps } from './alert-steps';
import type { AlertSubject } from './alert-subject';
import { openQueryLink, summaryCommand, whyCommand } from './commands';
import { crowdShown } from './crowd-shown';
import { decodeCounts } from './decode-codes';
import { describeCondition } from './describe-condition';
import { gatherEvidence, readVerdict } from './gather-evidence';
import { findFirstDevice, findOtherDevices, sayAway, sayDropped, sayScale } from './hub-words';
import type { Action, AlertReport, Evidence, Fact, Headline, Moment } from './report';
import type { ReportContext } from './report-context';
import { reportProblem } from './report-problem';
import { sayPart } from './say-least';
import { stackTimeline } from './stack-timeline';
import { asSentence, capitalize, isoSeconds, sayDuration, sayTimes } from './words';

export type { AlertSubject } from './alert-subject';

/** One alert over its whole life: asked about, answered, resolved. */
export function reportAlert(subject: AlertSubject, context: ReportContext): AlertReport {
  const { alert, summary, failure, state } = subject;
  const evidence = summary === undefined ? undefined : gatherEvidence(summary, context);
  const problem = failure === undefined ? undefined : reportProblem(failure, context);
  const headline = alertHeadline(subject);
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
    timeline: summary && stackTimeline(summary.timeline, summary.window, alertMarks(alert)),
    named: summary && namedLines(summary),
    notes,
    said: alertSaid(alert),
    facts: alertFacts(subject, evidence),
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
    more: alertMore(alert, summary, context).filter(
      (one, at, all) => !isAmong([...actions, ...all.slice(0, at)], one),
    ),
  };
}

function alertHeadline(subject: AlertSubject): Headline {
  const { alert, summary, state } = subject;
  if (state === 'resolved') {
    // The figures stand in the line below, with the time they are of.
    const text = `${alertPlace(alert)}${lastedWords(alert)}`;
    return { tone: 'good', icon: '✓', word: 'Resolved', text };
  }
  if (state === 'silent') {
    const text = `${alertPlace(alert)} · no word for ${sayQuiet(subject)}`;
    return { tone: 'neutral', icon: '○', word: 'Closed', text };
  }
  const mild = alert.severity === 'Sev3' || alert.severity === 'Sev4';
  const text = `${alertPlace(alert)}${affectedWords(summary)}`;
  return mild
    ? { tone: 'warning', icon: '▲', word: firingWord(alert), text }
    : { tone: 'attention', icon: '●', word: firingWord(alert), text };
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

function alertMarks(alert: Alert): { at: Date; label: string }[] {
  const fired = { at: alert.firedAt, label: 'alert' };
  return alert.resolvedAt === undefined
    ? [fired]
    : [fired, { at: alert.resolvedAt, label: 'resolved' }];
}

function alertMoments({ alert, firings }: AlertSubject): Moment[] {
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

function alertFacts({ alert, summary }: AlertSubject, evidence: Evidence | undefined): Fact[] {
  const facts: Fact[] = [{ label: 'Severity', value: severityWords(alert.severity) }];
  if (summary === undefined) return facts;
  const seconds = (summary.window.to.getTime() - summary.window.from.getTime()) / 1000;
  facts.push({ label: 'Dropped', value: `${sayDropped(summary)}, in ${sayDuration(seconds)}` });
  if (summary.devicesAffected > 0) facts.push({ label: 'Still away', value: sayAway(summary) });
  if (evidence?.logs !== undefined) facts.push({ label: 'Logs', value: evidence.logs.text });
  return facts;
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

function alertActions(
  { alert, summary }: AlertSubject,
  evidence: Evidence | undefined,
  context: ReportContext,
): Action[] {
  const query = evidence === undefined ? undefined : openQueryLink(evidence.queries);
  const first = summary && firstCommand(alert, summary, context);
  return [
    ...(summary === undefined || isOfSeveralHubs(alert)
      ? []
      : [summaryCommand(summary, context, 'Investigate again')]),
    ...(first === undefined ? [] : [first]),
    ...(query === undefined ? [...resultsLink(alert), ...alertLink(alert)] : [query]),
  ];
}

/** What the alert names comes before what the logs point at. */
function firstCommand(alert: Alert, summary: HubSummary, context: ReportContext) {
  const [named] = namedCommands(alert, summary, context);
  const device = findFirstDevice(summary);
  if (named !== undefined || device === undefined) return named;
  return whyCommand(device, summary, context, `Why ${device}`);
}

function isAmong(actions: Action[], { title }: Action): boolean {
  return actions.some((action) => action.title === title);
}

function alertMore(
  alert: Alert,
  summary: HubSummary | undefined,
  context: ReportContext,
): Action[] {
  if (summary === undefined) return [];
  return [
    ...namedCommands(alert, summary, context),
    ...rowCommands(alert, summary, context),
    ...findOtherDevices(summary).map((device) =>
      whyCommand(device, summary, context, `Why ${device}`),
    ),
    ...resultsLink(alert),
    ...alertLink(alert),
  ];
}
