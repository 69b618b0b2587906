// Counts what reaches the workspace, from the stand-in's own log of its last hundred queries.
import { setTimeout as sleep } from 'node:timers/promises';

const everyMs = 3_000;
const periodMs = 30_000;

/** `answerMs`: how long each query is held, for counting how many run at once. */
export function watchQueries(azurePort, answerMs) {
  const seen = new Map();
  const stopped = new AbortController();
  const look = async () => {
    const response = await fetch(`http://127.0.0.1:${azurePort}/local/queries`);
    const { queries } = await response.json();
    for (const query of queries) seen.set(query.id, query);
  };
  const loop = (async () => {
    while (!stopped.signal.aborted) {
      await look();
      await sleep(everyMs, undefined, { signal: stopped.signal }).catch(() => undefined);
    }
    await look();
  })();
  loop.catch(() => undefined);
  return {
    async stop() {
      stopped.abort();
      await loop;
      return count([...seen.values()], answerMs);
    },
  };
}

function count(queries, answerMs) {
  const ends = queries.map(({ at }) => Date.parse(at)).sort((one, other) => one - other);
  return {
    total: queries.length,
    refused: queries.filter(({ error }) => /429|Throttl/i.test(error ?? '')).length,
    mostAtOnce: mostWithin(ends, answerMs),
    mostInPeriod: mostWithin(ends, periodMs),
  };
}

/** All are held equally long, so those that end within that time have run together. */
function mostWithin(times, lengthMs) {
  let first = 0;
  let most = 0;
  for (const [last, time] of times.entries()) {
    while (times[first] <= time - lengthMs) first += 1;
    most = Math.max(most, last - first + 1);
  }
  return most;
}
