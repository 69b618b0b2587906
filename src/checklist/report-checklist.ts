import { sayCommand } from '../diagnosis/commands';
import type { Diagnosis } from '../diagnosis/diagnosis';
import type { HubDirectory } from '../ports/hub';
import type { TimeWindow } from '../ports/time-window';
import {
  checkAgainCommand,
  checkCommand,
  subjectParameters,
  whyCommand,
} from '../reports/commands';
import { gatherEvidence } from '../reports/gather-evidence';
import type {
  ChecklistItem,
  ChecklistReport,
  CommandAction,
  Evidence,
  Headline,
} from '../reports/report';
import type { ReportContext } from '../reports/report-context';
import { isoSeconds } from '../reports/words';
import { checkEnabled } from './check-enabled';
import { checkPort } from './check-port';
import { checkSdk } from './check-sdk';
import type { FoundTwin } from './find-device-twin';
import { helpLinks, moreHelp } from './more-help';
import type { Outcome } from './outcome';
import { hubWord } from './shell-word';

export interface CheckedSources {
  device: string;
  hubName: string | undefined;
  window: TimeWindow;
  diagnosis: Outcome<Diagnosis>;
  twin: Outcome<FoundTwin>;
}

/** The checklist as a card shows it; what is not known stays an open item and is never "fine". */
export function reportChecklist(
  sources: CheckedSources,
  deps: { hubs: HubDirectory; context(): ReportContext },
): ChecklistReport {
  const { device, diagnosis, twin } = sources;
  const hub = hubOf(sources);
  const similar = similarDevices(sources);
  const checks = [
    withHint(checkEnabled(device, twin), similar),
    checkPort(device, hostNameOf(hub, deps.hubs), diagnosis),
    checkSdk(device, diagnosis),
  ];
  const headline = headlineOf(device, hub, checks);
  return {
    kind: 'checklist',
    headline,
    spoken: `${headline.word}: ${headline.text}. ${didYouMean(similar)}${checks.map(sayItem).join(' ')}`,
    device,
    hub,
    window: { from: isoSeconds(sources.window.from), to: isoSeconds(sources.window.to) },
    facts: [],
    items: [...checks, moreHelp()],
    evidence: evidenceOf(sources, deps.context()),
    actions: [
      ...similar.map((id) => hint(id, sources.hubName ?? '')),
      whyCommand(device, { hub, window: sources.window }, deps.context(), 'Why did it drop'),
      checkAgain(sources, hub, deps.context()),
    ],
    more: helpLinks(),
  };
}

/** Over the same time as this card. */
function checkAgain(
  { device, hubName, window }: CheckedSources,
  hub: string,
  context: ReportContext,
): CommandAction {
  const again = checkAgainCommand(device, hubName ?? hub);
  const subject = subjectParameters({ hub: hubName ?? hub, window }, context);
  return { ...again, parameters: { ...again.parameters, ...subject } };
}

const mostHints = 2;

/** A mistyped id is the likeliest reason why neither the hub nor the logs know a device. */
function similarDevices({ diagnosis, twin }: CheckedSources): string[] {
  const isKnown = twin.kind === 'answer' && twin.value.twin !== undefined;
  if (isKnown || diagnosis.kind === 'failure') return [];
  return diagnosis.value.similarDevices.slice(0, mostHints);
}

function hint(id: string, hub: string): CommandAction {
  return { ...checkCommand(id, hub), title: `Did you mean ${id}` };
}

/** The buttons stand at the end of a long card: the first item says it as well. */
function withHint(item: ChecklistItem, similar: string[]): ChecklistItem {
  const [nearest] = similar;
  if (nearest === undefined) return item;
  const command = sayCommand('check', nearest);
  const ask = {
    text: `Did you mean ${similar.join(' or ')}?`,
    ...(command === undefined ? {} : { command }),
  };
  return { ...item, steps: [ask, ...item.steps] };
}

function didYouMean(similar: string[]): string {
  return similar.length === 0 ? '' : `Did you mean ${similar.join(' or ')}? `;
}

function hubOf({ hubName, diagnosis, twin }: CheckedSources): string {
  if (twin.kind === 'answer' && twin.value.twin !== undefined) return twin.value.twin.hubName;
  if (hubName !== undefined) return hubName;
  return diagnosis.kind === 'answer' ? diagnosis.value.hub : '';
}

/** The host to test against: of the settings where known, so that it fits the cloud. */
function hostNameOf(hub: string, hubs: HubDirectory): string {
  const known = hub === '' ? undefined : hubs.find(hub)?.hostName;
  return known !== undefined && /^[A-Za-z0-9.-]{3,100}$/.test(known)
    ? known
    : `${hubWord(hub)}.azure-devices.net`;
}

function headlineOf(device: string, hub: string, checks: ChecklistItem[]): Headline {
  const count = (state: ChecklistItem['state']) =>
    checks.filter((check) => check.state === state).length;
  const [toFix, toTest, open] = [count('failed'), count('ask'), count('unknown')];
  const counts = [
    toFix > 0 ? `${toFix} of ${checks.length} to change` : '',
    toTest > 0 ? `${toTest} to test at the device` : '',
    open > 0 ? `${open} not known` : '',
  ].filter(Boolean);
  const where = hub === '' ? device : `${device} on ${hub}`;
  const text = `${where} · ${counts.length === 0 ? 'nothing found to change' : counts.join(', ')}`;
  return { ...markOf(checks), word: 'Checklist', text };
}

/** A device that is not let in cannot connect at all; everything else is a suspicion. */
function markOf(checks: ChecklistItem[]): Pick<Headline, 'tone' | 'icon'> {
  if (checks[0]?.state === 'failed') return { tone: 'attention', icon: '●' };
  return checks.some(({ state }) => state === 'failed')
    ? { tone: 'warning', icon: '▲' }
    : { tone: 'neutral', icon: '○' };
}

function sayItem({ title, stateWord, finding }: ChecklistItem): string {
  return `${title}: ${stateWord}. ${finding}`;
}

function evidenceOf({ device, diagnosis, twin }: CheckedSources, context: ReportContext): Evidence {
  const evidence: Evidence =
    diagnosis.kind === 'answer'
      ? gatherEvidence(diagnosis.value, context)
      : { seen: [], inferred: [], unknowable: [], alternatives: [], queries: [] };
  const registry = twin.kind === 'answer' ? [sayTwin(device, twin.value)] : [];
  const port =
    'A blocked port cannot be seen from the hub: packets that never arrive leave no row.';
  return {
    ...evidence,
    seen: [...registry, ...evidence.seen],
    unknowable: [...evidence.unknowable, port],
  };
}

function sayTwin(device: string, { twin, hubs }: FoundTwin): string {
  if (twin !== undefined) return `The twin of ${device} on ${twin.hubName} says: ${twin.status}.`;
  return `No twin of ${device} on ${hubs.map(({ name }) => name).join(', ')}.`;
}
