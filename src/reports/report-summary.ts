import type { HubSummary } from '../diagnosis/diagnosis';
import { decodeCommand, openQueryLink, summaryCommand, whyCommand } from './commands';
import { crowdShown } from './crowd-shown';
import { decodeCounts } from './decode-codes';
import { gatherEvidence, readVerdict } from './gather-evidence';
import { headlineOf } from './headline-of';
import { findFirstDevice, findOtherDevices, sayAway, sayDropped, sayScale } from './hub-words';
import type { Action, Evidence, Fact, SummaryReport } from './report';
import type { ReportContext } from './report-context';
import { stackTimeline } from './stack-timeline';
import { tellAsked } from './told-checks';
import {
  asSentence,
  capitalize,
  isoSeconds,
  sayCount,
  sayDuration,
  sayNumber,
  sayShare,
  sayUtc,
} from './words';

/** What happened on a hub over a window, most affected devices first. */
export function reportSummary(s: HubSummary, context: ReportContext): SummaryReport {
  const evidence = gatherEvidence(s, context);
  const headline = headlineOf(s, s.stillAway > 0, headlineText(s));
  return {
    kind: 'summary',
    headline,
    spoken: `${headline.word}: ${headline.text}. ${asSentence(s.why)} ${capitalize(s.confidence)} confidence.`,
    hub: s.hub,
    window: { from: isoSeconds(s.window.from), to: isoSeconds(s.window.to) },
    verdict: readVerdict(s),
    ...tellAsked(s.checks),
    timeline: stackTimeline(s.timeline, s.window),
    facts: summaryFacts(s, evidence, context),
    ...crowdShown(s),
    codes: decodeCounts(s.byCode.length > 0 ? s.byCode : s.codes, context),
    devices: s.devices.map(({ device, disconnects, codes, lastAt }) => ({
      device,
      disconnects,
      codes: codes.filter(Boolean).join(', ') || 'no error code',
      lastAt: isoSeconds(lastAt),
    })),
    moreDevices: Math.max(s.devicesAffected, s.devices.length) - s.devices.length,
    steps: s.steps,
    evidence,
    actions: summaryActions(s, evidence, context),
    more: summaryMore(s, context),
  };
}

function headlineText(s: HubSummary): string {
  const span = sayDuration((s.window.to.getTime() - s.window.from.getTime()) / 1000);
  const where = s.hub === '' ? 'all hubs' : s.hub;
  if (s.cause === 'no-evidence') return `${where} · no row seen in ${span}`;
  if (s.devicesAffected === 0) return `${where} · no disconnect seen in ${span}`;
  return s.stillAway > 0
    ? `${where} · ${sayAwayOf(s)} that dropped in ${span}`
    : `${where} · ${sayScale(s)}, in ${span}`;
}

/** Of a part of the rows, how many dropped is a lower bound. */
function sayAwayOf(s: HubSummary): string {
  if (s.logs.partialReason === undefined) return sayShare(s.stillAway, s.devicesAffected, 'device');
  return `${sayNumber(s.stillAway)} of at least ${sayCount(s.devicesAffected, 'device')}`;
}

function summaryFacts(s: HubSummary, evidence: Evidence, context: ReportContext): Fact[] {
  const facts: Fact[] = [{ label: 'Dropped', value: sayDropped(s) }];
  if (s.devicesAffected > 0) facts.push({ label: 'Still away', value: sayAway(s) });
  if (s.firstAt !== undefined && s.lastAt !== undefined) {
    facts.push({
      label: 'Between',
      value: `${sayUtc(s.firstAt, context.now)} and ${sayUtc(s.lastAt, context.now)}`,
    });
  }
  if (evidence.logs !== undefined) facts.push({ label: 'Logs', value: evidence.logs.text });
  return facts;
}

function summaryActions(s: HubSummary, evidence: Evidence, context: ReportContext): Action[] {
  const first = findFirstDevice(s);
  const query = openQueryLink(evidence.queries);
  return [
    ...(first === undefined ? [] : [whyCommand(first, s, context, `Why ${first}`)]),
    summaryCommand(s, context, 'Summarize again'),
    ...(query === undefined ? [] : [query]),
  ];
}

function summaryMore(s: HubSummary, context: ReportContext): Action[] {
  const codes = s.byCode.map(({ code }) => code).filter(Boolean);
  return [
    ...findOtherDevices(s).map((device) => whyCommand(device, s, context, `Why ${device}`)),
    ...codes.slice(0, 3).map((code) => decodeCommand(code)),
  ];
}
