// Message to reply: `why did device-n disconnect` over 10,000 rows, 50 a second, beside a bare
// botbuilder echo bot that gets the same messages at the same rate.
import { join } from 'node:path';
import { ask } from './ask.mjs';
import { startConnector } from './connector.mjs';
import { makeLogs } from './make-logs.mjs';
import {
  createFolder,
  freePort,
  memoryOf,
  ms,
  percentile,
  runAtRate,
  settle,
  startProcess,
} from './measure.mjs';

const rates = [20, 50];
const seconds = 10;

export async function measureMessages() {
  const folder = createFolder();
  await makeLogs(folder, 10_000, 1_000);
  const connector = await startConnector();
  const reconnect = await load(await startReconnect(folder), connector);
  const echo = await load(await startEcho(), connector);
  connector.close();
  const questions = rates.reduce((sum, rate) => sum + rate * seconds, 0);
  return [
    `| message to reply (\`why\`, 10,000 rows), ${seconds} s at each rate | ${rates.map((rate) => `p50 / p99 ms at ${rate}/s`).join(' | ')} | start ms | RSS idle MiB | RSS after ${questions} questions MiB |`,
    '|---|---|---|---|---|---|',
    row('Reconnect', reconnect),
    row('bare botbuilder echo bot', echo),
    '',
    'The limits of Log Analytics are switched off here (`LOCAL_SERVICE_LIMITS=off`): the real service takes fewer than 7 queries a second. Twenty questions a second about as many devices, each with a picture of its own, is what two cores carry; at fifty they queue, and half of the time goes into the stand-in, which parses a query anew for each device. The echo bot neither asks nor draws.',
  ].join('\n');
}

async function startReconnect(folder) {
  const port = await freePort();
  const env = {
    PORT: String(port),
    AZURE_LOCAL_PORT: '0',
    // Log Analytics allows fewer than 7 queries a second; the row is about us.
    LOCAL_SERVICE_LIMITS: 'off',
    LOCAL_DATA_DIR: folder,
    DATABASE_URL: `sqlite:${join(folder, 'bench.db')}`,
  };
  return { port, ...(await startProcess('dist/main.js', env, port, '/healthz')) };
}

async function startEcho() {
  const port = await freePort();
  const env = { PORT: String(port) };
  return { port, ...(await startProcess('bench/peers/echo-bot.mjs', env, port, '/healthz')) };
}

async function load(bot, connector) {
  const idle = memoryOf(bot.pid).resident;
  await ask(bot, connector, 'warm-up', 'device-7');
  await settle();
  const times = [];
  for (const rate of rates) {
    times.push(
      await runAtRate(rate, seconds, (n) => {
        return ask(bot, connector, `${rate}-${n}`, `device-${(n * 7) % 1_000}`);
      }),
    );
  }
  const busy = memoryOf(bot.pid).resident;
  await bot.stop();
  return { times, idle, busy, startMs: bot.startMs };
}

function row(name, { times, idle, busy, startMs }) {
  const cells = times.map((each) => `${ms(percentile(each, 0.5))} / ${ms(percentile(each, 0.99))}`);
  return `| ${name} | ${cells.join(' | ')} | ${ms(startMs)} | ${idle} | ${busy} |`;
}
