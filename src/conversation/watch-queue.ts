import type { QueuedTurn } from '../reports/report-working';
import type { OnQueued } from './answer-deps';

// A shorter wait is over before anybody has read of it.
const shortestSeconds = 5;
const roundedToSeconds = 5;

/** What the logs tell of the turn of one person's question, which may ask them several times. */
export interface QueueWatch {
  onQueued: OnQueued;
  /** Undefined while there is no wait worth telling. */
  turn(): QueuedTurn | undefined;
  /** Resolves once the turn reads differently. */
  changedFrom(told: QueuedTurn | undefined): Promise<void>;
}

export function createQueueWatch(): QueueWatch {
  let turn: QueuedTurn | undefined;
  let heard: Place | undefined;
  let waiting: (() => void)[] = [];
  const settle = () => {
    turn = heard && readTurn(heard);
    heard = undefined;
    const woken = waiting;
    waiting = [];
    for (const wake of woken) wake();
  };
  return {
    onQueued(position, seconds) {
      // The places of all its queries are told in one go, and are one news.
      if (heard === undefined) queueMicrotask(settle);
      heard = joinPlaces(heard, { position, seconds });
    },
    turn: () => turn,
    async changedFrom(told) {
      while (isSame(told, turn)) await new Promise<void>((wake) => waiting.push(wake));
    },
  };
}

interface Place {
  position: number;
  seconds: number;
}

/** Others are those before its first query; the answer comes after its last. */
function joinPlaces(known: Place | undefined, next: Place): Place {
  if (known === undefined) return next;
  return {
    position: Math.min(known.position, next.position),
    seconds: Math.max(known.seconds, next.seconds),
  };
}

function readTurn({ position, seconds }: Place): QueuedTurn | undefined {
  if (seconds < shortestSeconds) return undefined;
  return {
    others: position - 1,
    seconds: Math.ceil(seconds / roundedToSeconds) * roundedToSeconds,
  };
}

function isSame(one: QueuedTurn | undefined, other: QueuedTurn | undefined): boolean {
  return one?.others === other?.others && one?.seconds === other?.seconds;
}
