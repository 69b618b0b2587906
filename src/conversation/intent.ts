/** How a message is read. Later features add names here; the shape stays. */
export const intentNames = [
  'why',
  'summary',
  'decode',
  'check',
  'queries',
  'subscribe',
  'unsubscribe',
  'subscriptions',
  'mute',
  'unmute',
  'mutes',
  'why-no-alert',
  'ack',
  'members',
  'digest',
  'show',
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
  /** A device id with `*` for any characters. */
  pattern?: string;
  /** As the README lists them. */
  cause?: string;
  /** The mildest that is wanted: `Sev0`, the gravest, to `Sev4`. */
  severity?: string;
  /** Of a mute, as an ISO 8601 duration. */
  duration?: string;
  /** Why something is muted, as it was said. */
  reason?: string;
  /** A rule of Azure Monitor, or a part of an alert's id. */
  text?: string;
  /** The key of an incident; only buttons give it. */
  incident?: string;
  /** A button of the incident's own card, which takes its place anew. */
  onCard?: true;
  /** The key of a digest; only buttons give it. */
  digest?: string;
  /** The id of a mute; only buttons give it. */
  mute?: string;
  /** Every mute of the conversation. */
  all?: true;
  /** A button that was told what is odd about it and means it. */
  anyway?: true;
  /** Of rows, devices or mutes, from 1; only buttons give it. */
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
