export interface Clock {
  now(): Date;
  /**
   * Resolves after the time has passed, or at once when the signal aborts. Only for work a person
   * is waiting on; whatever must survive a restart is a stored due time.
   */
  wait(ms: number, signal?: AbortSignal): Promise<void>;
}
