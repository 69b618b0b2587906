/** A request that was answered with a status after which its sender never sends it again. */
export interface Refusal {
  receivedAt: Date;
  /** Who proved to be the sender, such as "webhook key 1"; never the key. */
  sender: string;
  /** Where it came from, as far as the connection tells: address and user agent. */
  origin: string;
  status: number;
  code: string;
  /** What was wrong and where, as the sender was told; without secrets. */
  message: string;
  /** Length of the whole body as far as it is known. */
  bodyBytes: number;
  /** The body as it came, at most 64 KB of it, without secrets. */
  body: string;
}

/** Refusals of one sender within ten minutes, to be told together. */
export interface RefusalNotice {
  /** Stable over restarts: the message about it is recorded under this key. */
  key: string;
  sender: string;
  openedAt: Date;
  /** How many so far. Grows while the notice is open; a message that says fewer is out of date. */
  refused: number;
  /** The newest of each kind of mistake, most frequent first. */
  mistakes: RefusalMistake[];
}

export interface RefusalMistake {
  status: number;
  code: string;
  message: string;
  origin: string;
  count: number;
  latestAt: Date;
}

/** A notice in somebody's hands. `attempt` proves whose: a later taker has a higher one. */
export interface TakenNotice extends RefusalNotice {
  attempt: number;
  /** Tries since it could last be told. */
  failures: number;
}

/** What senders lost by a refusal; survives restarts. Each verb is one atomic step. */
export interface RefusalBook {
  /**
   * Keeps it and counts it into the sender's notice, which becomes due: at once when it is new,
   * soon when the sender has one of the last ten minutes. Of a flood only the first few hundred
   * bodies in a notice are kept, all are counted.
   */
  keep(refusal: Refusal): Promise<'opened' | 'joined'>;
  /** Takes the notice that is due longest and hides it until the lease ends. */
  takeDueNotice(now: Date, leaseMs: number): Promise<TakenNotice | undefined>;
  /**
   * The notice was told as it was taken. When more was refused meanwhile it stays due, and the
   * answer is 'grown'; 'lost' when the lease ended and somebody else took it.
   */
  finishNotice(
    taken: TakenNotice,
    outcome: string,
    at: Date,
  ): Promise<'finished' | 'grown' | 'lost'>;
  /** Gives it back to be taken at `dueAt`, with one failure more. */
  rescheduleNotice(taken: TakenNotice, dueAt: Date): Promise<'rescheduled' | 'lost'>;
  /** The notice as it is now. */
  findNotice(key: string): Promise<RefusalNotice | undefined>;
  /** What is kept, newest first. */
  list(limit: number): Promise<Refusal[]>;
}
