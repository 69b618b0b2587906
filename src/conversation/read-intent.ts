import { readDeviceId } from '../diagnosis/device/read-device-id';
import { decodeErrorText } from '../knowledge/decode-error-text';
import { type GrammarMatch, looksLikeCode, matchGist, matchGrammar } from './grammar/match-grammar';
import { findHubWords } from './grammar/take-hub-words';
import { dropClosingMarks, type TidyText, tidyText } from './grammar/tidy-text';
import type { IntentParameters, Understanding } from './intent';
import { readMute } from './mutes/read-mute';
import { readSubscribe } from './subscriptions/read-subscribe';
import { suggestCommands } from './suggest-commands';
import type { TimeContext } from './time/check-window';
import { takeTimeWords } from './time/take-time-words';
import type { TimeWords } from './time/time-words';

export interface ReadingContext extends TimeContext {
  /** Ids that exist: plain words among them are recognised as devices. */
  knownDevices?: string[];
}

/** Longer messages are cut: no sentence of ours is longer, and a pasted log names its code early. */
const longestText = 4000;

/**
 * Reads a chat message without the mention of the bot. Throws AppError `device_id_invalid`,
 * `window_invalid` and `period_invalid` where the sentence is clear and what it names is not. Commands that were only
 * nearly said come back as `unknown` with suggestions: nothing is done on a guess.
 */
export function readIntent(text: string, context: ReadingContext): Understanding {
  const tidied = tidyText(text.slice(0, longestText));
  const { words, restore, requote } = tidied;
  const narrowed = readMute(tidied, context) ?? readSubscribe(tidied);
  if (narrowed !== undefined) return narrowed;
  const found = findMatch(words, context);
  if (found === undefined) return readBareWord(tidied, text.slice(0, longestText), context);
  const unclear = found.time?.unclear;
  if (unclear !== undefined) {
    return { ...unknown(0.9, unclear.texts.map(requote)), unclear: unclear.why };
  }
  const parameters = readParameters(found, restore);
  return {
    intent: found.match.entry.intent,
    parameters,
    confidence: found.match.confidence,
    suggestions: [],
  };
}

interface Found {
  match: GrammarMatch;
  time: TimeWords | undefined;
}

/** Time words go first: "summary yesterday" must not take a hub named yesterday. */
function findMatch(words: string, context: ReadingContext): Found | undefined {
  const time = takeTimeWords(words, context);
  const rest = time === undefined ? words : dropClosingMarks(time.rest);
  const windowed = matchGrammar(rest, (entry) => entry.takesWindow);
  if (windowed !== undefined && windowed.confidence === 1) return { match: windowed, time };
  const plain = matchGrammar(words, (entry) => !entry.takesWindow);
  if (plain !== undefined) return { match: plain, time: undefined };
  const onHub = matchAroundHub(rest);
  if (onHub !== undefined) return { match: onHub, time };
  const match = windowed ?? matchGist(rest, (word) => isDeviceLike(word, context));
  return match && { match, time };
}

/** "Why did device-42 on contoso-hub drop": the rest must be a question in its own words. */
function matchAroundHub(text: string): GrammarMatch | undefined {
  for (const { hub, rest } of findHubWords(text)) {
    const match = matchGrammar(dropClosingMarks(rest), (entry) => entry.takesHub);
    if (match?.confidence === 1 && match.hub === undefined) return { ...match, hub };
  }
  return undefined;
}

function readParameters(found: Found, restore: (text: string) => string): IntentParameters {
  const { devices, hub, code, query, rule } = found.match;
  const parameters: IntentParameters = {};
  if (devices.length > 0) parameters.devices = devices.map((id) => readDeviceId(restore(id)));
  if (hub !== undefined) parameters.hub = hub;
  if (code !== undefined) parameters.code = restore(code).trim();
  if (rule !== undefined) parameters.text = restore(rule).trim();
  if (query !== undefined) parameters.query = restore(query).trim();
  if (found.time === undefined) return parameters;
  const said = found.time.window();
  if ('last' in said) return { ...parameters, window: said };
  const { notes, ...window } = said;
  return { ...parameters, window, ...(notes === undefined ? {} : { windowNotes: notes }) };
}

/** Something pasted, one device id alone, or nothing we know: say what could be meant. */
function readBareWord(
  { words, restore, requote }: TidyText,
  text: string,
  context: ReadingContext,
): Understanding {
  const time = takeTimeWords(words, context);
  const whole = restore(time?.rest || words);
  if (words === '' || words === '?') return plainly('help');
  if (isDeviceLike(whole, context) && !looksLikeCode(whole)) {
    const id = readDeviceId(whole);
    const said = readsWell(`why did ${id} disconnect`, context) ? id : `"${id}"`;
    const times = time === undefined || time.rest === '' ? [] : waysToSay(time, context);
    const whys = (times.length === 0 ? [''] : times).map((when) => {
      return `why did ${said} disconnect${when === '' ? '' : ` ${when}`}`;
    });
    return unknown(0.5, [...whys, `check ${said}`]);
  }
  if (isPastedError(text)) return plainly('decode', { code: text.trim() });
  const suggestions = suggestCommands(words, (corrected) => readsWell(corrected, context));
  return unknown(suggestions.length > 0 ? 0.4 : 0, suggestions.map(requote));
}

/** The time words, in each reading where a date has two. */
function waysToSay(time: TimeWords, context: ReadingContext): string[] {
  if (time.unclear === undefined) return [time.said];
  return time.unclear.texts.map((text) => takeTimeWords(text, context)?.said ?? time.said);
}

function readsWell(text: string, context: ReadingContext): boolean {
  return readsAsScoped(text, context) || findMatch(text, context)?.match.confidence === 1;
}

/** A suggestion whose words for the time are none is no suggestion. */
function readsAsScoped(text: string, context: ReadingContext): boolean {
  const tidied = tidyText(text);
  try {
    return (readMute(tidied, context) ?? readSubscribe(tidied)) !== undefined;
  } catch {
    return false;
  }
}

function plainly(intent: 'help' | 'decode', parameters: IntentParameters = {}): Understanding {
  return { intent, parameters, confidence: 0.8, suggestions: [] };
}

function unknown(confidence: number, suggestions: string[]): Understanding {
  return { intent: 'unknown', parameters: {}, confidence, suggestions };
}

/** Ids mostly hold a digit and a sign or letters; whole numbers and words are ids only where known. */
function isDeviceLike(word: string, context: ReadingContext): boolean {
  if (context.knownDevices?.includes(word)) return true;
  return /^(?=.*\d)(?=.*[A-Za-z])[A-Za-z0-9][A-Za-z0-9\-:.+%_#*!(),=@;$']{1,127}$/.test(word);
}

/**
 * What a device prints, or a row of the logs. A number that only begins like a code, as "500 pallets"
 * does, names none: the code has to stand there whole.
 */
function isPastedError(text: string): boolean {
  return decodeErrorText(text).entries.some(
    ({ evidence, count, code }) =>
      evidence !== undefined || count !== undefined || (code !== '' && text.includes(code)),
  );
}
