import { createLocalJWKSet, type JWTVerifyGetKey } from 'jose';
import type { Clock } from '../../ports/clock';
import type { FetchKeys } from './fetch-keys';

// Entra announces a new key days before it signs with it, and may withdraw one at any time.
const freshMs = 3_600_000;
// An Entra that is out of reach does not make its keys wrong.
const usableMs = 24 * 3_600_000;
const pauseMs = 30_000;
// Without any key nobody can be let in.
const pauseWithoutKeysMs = 5000;

/** The keys Entra told of last, and how often it may be asked for them. */
export interface KnownKeys {
  /** Finds a token's key among them; undefined while there are none that may still be used. */
  find(): JWTVerifyGetKey | undefined;
  areFresh(): boolean;
  /**
   * Asks Entra, at most once in 30 seconds; all who come meanwhile share the answer. False when it
   * was asked too short a while ago. Throws what `fetchKeys` throws.
   */
  askAgain(): Promise<boolean>;
}

export function createKnownKeys(deps: {
  fetchKeys: FetchKeys;
  clock: Pick<Clock, 'now'>;
}): KnownKeys {
  let known: { find: JWTVerifyGetKey; readAt: number } | undefined;
  let askedAt: number | undefined;
  let asking: Promise<void> | undefined;

  // A clock that was set back must not stop us for long.
  const isWithin = (ms: number, at: number | undefined) =>
    at !== undefined && Math.abs(deps.clock.now().getTime() - at) < ms;
  const ask = async () => {
    askedAt = deps.clock.now().getTime();
    const find = createLocalJWKSet(await deps.fetchKeys());
    known = { find, readAt: deps.clock.now().getTime() };
  };

  return {
    find: () => (isWithin(usableMs, known?.readAt) ? known?.find : undefined),
    areFresh: () => isWithin(freshMs, known?.readAt),
    async askAgain() {
      if (asking === undefined) {
        if (isWithin(known === undefined ? pauseWithoutKeysMs : pauseMs, askedAt)) return false;
        asking = ask().finally(() => {
          asking = undefined;
        });
      }
      await asking;
      return true;
    },
  };
}
