import type { HubSummary } from '../diagnosis/diagnosis';
import type { AlertQuestion } from '../diagnosis/topics/alert-question';
import type { Clock } from '../ports/clock';
import type { TimeWindow } from '../ports/time-window';

export type WindowQuestion = AlertQuestion & { window: TimeWindow };

/** What the logs said, or why they could not be asked. */
export type HeardAnswer = ({ summary: HubSummary } | { error: unknown }) & { askedAt: Date };

/** One investigation for all incidents that would ask the same at the same time. */
export interface SharedAnswers {
  /**
   * Asks, unless somebody is asking the same, or has just been told and had not asked before
   * `notBefore`. Never throws: a failure is shared like an answer.
   */
  ask(
    question: WindowQuestion,
    notBefore: Date,
    work: () => Promise<HubSummary>,
  ): Promise<HeardAnswer>;
}

// The window opens half an hour before the alert: a few minutes more or less tell the same story.
const sameWindowMs = 5 * 60_000;
const freshMs = 30_000;

/**
 * In memory only, and for seconds: what stands for itself, such as alerts on a whole workspace, may
 * come in crowds. Two questions are the same when hubs, devices and topic are, and their windows
 * open at about the same time.
 */
export function createSharedAnswers({ clock }: { clock: Clock }): SharedAnswers {
  let asked: Asked[] = [];
  const now = () => clock.now().getTime();
  return {
    ask(question, notBefore, work) {
      asked = asked.filter((one) => isRunning(one) || isFresh(one, now()));
      const same = asked.findLast(
        (one) => isSame(one.question, question) && one.startedAt >= notBefore.getTime(),
      );
      if (same !== undefined) return same.heard;
      const startedAt = now();
      const one: Asked = { question, startedAt, heard: hear(work, new Date(startedAt)) };
      asked.push(one);
      return one.heard.finally(() => {
        one.heardAt = now();
      });
    },
  };
}

interface Asked {
  question: WindowQuestion;
  startedAt: number;
  heard: Promise<HeardAnswer>;
  heardAt?: number;
}

async function hear(work: () => Promise<HubSummary>, askedAt: Date): Promise<HeardAnswer> {
  try {
    return { summary: await work(), askedAt };
  } catch (error) {
    return { error, askedAt };
  }
}

function isSame(one: WindowQuestion, other: WindowQuestion): boolean {
  const apartMs = Math.abs(one.window.from.getTime() - other.window.from.getTime());
  return subjectOf(one) === subjectOf(other) && apartMs <= sameWindowMs;
}

function subjectOf({ hubName, hubNames, devices, topic, alone }: WindowQuestion): string {
  return JSON.stringify([hubName, hubNames, devices, topic, alone]);
}

function isRunning({ heardAt }: Asked): boolean {
  return heardAt === undefined;
}

// A clock that was set back must not keep anything for long.
function isFresh({ heardAt }: Asked, now: number): boolean {
  return heardAt !== undefined && heardAt <= now && now - heardAt <= freshMs;
}
