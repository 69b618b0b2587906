import { distance } from 'fastest-levenshtein';
import { helpCommand } from '../../reports/commands';
import type { CommandAction, ProblemReport, Report } from '../../reports/report';
import type { ReportContext } from '../../reports/report-context';
import { reportProblem } from '../../reports/report-problem';
import { AppError } from '../../shared/app-error';
import type { Understanding } from '../intent';

/** A card shows four buttons; more hubs sit behind "More". */
const mostButtons = 4;
const mostNamed = 10;
const mostNear = 3;

/** Asks which hub is meant: a button per hub, and its name as words do the same. */
export function reportHubChoice(understanding: Understanding, hubs: string[]): ProblemReport {
  const device = understanding.parameters.devices?.[0] ?? 'this device';
  const buttons = hubs.map((hub) => askOn(understanding, hub));
  const happened = `${device} exists on ${hubs.length} hubs: ${sayNames(hubs)}.`;
  return {
    kind: 'problem',
    code: 'hub_ambiguous',
    headline: { tone: 'neutral', icon: '◇', word: 'Question', text: 'which hub' },
    spoken: `${happened} Which one do you mean?`,
    happened,
    means: 'These are different devices with the same id, so their rows are not mixed.',
    steps: [
      { text: `Choose a hub, or say its name, such as “on ${hubs[0] ?? ''}”.` },
      { text: 'The choice is kept in this conversation until another hub is named.' },
    ],
    ask: 'Whoever looks after the device: they know its hub.',
    suggestions: [],
    actions: buttons.slice(0, mostButtons),
    more: buttons.slice(mostButtons),
  };
}

/** Nothing is known of the hub that was named: says which ones are, the most similar as buttons. */
export function reportUnknownHub(
  understanding: Understanding,
  known: { names: string[]; isLocal: boolean },
  context: ReportContext,
): Report {
  const named = understanding.parameters.hub ?? '';
  const message = `I know no hub named ${named}. The hubs I know are ${sayNames(known.names)}.`;
  const near = [...known.names].sort((a, b) => farFrom(named, a) - farFrom(named, b));
  const actions = near.slice(0, mostNear).map((hub) => askOn(understanding, hub));
  const error = new AppError('hub_unknown', message);
  const report = reportProblem(error, context, [...actions, helpCommand()]);
  if (!known.isLocal) return report;
  return {
    ...report,
    means: 'The logs have no row of such a hub in the last 30 days, so nothing was looked up.',
    steps: [{ text: 'Check the spelling of the hub’s name, or choose one of these hubs.' }],
  };
}

/** Asks anew which hub is meant, on a card that took the one of earlier. */
export function changeHubCommand({ intent, parameters }: Understanding): CommandAction {
  const device = parameters.devices?.[0] ?? 'this device';
  const { hub: _hub, choosesHub: _chooses, ...rest } = parameters;
  return {
    kind: 'command',
    title: 'Change hub',
    tooltip: `Choose another hub for ${device}`,
    verb: intent,
    parameters: { ...rest, asksHub: true },
  };
}

function askOn({ intent, parameters }: Understanding, hub: string): CommandAction {
  const { asksHub: _asks, ...rest } = parameters;
  const subject = parameters.devices?.[0] ?? 'this';
  const tooltip =
    intent === 'summary' ? `Summarize the disconnects on ${hub}` : `Ask about ${subject} on ${hub}`;
  return {
    kind: 'command',
    title: hub,
    tooltip,
    verb: intent,
    parameters: { ...rest, hub, choosesHub: true },
  };
}

function sayNames(names: string[]): string {
  const shown = names.slice(0, mostNamed);
  const more = names.length - shown.length;
  if (more > 0) return `${shown.join(', ')} and ${more} more`;
  return shown.length < 2
    ? shown.join('')
    : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1) ?? ''}`;
}

function farFrom(named: string, hub: string): number {
  return distance(named.toLowerCase(), hub.toLowerCase());
}
