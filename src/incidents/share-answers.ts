import type { HubSummary } from '../diagnosis/diagnosis';
import type { AlertQuestion } from '../diagnosis/topics/alert-question';
import type { Clock } from '../ports/clock';
import type { TimeWindow } from '../ports/time-window';

export type WindowQuestion = AlertQuestion & { window: TimeWindow };

/** What the logs said, or why they could not be asked. */
export type HeardAnswer = ({ summary: HubSummary } | { error: unknown }) & { askedAt: Date };

/** One investigation for all alerts of a storm that would ask the same. */
export interface SharedAnswers {
  /** What somebody has just been told who did not ask before that time. */
  find(question: WindowQuestion, notBefore: Date): HeardAnswer | undefined;
  /** When to come back, while somebody is asking the same. */
  underWayUntil(question: WindowQuestion): Date | undefined;
  /** Asks, and lets others hear the answer. Never throws: a failure is shared like an answer. */
  ask(question: WindowQuestion, work: () => Promise<HubSummary>): Promise<HeardAnswer>;
}

// The window opens half an hour before the alert: a few minutes more or less tell the same story.
const sameWindowMs = 5 * 60_000;
const freshMs = 30_000;
// Longer than any log query may take: whoever has not heard by then never will.
const lostAfterMs = 5 * 60_000;
const shortestWaitMs = 1000;
const firstGuessMs = 3000;

/**
 * In memory only, and for seconds: alerts that fire together share an answer, while one that comes
 * later asks anew. Two questions are the same when hubs, devices and topic are, and their windows
 * open at about the same time.
 */
export function createSharedAnswers({ clock }: { clock: Clock }): SharedAnswers {
  let asked: Asked[] = [];
  let usualMs = firstGuessMs;
  const now = () => clock.now().getTime();
  const same = (question: WindowQuestion) => asked.filter((one) => isSame(one.question, question));

  return {
    find(question, notBefore) {
      const fresh = same(question).filter((one) => isFresh(one, now()));
      return fresh.findLast(({ startedAt }) => startedAt >= notBefore.getTime())?.heard;
    },
    underWayUntil(question) {
      const running = same(question).find((one) => isRunning(one, now()));
      if (running === undefined) return undefined;
      return new Date(Math.max(running.startedAt + usualMs, now() + shortestWaitMs));
    },
    async ask(question, work) {
      const startedAt = now();
      const one: Asked = { question, startedAt };
      asked = asked.filter((other) => isRunning(other, startedAt) || isFresh(other, startedAt));
      asked.push(one);
      const heard = { ...(await hear(work)), askedAt: new Date(startedAt) };
      one.heard = heard;
      one.heardAt = now();
      usualMs += (one.heardAt - startedAt - usualMs) / 5;
      return heard;
    },
  };
}

interface Asked {
  question: WindowQuestion;
  startedAt: number;
  heard?: HeardAnswer;
  heardAt?: number;
}

async function hear(
  work: () => Promise<HubSummary>,
): Promise<{ summary: HubSummary } | { error: unknown }> {
  try {
    return { summary: await work() };
  } catch (error) {
    return { error };
  }
}

function isSame(one: WindowQuestion, other: WindowQuestion): boolean {
  const apartMs = Math.abs(one.window.from.getTime() - other.window.from.getTime());
  return subjectOf(one) === subjectOf(other) && apartMs <= sameWindowMs;
}

function subjectOf({ hubName, hubNames, devices, topic }: WindowQuestion): string {
  return JSON.stringify([hubName, hubNames, devices, topic]);
}

// A clock that was set back must not keep anything for long.
function isRunning({ startedAt, heardAt }: Asked, now: number): boolean {
  return heardAt === undefined && startedAt <= now && now - startedAt < lostAfterMs;
}

function isFresh({ heardAt }: Asked, now: number): boolean {
  return heardAt !== undefined && heardAt <= now && now - heardAt <= freshMs;
}
