import type { TimeWindow } from '../ports/time-window';
import type { CommandAction, LinkAction, QueryEvidence } from './report';
import type { ReportContext } from './report-context';
import { isoSeconds } from './words';

/** The part of a report a button has to carry to ask the same again. */
interface Subject {
  hub: string;
  window: TimeWindow;
}

/** Titles of buttons that ask a card's own question anew: the answer takes the card's place. */
const titlesInPlace = { why: 'Investigate again', summary: 'Summarize again' };

/** Asks why a device dropped; without a title of its own, on the card that told why. */
export function whyCommand(
  device: string,
  subject: Subject,
  context: ReportContext,
  title = titlesInPlace.why,
): CommandAction {
  return {
    kind: 'command',
    ...inPlace(title === titlesInPlace.why),
    title,
    tooltip: `Ask the logs why ${device} disconnected${onHub(subject.hub)}`,
    verb: 'why',
    parameters: { devices: [device], ...subjectParameters(subject, context) },
  };
}

/** Opens the fallback checklist of a device. */
export function checkCommand(device: string, hub: string): CommandAction {
  return {
    kind: 'command',
    title: 'Start checklist',
    tooltip: `Walk through the connection checklist for ${device}${onHub(hub)}`,
    verb: 'check',
    parameters: { devices: [device], ...(hub === '' ? {} : { hub }) },
  };
}

/** Goes through the checklist once more, on the checklist's own card. */
export function checkAgainCommand(device: string, hub: string): CommandAction {
  return {
    ...checkCommand(device, hub),
    ...inPlace(true),
    title: 'Check again',
    tooltip: `Go through the checklist for ${device} again`,
  };
}

/** Summarizes a hub over the same time; a summary's own card calls it "Summarize again". */
export function summaryCommand(
  subject: Subject,
  context: ReportContext,
  title = 'Summarize the hub',
): CommandAction {
  return {
    kind: 'command',
    ...inPlace(title === titlesInPlace.summary),
    title,
    tooltip: `Summarize the disconnects${onHub(subject.hub)}`,
    verb: 'summary',
    parameters: subjectParameters(subject, context),
  };
}

/** Explains an error code. */
export function decodeCommand(code: string, title = `What is ${code}`): CommandAction {
  return {
    kind: 'command',
    title,
    tooltip: `Explain error ${code}: cause and resolution`,
    verb: 'decode',
    parameters: { code },
  };
}

export function helpCommand(): CommandAction {
  return {
    kind: 'command',
    title: 'Help',
    tooltip: 'Show what you can ask',
    verb: 'help',
    parameters: {},
  };
}

/** Opens the first query of an answer where the portal can show it. */
export function openQueryLink(queries: QueryEvidence[]): LinkAction | undefined {
  const query = queries.find(({ portalUrl }) => portalUrl !== undefined);
  if (query?.portalUrl === undefined) return undefined;
  return {
    kind: 'link',
    title: 'Open query',
    tooltip: `Open the query ${query.name} in the Azure portal`,
    url: query.portalUrl,
  };
}

/** What a button carries to ask about the same hub and time again. */
export function subjectParameters(subject: Subject, context: ReportContext) {
  const hub = subject.hub === '' ? {} : { hub: subject.hub };
  return { ...hub, window: askedWindow(subject.window, context.now) };
}

/** A window that ended about now moves along, so that asking again sees newer rows. */
function askedWindow(window: TimeWindow, now: Date) {
  const ageMs = now.getTime() - window.to.getTime();
  if (ageMs > 5 * 60_000) return { from: isoSeconds(window.from), to: isoSeconds(window.to) };
  const minutes = Math.max(1, Math.round((window.to.getTime() - window.from.getTime()) / 60_000));
  return { last: minutes % 60 === 0 ? `PT${minutes / 60}H` : `PT${minutes}M` };
}

function inPlace(refreshes: boolean): { inPlace?: true } {
  return refreshes ? { inPlace: true } : {};
}

function onHub(hub: string): string {
  return hub === '' ? '' : ` on ${hub}`;
}
