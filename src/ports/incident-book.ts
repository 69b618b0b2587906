import type { HubSummary } from '../diagnosis/diagnosis';
import type { Alert, EventMessage } from './alert';

export interface IncidentEvent {
  at: Date;
  what: 'fired' | 'fired_again' | 'updated' | 'answered' | 'resolved' | 'silent';
  /** Which message about an event this was, and what it said, as the alert's `event` has it. */
  told?: EventMessage;
  /** Of 'answered': what the logs said then. */
  found?: AnswerGist;
  /** Of 'fired_again': which firing of that alert id it was, of those that are kept, and the first. */
  again?: { times: number; firstAt: Date };
}

/** What two answers of the logs are compared by. */
export type AnswerGist = Pick<
  HubSummary,
  'cause' | 'devicesAffected' | 'stillAway' | 'disconnects'
>;

/** Why the logs could not be asked: what is needed to say it again after a restart. */
export interface StoredFailure {
  code: string;
  message: string;
  retryAfterSeconds: number | undefined;
}

/** Another alert about the same hub and time, or the same rule once more. */
export interface JoinedAlert {
  alert: Alert;
  resolvedAt: Date | undefined;
}

/** A device that Event Grid told of, as a member of an incident. */
export interface GoneDevice {
  device: string;
  /** Empty for the device itself. */
  module: string;
  what: 'away' | 'flapping' | 'back' | 'deleted';
  /** Since when it is away, or flaps. */
  since: Date;
  /** When it came back, or was deleted. */
  endedAt?: Date;
  /** Why it was believed, in words: how long it was waited for, and what is usual for it. */
  patience: string;
}

/** Members of an incident that Event Grid told of, counted, and the first of them. */
export interface GoneDevices {
  total: number;
  away: number;
  flapping: number;
  back: number;
  deleted: number;
  /** Still away first, then by time; at most 50. The others are listed in pages. */
  listed: GoneDevice[];
}

/** One problem of a hub with everything needed to draw its card again. */
export interface Incident {
  key: string;
  /**
   * What opened it, as it fired; as it was resolved when the firing was never seen. Where devices
   * did that Event Grid told of, it is made of them, and its `about` says so.
   */
  alert: Alert;
  /** What joined it, oldest first. */
  joined: JoinedAlert[];
  /** Present where Event Grid told of devices. */
  devices?: GoneDevices;
  acknowledged?: { by: { id: string; name: string }; at: Date };
  resolvedAt: Date | undefined;
  /** When it was closed because nothing more was heard of it, which says nothing about its end. */
  silentAt: Date | undefined;
  summary: HubSummary | undefined;
  failure: StoredFailure | undefined;
  /** How often the logs were asked, and when they are to be asked again. */
  asks: number;
  askAgainAt: Date | undefined;
  history: IncidentEvent[];
  /** Grows with every change: a card that shows an older version is out of date. */
  version: number;
}

export type LogsAnswer =
  /** `event`: where the answer is worth a mark in the history. */
  | { summary: HubSummary; askAgainAt: Date | undefined; event?: IncidentEvent }
  | { failure: StoredFailure; askAgainAt: Date | undefined };

/** Firings and what became of them; survives restarts. Each verb is one atomic step. */
export interface IncidentBook {
  /**
   * One incident per alert id and fired time: recording the same firing again changes nothing. A
   * resolve that came earlier is kept. Marks it 'fired_again' when that alert id fired before. What
   * is one of several messages about an event updates the open incident of that event instead.
   */
  recordFiring(alert: Alert): Promise<Incident>;
  /**
   * Ends every open firing of that alert id up to the resolve: they share one Azure alert. Without
   * such a firing the newest open one, without any it opens an incident that is already resolved.
   * Gives the incidents that this resolve ended, also when asked again. What comes after the end of
   * an event, such as the report on its cause, updates the incident that ended.
   */
  recordResolve(alert: Alert, resolvedAt: Date): Promise<Incident[]>;
  /** Undefined when the incident is not known. A failure keeps an earlier summary. */
  recordAnswer(key: string, answer: LogsAnswer): Promise<Incident | undefined>;
  /**
   * Closes at most `limit` open incidents that fired, and whose last delivery came, before `before`.
   * A later message opens them again, a later resolve ends them. Gives those that were closed.
   */
  closeSilent(before: Date, at: Date, limit: number): Promise<Incident[]>;
  /**
   * Closed without a word since `closedAfter`, at most `limit`: those of which some card that can be
   * updated still shows an older version.
   */
  listUntoldSilent(closedAfter: Date, limit: number): Promise<Incident[]>;
  find(key: string): Promise<Incident | undefined>;
}
