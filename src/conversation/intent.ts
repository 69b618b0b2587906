/** How a message is read. Later features add names here; the shape stays. */
export const intentNames = [
  'why',
  'summary',
  'decode',
  'check',
  'queries',
  'subscribe',
  'unsubscribe',
  'help',
  'unknown',
] as const;

export type IntentName = (typeof intentNames)[number];

/** As far as the message gave them. */
export interface IntentParameters {
  devices?: string[];
  hub?: string;
  code?: string;
  /** A query's name as it was said; without it, `queries` lists them. */
  query?: string;
  /** Of a query's rows, from 1; only buttons give it. */
  page?: number;
  /** A button that names its hub as the one meant from now on. */
  choosesHub?: true;
  /** A button that asks anew which hub is meant. */
  asksHub?: true;
  /** What was understood of the time words: an interval in UTC ISO 8601, until now where it has no
   * end, or a length before now. */
  window?: { from: string; to?: string } | { last: string };
  /** What the card has to say of that window: cut at now, a time the clocks showed twice. */
  windowNotes?: string[];
}

export interface Understanding {
  intent: IntentName;
  parameters: IntentParameters;
  /** 0 to 1: 1 for a command in its own words, less for near misses. */
  confidence: number;
  /** "Did you mean": whole commands the person can say instead. */
  suggestions: string[];
  /** Why a command that was clear but for this was not carried out. */
  unclear?: string;
}
