import type { Alert } from './alert';

/** An alert in somebody's hands. `attempt` proves whose: a later taker has a higher one. */
export interface TakenAlert {
  key: string;
  alert: Alert;
  receivedAt: Date;
  /** 1 for the first time it is taken. */
  attempt: number;
  /** How often in a row handling it went wrong, as `reschedule` was told. */
  failures: number;
}

export type TakenProof = Pick<TakenAlert, 'key' | 'attempt'>;

/**
 * Alerts that were acknowledged to their sender and are to be handled, each at least once. Whatever
 * `addOnce` has answered survives a kill of the process. Each verb is one atomic step.
 */
export interface AlertInbox {
  /**
   * One delivery is the alert's id, its condition and when that began: the same delivery again is
   * a 'duplicate', also after the first was finished.
   */
  addOnce(alert: Alert, receivedAt: Date): Promise<'added' | 'duplicate'>;
  /**
   * Takes due deliveries and hides them until the lease ends: those nobody has taken yet, oldest
   * first, then those that were rescheduled, by their time. Never gives two
   * deliveries of the same alert id into hands at the same time, so that a firing and its
   * resolving cannot race for one card.
   */
  takeDue(now: Date, leaseMs: number, limit: number): Promise<TakenAlert[]>;
  /** Answers 'lost' and changes nothing when the lease ended and somebody else took it. */
  finish(taken: TakenProof, outcome: string, at: Date): Promise<'finished' | 'lost'>;
  /** Gives it back to be taken at `dueAt`; 'lost' as in `finish`. */
  reschedule(
    taken: TakenProof,
    dueAt: Date,
    reason: string,
    failures: number,
  ): Promise<'rescheduled' | 'lost'>;
  /** What is not finished, for metrics and readiness. */
  backlog(): Promise<{ waiting: number; oldestReceivedAt: Date | undefined }>;
}
