// A flood of mixed alerts while the workspace takes 2 s for each answer, within the limits of the
// service: is every alert acknowledged and kept, does the query budget hold, and how long does a
// person wait who asks meanwhile?
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { mixedAlert } from './alert-bodies.mjs';
import { ask, say } from './ask.mjs';
import { startConnector } from './connector.mjs';
import { makeLogs } from './make-logs.mjs';
import { freePort, ms, percentile, runAtRate, startProcess } from './measure.mjs';

const perSecond = 200;
const seconds = 60;
const questionsEveryMs = 6_000;

export async function measureStorm() {
  const folder = mkdtempSync(join(tmpdir(), 'reconnect-bench-'));
  await makeLogs(folder, 10_000, 1_000);
  const connector = await startConnector();
  const [port, azurePort] = [await freePort(), await freePort()];
  const env = {
    PORT: String(port),
    AZURE_LOCAL_PORT: String(azurePort),
    LOCAL_DATA_DIR: folder,
    DATABASE_URL: `sqlite:${join(folder, 'bench.db')}`,
  };
  const bot = { port, ...(await startProcess('dist/main.js', env, port, '/healthz')) };
  await say(bot, connector, 'subscribed', 'subscribe');
  await slowDown(azurePort);
  const asking = askMeanwhile(bot, connector);
  const { times, acked } = await flood(port);
  const waits = await asking.stop();
  const counts = await readCounts(port, azurePort);
  await bot.stop();
  connector.close();
  rmSync(folder, { recursive: true });
  return [
    `| ${perSecond} mixed alerts/s for ${seconds} s, workspace answering in 2 s | |`,
    '|---|---|',
    `| acknowledged (202) | ${acked} of ${perSecond * seconds} |`,
    `| ack p50 / p99 | ${ms(percentile(times, 0.5))} / ${ms(percentile(times, 0.99))} ms |`,
    `| kept in the store | ${counts.accepted} |`,
    `| queries sent in those ${seconds} s (the service takes ${(200 / 30) * seconds}) | ${counts.queries} |`,
    `| refused by the service (429) | ${counts.refused} |`,
    `| a person's \`why\` meanwhile, median / worst of ${waits.length} | ${ms(percentile(waits, 0.5))} / ${ms(Math.max(...waits))} ms |`,
  ].join('\n');
}

async function slowDown(azurePort) {
  const response = await fetch(`http://127.0.0.1:${azurePort}/local/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ fault: 'slow', milliseconds: 2_000 }),
  });
  if (!response.ok) throw new Error(await response.text());
}

async function flood(port) {
  let acked = 0;
  const times = await runAtRate(perSecond, seconds, async (n) => {
    const response = await fetch(`http://127.0.0.1:${port}/api/alerts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(mixedAlert(n)),
    });
    if (response.status === 202) acked += 1;
    await response.arrayBuffer();
  });
  return { times, acked };
}

function askMeanwhile(bot, connector) {
  const waits = [];
  const stopped = new AbortController();
  const loop = (async () => {
    for (let n = 0; !stopped.signal.aborted; n++) {
      const start = performance.now();
      await ask(bot, connector, `person-${n}`, `device-${n + 1}`);
      waits.push(performance.now() - start);
      await sleep(questionsEveryMs, undefined, { signal: stopped.signal }).catch(() => undefined);
    }
  })();
  return {
    async stop() {
      stopped.abort();
      await loop;
      return waits;
    },
  };
}

async function readCounts(port, azurePort) {
  const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const { queries } = await (await fetch(`http://127.0.0.1:${azurePort}/local/queries`)).json();
  const accepted = /reconnect_alerts_total\{outcome="accepted"\} (\d+)/.exec(metrics)?.[1];
  return {
    accepted: Number(accepted ?? 0),
    queries: queries[0]?.id ?? 0,
    refused: queries.filter((query) => /429|Throttl/i.test(query.error ?? '')).length,
  };
}
