/** Answers again what was answered less than `ms` ago. A failure is not remembered. */
export function rememberFor<Question, Answer>(
  ms: number,
  ask: (question: Question, signal?: AbortSignal) => Promise<Answer>,
  deps: { keyOf(question: Question): string; now(): Date },
): (question: Question, signal?: AbortSignal) => Promise<Answer> {
  const remembered = new Map<string, { answer: Answer; until: number }>();
  return async (question, signal) => {
    const key = deps.keyOf(question);
    const known = remembered.get(key);
    if (known && deps.now().getTime() < known.until) return known.answer;
    const answer = await ask(question, signal);
    const now = deps.now().getTime();
    for (const [old, { until }] of remembered) if (until <= now) remembered.delete(old);
    remembered.set(key, { answer, until: now + ms });
    return answer;
  };
}
