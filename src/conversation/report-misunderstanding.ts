import { helpCommand } from '../reports/commands';
import type { Action, CommandAction, ProblemReport } from '../reports/report';
import type { ReadingContext } from './read-intent';
import { readIntent } from './read-intent';

/** The buttons a card shows beside "Help". */
const mostButtons = 3;

/** Nothing was done, because the message was not clearly a command; near ones become buttons. */
export function reportNotUnderstood(
  suggestions: string[],
  context: ReadingContext,
  unclear?: string,
): ProblemReport {
  const near = suggestions.length > 0;
  return problem({
    code: 'not_understood',
    title: near ? 'did you mean one of these' : 'I did not understand that',
    happened: whyNothing(near, unclear),
    means: near
      ? 'A command is only carried out when it is clear.'
      : 'I read short questions about devices, hubs and error codes of Azure IoT Hub.',
    step:
      unclear === undefined
        ? 'Say “help” to see what you can ask.'
        : 'Choose one of these, or write the date as in 2026-11-20.',
    suggestions,
    actions: [...commandsFor(suggestions, context), helpCommand()],
  });
}

function whyNothing(near: boolean, unclear: string | undefined): string {
  if (unclear !== undefined) return `${unclear}, so I did nothing.`;
  return near
    ? 'I did nothing, because I am not sure what you mean.'
    : 'No question or command of mine fits your words, so I did nothing.';
}

/** A question about a device that names none, such as "why is it offline". */
export function reportDeviceMissing(intent: 'why' | 'check'): ProblemReport {
  const example = intent === 'why' ? 'why did device-42 disconnect' : 'check device-42';
  return problem({
    code: 'device_missing',
    title: 'which device',
    happened: 'Your question names no device.',
    means: 'I answer about one device at a time and need its id as the hub knows it.',
    step: `Ask with the id, such as “${example}”.`,
    suggestions: [],
    actions: [helpCommand()],
  });
}

/** One card answers about one device; the others are a click away. */
export function reportTooManyDevices(
  intent: 'why' | 'check',
  devices: string[],
  parameters: Record<string, unknown>,
): ProblemReport {
  const actions = devices.slice(0, mostButtons + 1).map<CommandAction>((device) => ({
    kind: 'command',
    title: intent === 'why' ? `Why ${device}` : `Check ${device}`,
    tooltip: `Ask about ${device} alone`,
    verb: intent,
    parameters: { ...parameters, devices: [device] },
  }));
  return problem({
    code: 'one_device_at_a_time',
    title: 'one device at a time',
    happened: `Your question names ${devices.length} devices.`,
    means: 'One card answers about one device, so that its evidence stays readable.',
    step: 'Choose a device, or say “summary” to see all devices of the hub.',
    suggestions: devices.map((id) =>
      intent === 'why' ? `why did ${id} disconnect` : `check ${id}`,
    ),
    actions,
  });
}

interface ProblemWords {
  code: string;
  title: string;
  happened: string;
  means: string;
  step: string;
  suggestions: string[];
  actions: Action[];
}

function problem(words: ProblemWords): ProblemReport {
  return {
    kind: 'problem',
    code: words.code,
    headline: { tone: 'neutral', icon: '◇', word: 'Question', text: words.title },
    spoken: `${words.happened} ${didYouMean(words)}`,
    happened: words.happened,
    means: words.means,
    steps: [{ text: words.step }],
    ask: 'Whoever operates this bot, if it should understand this.',
    suggestions: words.suggestions,
    actions: words.actions,
    more: [],
  };
}

function didYouMean({ code, suggestions, means }: ProblemWords): string {
  if (code !== 'not_understood' || suggestions.length === 0) return means;
  return `Did you mean “${suggestions.join('”, “')}”?`;
}

/** A suggested command as a button that carries what was read from it. */
function commandsFor(suggestions: string[], context: ReadingContext): CommandAction[] {
  return suggestions.slice(0, mostButtons).flatMap((text) => {
    const { intent, parameters } = readSafely(text, context);
    if (intent === 'unknown') return [];
    const title = text.length > 40 ? `${text.slice(0, 39)}…` : text;
    const tooltip = `Ask: ${text}`;
    return [{ kind: 'command', title, tooltip, verb: intent, parameters: { ...parameters } }];
  });
}

/** A suggestion may name a window that makes no sense; then it is text without a button. */
function readSafely(text: string, context: ReadingContext) {
  try {
    return readIntent(text, context);
  } catch {
    return { intent: 'unknown' as const, parameters: {} };
  }
}
