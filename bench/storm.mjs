// A flood of mixed alerts while the workspace takes 2 s for each answer, within the limits of the
// service: is every alert acknowledged and kept, does the query budget hold, how long does a person
// wait who asks meanwhile, and does the process end when it is told to?
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { mixedAlert } from './alert-bodies.mjs';
import { ask, say } from './ask.mjs';
import { startConnector } from './connector.mjs';
import { makeLogs } from './make-logs.mjs';
import {
  createFolder,
  freePort,
  ms,
  percentile,
  postJson,
  runAtRate,
  startProcess,
} from './measure.mjs';
import { readStoredAlerts } from './stored-alerts.mjs';
import { watchQueries } from './watch-queries.mjs';

const perSecond = 200;
const answerMs = 2_000;
const questionsEveryMs = 6_000;
// What is left of the storm may be worked on for as long; then it is counted.
const aftermathMs = 45_000;
const sendTimeoutMs = 30_000;

export async function measureStorm({ seconds = 60 } = {}) {
  const folder = createFolder();
  const connector = await startConnector();
  try {
    await makeLogs(folder, 10_000, 1_000);
    return describe(await storm(folder, connector, seconds));
  } finally {
    connector.close();
  }
}

async function storm(folder, connector, seconds) {
  const [port, azurePort] = [await freePort(), await freePort()];
  const database = join(folder, 'bench.db');
  const env = {
    PORT: String(port),
    AZURE_LOCAL_PORT: String(azurePort),
    LOCAL_DATA_DIR: folder,
    DATABASE_URL: `sqlite:${database}`,
    // One line for each alert that waits is not what is measured.
    LOG_LEVEL: 'fatal',
  };
  const bot = { port, ...(await startProcess('dist/main.js', env, port, '/healthz')) };
  await say(bot, connector, 'subscribed', 'subscribe');
  await slowDown(azurePort);
  const queries = watchQueries(azurePort, answerMs);
  const asking = askMeanwhile(bot, connector);
  const { times, acked } = await flood(port, seconds);
  const waits = await asking.stop();
  const backlog = await readBacklog(port);
  const aftermath = await waitForTheRest(port);
  const asked = await queries.stop();
  const stopMs = await bot.stop();
  const stored = readStoredAlerts(database);
  return { seconds, times, acked, waits, backlog, aftermath, asked, stopMs, stored };
}

function describe({ seconds, times, acked, waits, backlog, aftermath, asked, stopMs, stored }) {
  const sent = perSecond * seconds;
  const outcomes = Object.entries(stored.outcomes).map(([name, count]) => `${count} ${name}`);
  return [
    `| ${perSecond} mixed alerts/s for ${seconds} s about one hub, each query answered in ${answerMs / 1000} s | |`,
    '|---|---|',
    `| acknowledged (202) | ${acked} of ${sent} |`,
    `| acknowledged and not in the store | ${Math.max(0, acked - stored.total)} |`,
    `| ack p50 / p99 | ${ms(percentile(times, 0.5))} / ${ms(percentile(times, 0.99))} ms |`,
    `| not finished when the storm ended, and ${ms(aftermath.seconds)} s later | ${backlog}, ${aftermath.backlog} |`,
    `| cards in the chat, incidents with the logs' answer | ${stored.cards}, ${stored.answered} |`,
    `| what became of the alerts | ${outcomes.join(', ')} |`,
    `| queries sent in all, for alerts and people | ${asked.total} |`,
    `| most at once, most in 30 s (the service takes 5 and 200) | ${asked.mostAtOnce}, ${asked.mostInPeriod} |`,
    `| refused by the service (429) | ${asked.refused} |`,
    `| a person's \`why\` meanwhile, median / worst of ${waits.length} | ${ms(percentile(waits, 0.5))} / ${ms(Math.max(...waits))} ms |`,
    `| end of the process after SIGTERM | ${ms(stopMs)} ms |`,
    '',
    'The alerts come in four kinds from four rules. Those of three kinds share one incident of the hub, which asks the logs once and has one card, updated in place; each event of Resource Health is an incident of its own. Of those that are too many at once a digest tells.',
  ].join('\n');
}

async function slowDown(azurePort) {
  const order = { fault: 'slow', milliseconds: answerMs };
  const response = await postJson(`http://127.0.0.1:${azurePort}/local/faults`, order);
  if (!response.ok) throw new Error(await response.text());
}

async function flood(port, seconds) {
  let acked = 0;
  const times = await runAtRate(perSecond, seconds, async (n) => {
    if ((await send(port, n)) === 202) acked += 1;
  });
  return { times, acked };
}

/** One that got no answer counts as not acknowledged. */
async function send(port, n) {
  try {
    const signal = AbortSignal.timeout(sendTimeoutMs);
    const response = await postJson(`http://127.0.0.1:${port}/api/alerts`, mixedAlert(n), signal);
    await response.arrayBuffer();
    return response.status;
  } catch {
    return undefined;
  }
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
  // It is awaited at the end of the storm; until then a failure is nobody's.
  loop.catch(() => undefined);
  return {
    async stop() {
      stopped.abort();
      await loop;
      return waits;
    },
  };
}

async function waitForTheRest(port) {
  const start = performance.now();
  for (;;) {
    const backlog = await readBacklog(port);
    const spent = performance.now() - start;
    if (backlog === 0 || spent > aftermathMs) return { backlog, seconds: spent / 1000 };
    await sleep(1000);
  }
}

async function readBacklog(port) {
  const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  return Number(/^reconnect_alerts_waiting (\d+)$/m.exec(metrics)?.[1]);
}
