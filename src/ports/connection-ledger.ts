import type { DeviceEvent, DeviceKey, UnreadableEvent } from './device-event';
import type { TimeWindow } from './time-window';

/** A connection event as it is kept. */
export interface KeptEvent {
  kind: 'connected' | 'disconnected';
  sequence: string;
  at: Date;
  receivedAt: Date;
}

/** What is known of one device or module from its events, and what is to be done about it. */
export interface DeviceRecord extends DeviceKey {
  /** In the order of their sequence numbers, the newest last; as many as its rhythm is read from. */
  events: KeptEvent[];
  /** Deliveries of events that were known already. */
  duplicates: number;
  /** The latest time it connected, of every event that ever came, also of those not kept. */
  connectedAt: Date | undefined;
  /** When it was deleted, unless it has connected since. */
  deletedAt: Date | undefined;
  /** The incident that tells of it, and as what; neither once it was told that this is over. */
  incident: string | undefined;
  told: ToldState | undefined;
  /** When somebody has to look at it; undefined when nothing waits. */
  dueAt: Date | undefined;
  /** How often, since it was last told of, it was away for so short that nobody was told. */
  hidden: number;
  /** When the first of these was. */
  hiddenSince: Date | undefined;
}

export type ToldState = 'gone' | 'flapping';

/**
 * The record with an event added, and what became of the event; `hidden`: how many more short
 * absences it makes known. Pure: it may be called again.
 */
export type ApplyEvent = (
  known: DeviceRecord | undefined,
  event: DeviceEvent,
  receivedAt: Date,
) => { record: DeviceRecord; outcome: EventOutcome; hidden: number };

/** `older`: kept for the rhythm, but something newer decides the state. */
export type EventOutcome = 'newest' | 'older' | 'duplicate' | 'created' | 'deleted';

/** A device in somebody's hands. `attempt` proves whose: a later taker has a higher one. */
export interface TakenDevice {
  record: DeviceRecord;
  attempt: number;
  /**
   * Somebody had it in hand and never settled it: an incident may tell of it without the record
   * saying so.
   */
  isLeftOver: boolean;
}

/**
 * What was decided about a taken device. When `told` is new somebody was told of it: what is hidden
 * counts anew.
 */
export interface SettledDevice {
  taken: TakenDevice;
  incident: string | undefined;
  told: ToldState | undefined;
  dueAt: Date | undefined;
}

/**
 * Who is connected, by the newest sequence number of each device and module; survives restarts.
 * Each verb is one atomic step; whatever `record` has answered survives a kill of the process.
 */
export interface ConnectionLedger {
  /**
   * One transaction for the batch, whatever its length and whoever else records at the same time.
   * Gives what became of each event, in their order. A device that was deleted takes its modules with
   * it: to each of them its deletion is applied as well.
   */
  record(
    batch: { events: DeviceEvent[]; unreadable: UnreadableEvent[] },
    receivedAt: Date,
    apply: ApplyEvent,
  ): Promise<EventOutcome[]>;
  /**
   * Takes devices that are due, the longest due first, and hides them until the lease ends. What is
   * not settled by then is due again, whatever came meanwhile.
   */
  takeDue(now: Date, leaseMs: number, limit: number): Promise<TakenDevice[]>;
  /**
   * Stores what was decided about devices that were taken. One of which events came meanwhile keeps
   * them, takes over what was told, and is due again at once: 'changed'. 'lost' when the lease ended
   * and somebody else took it.
   */
  settle(settled: SettledDevice[], at: Date): Promise<('settled' | 'changed' | 'lost')[]>;
  /** Every record of that id, of that hub or of all, modules too. */
  find(device: string, hub?: string): Promise<DeviceRecord[]>;
  /** How many short absences were hidden, on that hub or on all. Counted by the hour. */
  countHidden(hub: string | undefined, window: TimeWindow): Promise<number>;
  /** Newest first. */
  listUnreadable(limit: number): Promise<(UnreadableEvent & { receivedAt: Date })[]>;
  /** For metrics: devices known, and devices due. */
  count(now: Date): Promise<{ devices: number; due: number; oldestDueAt: Date | undefined }>;
}
