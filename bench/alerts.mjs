// Alert POST to 202, stored durably first: 200 a second, beside a bare restify route that only
// parses the body.
import { join } from 'node:path';
import { metricAlert } from './alert-bodies.mjs';
import {
  createFolder,
  freePort,
  ms,
  percentile,
  postJson,
  runAtRate,
  settle,
  startProcess,
} from './measure.mjs';

const perSecond = 200;
const seconds = 15;

export async function measureAlerts() {
  const folder = createFolder();
  const ours = await load('dist/main.js', {
    AZURE_LOCAL_PORT: '0',
    DATABASE_URL: `sqlite:${join(folder, 'bench.db')}`,
  });
  const bare = await load('bench/peers/bare-route.mjs', {});
  return [
    `| alert POST to 202, ${perSecond}/s, n = ${perSecond * seconds} | p50 ms | p99 ms |`,
    '|---|---|---|',
    `| Reconnect (fsync before the 202) | ${ms(percentile(ours, 0.5))} | ${ms(percentile(ours, 0.99))} |`,
    `| bare restify route | ${ms(percentile(bare, 0.5))} | ${ms(percentile(bare, 0.99))} |`,
    `| ratio | ${ratio(ours, bare, 0.5)} | ${ratio(ours, bare, 0.99)} |`,
  ].join('\n');
}

async function load(script, env) {
  const port = await freePort();
  const server = await startProcess(script, { ...env, PORT: String(port) }, port, '/healthz');
  await post(port, 'warm-up');
  await settle();
  const times = await runAtRate(perSecond, seconds, (n) => post(port, n));
  await server.stop();
  return times;
}

async function post(port, n) {
  const response = await postJson(`http://127.0.0.1:${port}/api/alerts`, metricAlert(n));
  if (response.status !== 202) throw new Error(`the server answered ${response.status}`);
  await response.arrayBuffer();
}

function ratio(a, b, share) {
  return (percentile(a, share) / percentile(b, share)).toFixed(1);
}
