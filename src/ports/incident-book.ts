import type { HubSummary } from '../diagnosis/diagnosis';
import type { Alert, EventMessage } from './alert';
import type { Hub } from './hub';

/** One line of what happened to an incident; what comes within a minute may share a line. */
export interface IncidentEvent {
  at: Date;
  /**
   * `joined`: another alert did. `alert_over`: one alert of several is. `devices`, `back`,
   * `deleted`: so many devices went, came back or are no more. `wavered`: so many times a device
   * went or came back after these had lines enough. `folded`: lines that are left out.
   */
  what:
    | 'fired'
    | 'fired_again'
    | 'updated'
    | 'answered'
    | 'resolved'
    | 'silent'
    | 'joined'
    | 'alert_over'
    | 'devices'
    | 'back'
    | 'deleted'
    | 'wavered'
    | 'acknowledged'
    | 'folded';
  /** Which message about an event this was, and what it said, as the alert's `event` has it. */
  told?: EventMessage;
  /** Of 'answered': what the logs said then. */
  found?: AnswerGist;
  /** Which firing of that alert it was, of those that are kept, and the first. */
  again?: { times: number; firstAt: Date };
  /** Of 'joined' and 'alert_over': the alert's rule; empty where its schema names none. */
  rule?: string;
  /** How many devices, changes of devices, or lines that were folded. */
  count?: number;
  /** Of 'acknowledged'. */
  by?: string;
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
  /** The latest time since when one is away, and the latest end. */
  latestAt: Date;
  lastEndedAt?: Date;
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
  /** When that alert was over, where the incident goes on, or went on, without it. */
  alertEndedAt?: Date;
  /** What joined it, oldest first; at most 20 of them, those that go on before others. */
  joined: JoinedAlert[];
  /** How many joined beside those. */
  moreJoined: number;
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
  /** Set while the question waits for its turn: for about so many seconds. */
  queuedSeconds?: number;
  /** Oldest first; at most 60 lines. */
  history: IncidentEvent[];
  /** Grows with every change: a card that shows an older version is out of date. */
  version: number;
}

export type LogsAnswer =
  /** `event`: where the answer is worth a mark in the history. */
  | { summary: HubSummary; askAgainAt: Date | undefined; event?: IncidentEvent }
  | { failure: StoredFailure; askAgainAt: Date | undefined };

/** An incident about which the logs are to be asked. `attempt` proves in whose hands it is. */
export interface TakenAsk {
  incident: Incident;
  attempt: number;
  /** How often they were asked since something new joined. */
  tries: number;
}

export type AskProof = { incident: Pick<Incident, 'key'>; attempt: number };

/** What a verb found and what it left. */
export interface IncidentChange {
  before: Incident;
  incident: Incident;
}

/**
 * One incident a problem of a hub; survives restarts. What is about exactly one hub for certain
 * joins the open incident of that hub that was opened or last joined at most half an hour before; an
 * incident that is over is never opened again by another alert or device. Each verb is one atomic
 * step, and the same once more changes nothing.
 */
export interface IncidentBook {
  /**
   * Opens an incident or joins one, so that the logs are to be asked. Recording the same firing
   * again changes nothing. A resolve that came earlier is kept. Marks it 'fired_again' when that
   * alert id, or the rule that opened the incident, fired before. What is one of several messages
   * about an event updates the open incident of that event instead, and joins no other; nor does a
   * budget. `receivedAt`: by our clock; when it fired, where absent.
   */
  recordFiring(alert: Alert, receivedAt?: Date): Promise<Incident>;
  /**
   * Ends every open firing of that alert id up to the resolve: they share one Azure alert. Without
   * such a firing the newest open one, without any it opens an incident that is already resolved.
   * An incident is over when all its alerts are and no device of it is away. Gives the incidents
   * that this resolve is about, also when asked again. What comes after the end of an event, such as
   * the report on its cause, updates the incident that ended. `receivedAt`: by our clock; when it
   * was resolved, where absent.
   */
  recordResolve(alert: Alert, resolvedAt: Date, receivedAt?: Date): Promise<Incident[]>;
  /**
   * Opens an incident of these devices or lets them join one: the one that is named, while it is
   * open. `tell` is pure and makes the alert it begins with; where devices alone made it, that is
   * told anew with every one that joins.
   */
  joinDevices(
    hub: Hub,
    members: GoneDevice[],
    how: { at: Date; incident?: string; tell(devices: GoneDevices): Alert },
  ): Promise<{ incident: Incident; how: 'opened' | 'joined' | 'known' }>;
  /** Members that came back or are no more. Undefined when the incident is not known. */
  recordBack(key: string, members: GoneDevice[], at: Date): Promise<IncidentChange | undefined>;
  acknowledge(
    key: string,
    by: { id: string; name: string },
    at: Date,
  ): Promise<{ outcome: 'acknowledged' | 'already' | 'over'; incident: Incident } | undefined>;
  /**
   * Takes incidents about which the logs are to be asked, the longest due first, and hides them
   * until the lease ends. What joins meanwhile makes them due again, a minute after at the earliest.
   */
  takeDueAsks(now: Date, leaseMs: number, limit: number): Promise<TakenAsk[]>;
  /** The question waits for its turn. Undefined when somebody else took it. */
  recordQueued(taken: AskProof, seconds: number): Promise<Incident | undefined>;
  /**
   * Keeps the answer; it stays in the same hands until `finishAsk`. A failure keeps an earlier
   * summary. Undefined when the incident is not known, or somebody else took it.
   */
  recordAnswer(taken: AskProof, answer: LogsAnswer): Promise<Incident | undefined>;
  /** The answer is on its way to the cards, or nobody wants one: asked again when that is planned. */
  finishAsk(taken: AskProof): Promise<'finished' | 'lost'>;
  /**
   * Closes at most `limit` open incidents that fired, and of which the last word came, before
   * `before`; those of which devices are away thirteen days later. A later message opens them again,
   * a later resolve ends them. Gives those that were closed.
   */
  closeSilent(before: Date, at: Date, limit: number): Promise<Incident[]>;
  /** Closed without a word since `closedAfter`, at most `limit`, the newest first. */
  listSilent(closedAfter: Date, limit: number): Promise<Incident[]>;
  find(key: string): Promise<Incident | undefined>;
  /** The newest first. */
  listOpen(limit: number): Promise<Incident[]>;
  /** Members from `page` 1 on, 50 a page: those that are away first, then by time. */
  listMembers(key: string, page: number): Promise<{ total: number; members: GoneDevice[] }>;
  /** Of the incidents that the device, or a module of it, is or was a member of: the newest first. */
  listKeysOf(device: string, hub: string | undefined, limit: number): Promise<string[]>;
}
