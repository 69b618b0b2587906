// Whatever was acknowledged when the process is killed is shown after the next start.
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { postAtRate } from './durable-load.mjs';
import { settle } from './measure.mjs';

const perSecond = 100;
const seconds = 6;
const deliveredWithinMs = 60_000;

/** Alerts flow in, the process is killed midway and started again; counts what got lost. */
export async function killMidway({ run, start, arrivals }) {
  const first = await start();
  await settle();
  arrivals.clear();
  const stopped = new AbortController();
  const load = { kind: 'alert', perSecond, seconds, name: `kill-${run}-`, signal: stopped.signal };
  const posting = postAtRate({ origin: first.origin, ...load });
  await sleep(2_500 + run * 1_000);
  await first.kill();
  stopped.abort();
  const acked = await posting;
  const next = await start();
  const missing = () => acked.filter(({ hub }) => !arrivals.has(hub)).length;
  const giveUpAt = performance.now() + deliveredWithinMs;
  while (missing() > 0 && performance.now() < giveUpAt) await sleep(100);
  const lost = missing();
  await next.stop();
  return { acked: acked.length, lost };
}

/** Everything about the kills in one sentence. */
export function describeKills(kills) {
  const acked = kills.reduce((sum, each) => sum + each.acked, 0);
  const lost = kills.reduce((sum, each) => sum + each.lost, 0);
  return `Killed (\`kill -9\`) ${kills.length} times while ${perSecond} alerts a second came in and started again: ${acked} acknowledged, ${lost} of them not shown within ${deliveredWithinMs / 1000} s after the start.`;
}
