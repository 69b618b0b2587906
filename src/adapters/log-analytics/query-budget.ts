import type { Clock } from '../../ports/clock';
import type { LogPriority } from '../../ports/log-source';
import { AppError, isAppError } from '../../shared/app-error';

/** A question's place in the queue. The priority is read anew whenever a turn is given. */
export interface Turn {
  priority(): LogPriority;
  onQueued?(position: number, seconds: number): void;
}

/** What the service grants one identity, shared by all work of the process. */
export interface QueryBudget {
  /**
   * Does the work when its turn has come: people first, then alerts, then the rest, each in the
   * order they came. Throws AppError `logs_throttled` at once when that would take too long, and
   * rests when the work itself throws it. An abort leaves the queue; running work ends by itself.
   */
  run<T>(work: () => Promise<T>, turn: Turn, signal: AbortSignal): Promise<T>;
  /** Gives turns and tells places anew, after a priority has changed or somebody joined. */
  review(): void;
}

export interface BudgetLimits {
  /** Queries at the same time, and how many of these are kept free for people. */
  running: number;
  runningForPeople: number;
  /** Queries within `periodMs`, and how many of these are kept free for people. */
  starts: number;
  startsForPeople: number;
  periodMs: number;
  /** A question that would wait longer than this is refused instead. */
  longestWaitSeconds: number;
}

/**
 * The service takes 5 queries at once and 200 in 30 seconds. Some of the 200 are left over for
 * second tries, and because its 30 seconds are not quite ours.
 */
const serviceLimits: BudgetLimits = {
  running: 5,
  runningForPeople: 1,
  starts: 185,
  startsForPeople: 20,
  periodMs: 30_000,
  longestWaitSeconds: 180,
};

/** For measuring against a stand-in that has none either. */
export const noLimits: BudgetLimits = {
  ...serviceLimits,
  running: Number.POSITIVE_INFINITY,
  starts: Number.POSITIVE_INFINITY,
};

export function createQueryBudget(deps: { clock: Clock; limits?: BudgetLimits }): QueryBudget {
  const state: State = {
    limits: deps.limits ?? serviceLimits,
    now: () => deps.clock.now().getTime(),
    waiting: [],
    startedAt: [],
    running: 0,
    restUntil: 0,
    usualMs: 1000,
  };
  let alarm = new AbortController();

  const review = () => {
    alarm.abort();
    giveTurns(state);
    const wakeAt = nextChangeAt(state);
    if (wakeAt !== undefined) {
      alarm = new AbortController();
      const { signal } = alarm;
      void deps.clock.wait(Math.max(1, wakeAt - state.now()), signal).then(() => {
        if (!signal.aborted) review();
      });
    }
    tellPlaces(state);
  };

  return {
    review,
    async run(work, turn, signal) {
      await waitForTurn(state, turn, signal, review);
      const startedAt = state.now();
      try {
        return await work();
      } catch (error) {
        restAfter(error, state);
        throw error;
      } finally {
        state.running -= 1;
        state.usualMs += (state.now() - startedAt - state.usualMs) / 5;
        review();
      }
    },
  };
}

interface State {
  limits: BudgetLimits;
  now(): number;
  /** In the order they came. */
  waiting: Waiting[];
  /** Within the current period, oldest first. */
  startedAt: number[];
  running: number;
  restUntil: number;
  /** How long a query usually takes, as far as was seen. */
  usualMs: number;
}

interface Waiting {
  turn: Turn;
  start(): void;
}

/** Resolves when the work may start; its start is counted by then. */
function waitForTurn(
  state: State,
  turn: Turn,
  signal: AbortSignal,
  review: () => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason);
      return;
    }
    const leave = () => {
      state.waiting = state.waiting.filter((other) => other !== waiting);
      reject(signal.reason);
      review();
    };
    const waiting: Waiting = {
      turn,
      start: () => {
        signal.removeEventListener('abort', leave);
        resolve();
      },
    };
    state.waiting.push(waiting);
    const seconds = secondsTo(state, inOrder(state).indexOf(waiting) + 1, turn.priority());
    if (seconds > state.limits.longestWaitSeconds) {
      state.waiting.pop();
      reject(tooMany(seconds));
      return;
    }
    signal.addEventListener('abort', leave, { once: true });
    review();
  });
}

function tooMany(seconds: number): AppError {
  return new AppError(
    'logs_throttled',
    'More questions are waiting for the logs than they can take in the next minutes.',
    { retryable: true, retryAfterSeconds: seconds },
  );
}

function giveTurns(state: State): void {
  forgetOldStarts(state);
  for (const next of inOrder(state)) {
    if (!mayStart(state, next.turn.priority())) return;
    state.waiting = state.waiting.filter((other) => other !== next);
    state.running += 1;
    state.startedAt.push(state.now());
    next.start();
  }
}

function mayStart(state: State, priority: LogPriority): boolean {
  const { running, starts } = sharesOf(state.limits, priority);
  return (
    state.now() >= state.restUntil && state.running < running && state.startedAt.length < starts
  );
}

/** What is kept for people is not for others. */
function sharesOf(limits: BudgetLimits, priority: LogPriority) {
  const isPerson = priority === 'person';
  return {
    running: limits.running - (isPerson ? 0 : limits.runningForPeople),
    starts: limits.starts - (isPerson ? 0 : limits.startsForPeople),
  };
}

function forgetOldStarts(state: State): void {
  const oldest = state.now() - state.limits.periodMs;
  state.startedAt = state.startedAt.filter((at) => at > oldest);
}

function inOrder({ waiting }: State): Waiting[] {
  const rank = { person: 0, alert: 1, background: 2 };
  const ranked = waiting.map((one) => ({ one, rank: rank[one.turn.priority()] }));
  return ranked.sort((a, b) => a.rank - b.rank).map(({ one }) => one);
}

/** Only time ends a rest or a full period; everything else is reviewed when it happens. */
function nextChangeAt(state: State): number | undefined {
  if (state.waiting.length === 0) return undefined;
  const now = state.now();
  if (state.restUntil > now) return state.restUntil;
  const [oldest] = state.startedAt;
  return oldest === undefined ? undefined : oldest + state.limits.periodMs;
}

function tellPlaces(state: State): void {
  for (const [at, { turn }] of inOrder(state).entries()) {
    turn.onQueued?.(at + 1, secondsTo(state, at + 1, turn.priority()));
  }
}

/** About how long until this place gets its turn; 0 when it may start now. */
function secondsTo(state: State, place: number, priority: LogPriority): number {
  const { running, starts } = sharesOf(state.limits, priority);
  const now = state.now();
  const ahead = Math.max(0, state.running + place - running);
  const turnsMs = Math.ceil(ahead / running) * state.usualMs;
  const periodMs = periodWaitMs(state, place, starts);
  const restMs = Math.max(0, state.restUntil - now);
  return Math.ceil(Math.max(restMs + turnsMs, periodMs) / 1000);
}

/** When the start that has to leave the period before this one does so. */
function periodWaitMs({ startedAt, limits, now }: State, place: number, starts: number): number {
  const surplus = startedAt.length + place - starts;
  if (surplus <= 0) return 0;
  const fullPeriods = Math.floor((surplus - 1) / starts);
  const leaving = startedAt[(surplus - 1) % starts] ?? now();
  return Math.max(0, leaving + (fullPeriods + 1) * limits.periodMs - now());
}

/** The service says when it takes queries again; where it does not, its own period is a good guess. */
function restAfter(error: unknown, state: State): void {
  if (!isAppError(error, 'logs_throttled')) return;
  const restMs = (error.retryAfterSeconds ?? state.limits.periodMs / 1000) * 1000;
  state.restUntil = Math.max(state.restUntil, state.now() + restMs);
}
