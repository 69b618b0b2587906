/**
 * Identical questions that are asked while one of them is under way share its answer. The shared
 * work is given up only when everybody who waits for it has given up. `askers` always holds the
 * questions of those who still wait; `joined` is called when another one has come to them.
 */
export function shareInFlight<Question, Answer>(
  ask: (question: Question, signal: AbortSignal, askers: ReadonlySet<Question>) => Promise<Answer>,
  keyOf: (question: Question) => string,
  joined: () => void = () => {},
): (question: Question, signal?: AbortSignal) => Promise<Answer> {
  const inFlight = new Map<string, Flight<Question, Answer>>();

  const start = (question: Question, key: string): Flight<Question, Answer> => {
    const giveUp = new AbortController();
    const askers = new Set([question]);
    const answer = ask(question, giveUp.signal, askers);
    const flight = { answer, giveUp, askers, waiting: 0 };
    inFlight.set(key, flight);
    const land = () => forget(inFlight, key, flight);
    answer.then(land, land);
    return flight;
  };

  return (question, signal) => {
    if (signal?.aborted) return Promise.reject(signal.reason);
    const key = keyOf(question);
    const flight = inFlight.get(key) ?? start(question, key);
    if (!flight.askers.has(question)) {
      flight.askers.add(question);
      joined();
    }
    return waitFor(flight, question, signal, () => forget(inFlight, key, flight));
  };
}

interface Flight<Question, Answer> {
  answer: Promise<Answer>;
  giveUp: AbortController;
  askers: Set<Question>;
  waiting: number;
}

/** A flight that was given up and one that took its place can have the same key. */
function forget<Flown>(all: Map<string, Flown>, key: string, one: Flown): void {
  if (all.get(key) === one) all.delete(key);
}

function waitFor<Question, Answer>(
  flight: Flight<Question, Answer>,
  question: Question,
  signal: AbortSignal | undefined,
  nobodyWaits: () => void,
): Promise<Answer> {
  flight.waiting += 1;
  if (!signal) return flight.answer;
  return new Promise((resolve, reject) => {
    const leave = () => {
      flight.waiting -= 1;
      flight.askers.delete(question);
      reject(signal.reason);
      if (flight.waiting > 0) return;
      nobodyWaits();
      flight.giveUp.abort(signal.reason);
    };
    signal.addEventListener('abort', leave, { once: true });
    const done = () => signal.removeEventListener('abort', leave);
    flight.answer.then(resolve, reject).finally(done);
  });
}
