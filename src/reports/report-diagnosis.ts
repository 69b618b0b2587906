import type { Diagnosis } from '../diagnosis/diagnosis';
import { checkCommand, decodeCommand, openQueryLink, summaryCommand, whyCommand } from './commands';
import { decodeCounts } from './decode-codes';
import { gatherEvidence, readVerdict } from './gather-evidence';
import { headlineOf } from './headline-of';
import { oddOneLines } from './odd-ones';
import type { Action, DiagnosisReport, Evidence, Fact, Moment } from './report';
import type { ReportContext } from './report-context';
import { sayLeast } from './say-least';
import { sayProtocol } from './say-protocol';
import { sayCrowd } from './shared-factors';
import { stackTimeline } from './stack-timeline';
import { tellAsked } from './told-checks';
import {
  asSentence,
  capitalize,
  isoSeconds,
  sayCount,
  sayDuration,
  sayTimes,
  sayUtc,
} from './words';

/** Why one device dropped, as a card shows it. */
export function reportDiagnosis(d: Diagnosis, context: ReportContext): DiagnosisReport {
  const evidence = gatherEvidence(d, context);
  const headline = headlineOf(d, d.connectedAtEnd === false, headlineText(d));
  return {
    kind: 'diagnosis',
    headline,
    spoken: `${headline.word}: ${headline.text}. ${asSentence(d.why)} ${capitalize(d.confidence)} confidence.`,
    device: d.device,
    hub: d.hub,
    window: { from: isoSeconds(d.window.from), to: isoSeconds(d.window.to) },
    verdict: readVerdict(d),
    ...tellAsked(d.checks),
    oddOnes: oddOneLines(d.crowd).filter(({ device }) => device === d.device),
    timeline: stackTimeline(d.timeline, d.window),
    facts: diagnosisFacts(d, evidence, context),
    moments: diagnosisMoments(d),
    codes: decodeCounts(d.codes, context),
    steps: d.steps,
    evidence,
    actions: diagnosisActions(d, evidence, context),
    more: diagnosisMore(d, context),
  };
}

function headlineText(d: Diagnosis): string {
  const where = d.hub === '' ? d.device : `${d.device} on ${d.hub}`;
  const seconds = (d.window.to.getTime() - d.window.from.getTime()) / 1000;
  return `${where} · ${droppedWords(d)} in ${sayDuration(seconds)}`;
}

/** A loss can leave several rows: what is said first is how often the device was gone. */
function droppedWords(d: Diagnosis): string {
  if (d.cause === 'no-evidence') return 'no row seen';
  if (d.losses === 0) return 'no disconnect seen';
  return `dropped ${sayLeast(d.logs)}${sayTimes(d.losses)}`;
}

function diagnosisFacts(d: Diagnosis, evidence: Evidence, context: ReportContext): Fact[] {
  const facts: Fact[] = [];
  if (d.disconnects + d.connects > 0) facts.push({ label: 'Now', value: nowWords(d) });
  facts.push(...alsoDropped(d, context));
  const client = clientWords(d);
  if (client !== '') facts.push({ label: 'Client', value: client });
  if (evidence.logs !== undefined) facts.push({ label: 'Logs', value: evidence.logs.text });
  return facts;
}

/** Who dropped alone is no crowd, and whether the one counted is this device is not told. */
function alsoDropped({ crowd, losses, logs }: Diagnosis, context: ReportContext): Fact[] {
  if (crowd === undefined || crowd.affected < 2) return [];
  const when = losses > 1 ? `around ${sayUtc(crowd.at, context.now)}` : 'at the same time';
  return [{ label: 'Also dropped', value: `${sayLeast(logs)}${sayCrowd(crowd)}, ${when}` }];
}

function nowWords(d: Diagnosis): string {
  const rows = rowWords(d);
  if (d.connectedAtEnd === undefined) return `the rows do not tell${rows}`;
  return `${d.connectedAtEnd ? 'connected' : 'still away'}, as far as the rows tell${rows}`;
}

/** Where the rows are more than the losses, the difference is said once. */
function rowWords({ disconnects, losses }: Diagnosis): string {
  if (disconnects === losses) return '';
  return `; ${sayCount(disconnects, 'disconnect row')}, as one drop can leave two`;
}

function clientWords(d: Diagnosis): string {
  const newest = d.sdk?.newest;
  const sdk = d.sdk === undefined ? '' : `${d.sdk.name} ${d.sdk.version}`.trim();
  const age = newest === undefined || newest === d.sdk?.version ? '' : ` (newest known ${newest})`;
  return [`${sdk}${age}`, sayProtocol(d.protocol)].filter(Boolean).join(' over ');
}

function diagnosisMoments(d: Diagnosis): Moment[] {
  const moments: Moment[] = [];
  if (d.firstAt !== undefined) {
    const label = d.losses === 1 ? 'Disconnected' : 'First disconnect';
    moments.push({ label, at: isoSeconds(d.firstAt) });
  }
  if (d.lastAt !== undefined && d.losses > 1) {
    moments.push({ label: 'Latest disconnect', at: isoSeconds(d.lastAt) });
  }
  return moments;
}

function diagnosisActions(d: Diagnosis, evidence: Evidence, context: ReportContext): Action[] {
  const query = openQueryLink(evidence.queries);
  const again = whyCommand(d.device, d, context);
  const check = checkCommand(d.device, d.hub);
  return query === undefined ? [check, again] : [check, again, query];
}

function diagnosisMore(d: Diagnosis, context: ReportContext): Action[] {
  const codes = d.codes.map(({ code }) => code).filter(Boolean);
  return [
    ...codes.slice(0, 3).map((code) => decodeCommand(code)),
    ...(d.hub === '' ? [] : [summaryCommand(d, context)]),
    ...d.similarDevices.slice(0, 3).map((id) => whyCommand(id, d, context, `Why ${id}`)),
  ];
}
