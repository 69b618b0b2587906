import type { TimeContext } from './check-window';
import type { SaidWindow } from './write-window';

/** Time words cut out of a sentence. */
export interface TimeWords {
  /** The sentence without them. */
  rest: string;
  /** The words themselves, to be said again in a suggestion. */
  said: string;
  /** A date in them has two readings: the sentence in each, and what can be read so. */
  unclear?: { why: string; texts: string[] };
  /** Throws AppError `window_invalid` where the words make no window. */
  window(): SaidWindow | { last: string };
}

/** One way of saying a time; undefined when the sentence does not say it so. */
export type TimeForm = (text: string, context: TimeContext) => TimeWords | undefined;
