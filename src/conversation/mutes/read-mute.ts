import type { TidyText } from '../grammar/tidy-text';
import { dropClosingMarks } from '../grammar/tidy-text';
import type { IntentParameters, Understanding } from '../intent';
import type { TimeContext } from '../time/check-window';
import { takePeriod } from '../time/read-period';
import { readScope } from './read-scope';

const mutes =
  /^(?:mute|silence|snooze|hush)\s+(?<rest>.+)$|^(?:planned (?:work|maintenance)|maintenance(?: window)?)\s+(?:on|for|at|of)\s+(?<planned>.+)$/is;
const unmutes = /^(?:unmute|un-mute|unsilence|unsnooze)(?:\s+(?<rest>.+))?$/is;
const because = /^(?<head>.*?)[\s,;]+(?:because(?:\s+of)?|due\s+to|reason\s?:)\s+(?<reason>.+)$/is;
const every = /^(?:all|everything|every mute|all mutes)(?:\s+(?:here|of them))?$/i;

/** Longer texts are pasted logs, not sentences. */
const longestHead = 400;
/** Longer ones are cut: a reason is a line on a card. */
const longestReason = 200;

/**
 * Reads "mute device-42 for 2h because …", "planned work on contoso-hub tomorrow 22:00 to 02:00" and
 * "unmute …". Undefined where the message begins otherwise, or where it is not clear what is meant.
 * Throws AppError `period_invalid` and `device_id_invalid`.
 */
export function readMute(tidied: TidyText, context: TimeContext): Understanding | undefined {
  const { words } = tidied;
  const ends = unmutes.exec(words);
  if (ends !== null) return readUnmute(ends.groups?.rest, tidied);
  const begins = mutes.exec(words);
  const said = begins?.groups?.rest ?? begins?.groups?.planned;
  return said === undefined ? undefined : readMuted(said, tidied, context);
}

function readMuted(
  said: string,
  { restore }: TidyText,
  context: TimeContext,
): Understanding | undefined {
  const { head = said, reason } = because.exec(said)?.groups ?? {};
  if (head.length > longestHead) return undefined;
  const { rest, period, notes } = takePeriod(` ${dropClosingMarks(head)}`, context);
  const scope = readScope(rest.trim(), restore);
  if (scope === undefined) return undefined;
  return understood('mute', {
    ...scope,
    ...(period === undefined ? {} : 'duration' in period ? period : { window: period }),
    ...(notes.length === 0 ? {} : { windowNotes: notes }),
    ...(reason === undefined ? {} : { reason: tidyReason(restore(reason)) }),
  });
}

function readUnmute(rest: string | undefined, { restore }: TidyText): Understanding | undefined {
  if (rest === undefined) return understood('mutes', {});
  if (every.test(rest)) return understood('unmute', { all: true });
  const scope = readScope(rest, restore);
  return scope && understood('unmute', scope);
}

/** A line without what moves the cursor or turns the text round. */
function tidyReason(reason: string): string {
  const line = reason.replace(/[\p{Cc}\p{Bidi_Control}\s]+/gu, ' ').trim();
  return [...line].slice(0, longestReason).join('');
}

function understood(intent: Understanding['intent'], parameters: IntentParameters): Understanding {
  return { intent, parameters, confidence: 1, suggestions: [] };
}
