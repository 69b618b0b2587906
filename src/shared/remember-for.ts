/**
 * Answers again what was answered less than `ms` ago. A failure is not remembered, and nothing from
 * a time to come: a clock that was set back must not keep an answer for long.
 */
export function rememberFor<Question, Answer>(
  ms: number,
  ask: (question: Question, signal?: AbortSignal) => Promise<Answer>,
  deps: { keyOf(question: Question): string; now(): Date },
): (question: Question, signal?: AbortSignal) => Promise<Answer> {
  const remembered = new Map<string, { answer: Answer; at: number }>();
  const isFresh = (at: number, now: number) => at <= now && now < at + ms;
  return async (question, signal) => {
    const key = deps.keyOf(question);
    const known = remembered.get(key);
    if (known && isFresh(known.at, deps.now().getTime())) return known.answer;
    const answer = await ask(question, signal);
    const now = deps.now().getTime();
    for (const [old, { at }] of remembered) if (!isFresh(at, now)) remembered.delete(old);
    remembered.set(key, { answer, at: now });
    return answer;
  };
}
