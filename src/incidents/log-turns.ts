import type { Clock } from '../ports/clock';

/** Whose turn it is to ask the logs for an alert. */
export interface LogTurns {
  /** Undefined when it is nobody's turn now; else call `end` when the logs have answered. */
  begin(): { end(): void } | undefined;
  /** When to come back: each who asks gets a later time, so that they do not all come at once. */
  later(): Date;
}

const apartMs = 500;
const longestMs = 10 * 60_000;

/**
 * A few alerts ask the logs at a time, so that people's questions find a free place there, and no
 * crowd of alerts waits in memory: the others come back at a time that is stored.
 */
export function createLogTurns(atOnce: number, { clock }: { clock: Clock }): LogTurns {
  let asking = 0;
  let nextMs = 0;
  return {
    begin() {
      if (asking >= atOnce) return undefined;
      asking += 1;
      return {
        end() {
          asking -= 1;
        },
      };
    },
    later() {
      const now = clock.now().getTime();
      // A clock that was set back leaves a time far ahead: start anew then.
      const isPlausible = nextMs >= now && nextMs < now + longestMs;
      nextMs = (isPlausible ? nextMs : now + apartMs) + apartMs;
      return new Date(nextMs);
    },
  };
}
