/** One answer for everybody who asks within that time; `forget` when it is known to be wrong. */
export interface Remembered<Answer> {
  read(): Promise<Answer>;
  forget(): void;
}

/**
 * Asks anew after `ms`. A failure is not remembered, and nothing from a time to come: a clock that
 * was set back must not keep an answer for long.
 */
export function rememberBriefly<Answer>(
  ms: number,
  ask: (now: Date) => Promise<Answer>,
  deps: { now(): Date },
): Remembered<Answer> {
  let kept: { at: number; answer: Promise<Answer> } | undefined;
  const forget = () => {
    kept = undefined;
  };
  return {
    forget,
    read() {
      const now = deps.now();
      const at = now.getTime();
      if (kept !== undefined && kept.at <= at && at < kept.at + ms) return kept.answer;
      const one = { at, answer: ask(now) };
      kept = one;
      one.answer.catch(() => {
        if (kept === one) forget();
      });
      return one.answer;
    },
  };
}
