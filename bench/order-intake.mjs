// Events taken in through HTTP, durable before each 200, beside the same HTTP server that only
// parses the bodies.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { deviceEvent, historyMs, lastKinds } from './device-events.mjs';
import { createFolder, freePort, median, settle, startProcess } from './measure.mjs';
import { countWrong } from './order-news.mjs';
import { postAll } from './post-quickly.mjs';
import { startPostgres } from './start-postgres.mjs';

const require = createRequire(import.meta.url);
const runs = 5;
const connections = 8;
/** A small batch takes longer for as many events. */
const sizes = [
  { batch: 1, devices: 500 },
  { batch: 100, devices: 2_500 },
  { batch: 1000, devices: 10_000 },
];

export async function measureIntake(makeDeliveries) {
  const postgres = await startPostgres();
  try {
    const sqlite = `sqlite:${join(createFolder(), 'bench.db')}`;
    const servers = {
      sqlite: await startProduct(sqlite),
      postgres: await startProduct(postgres.url),
      bare: await start('bench/peers/bare-route.mjs', {}),
    };
    await settle();
    const rates = await takeTurns(servers, makeDeliveries);
    for (const { stop } of Object.values(servers)) await stop();
    const states = statesOfFirstRun(makeDeliveries);
    const wrong = {
      sqlite: await readWrong(sqlite, states),
      postgres: await readWrong(postgres.url, states),
    };
    return describe(rates, wrong, states.size, postgres.version);
  } finally {
    await postgres.stop();
  }
}

/** Each run asks all servers one after another: what slows the machine down slows all of them. */
async function takeTurns(servers, makeDeliveries) {
  const rates = sizes.map(() => ({ sqlite: [], postgres: [], bare: [] }));
  for (let run = 0; run < runs; run++) {
    for (const [at, size] of sizes.entries()) {
      const { texts, events } = makeBodies(size, run, makeDeliveries);
      for (const [name, { origin }] of Object.entries(servers)) {
        const took = await postAll(`${origin}/api/events`, texts, connections);
        rates[at][name].push((events * 1000) / took);
      }
    }
  }
  return rates;
}

function makeBodies(size, run, makeDeliveries) {
  const { deliveries } = makeDeliveries(orderOf(size, run));
  const bodies = deliveries.map(({ event }) => deviceEvent(event));
  const texts = [];
  for (let start = 0; start < bodies.length; start += size.batch) {
    texts.push(JSON.stringify(bodies.slice(start, start + size.batch)));
  }
  return { texts, events: bodies.length };
}

function orderOf({ batch, devices }, run) {
  return { devices, name: `run-${run}-by-${batch}`, from: Date.now() - historyMs, seed: run + 1 };
}

function statesOfFirstRun(makeDeliveries) {
  const all = sizes.map((size) => lastKinds(makeDeliveries(orderOf(size, 0)).events));
  return new Map(all.flatMap((states) => [...states]));
}

async function readWrong(url, states) {
  const { openStore } = require('../dist/adapters/store/open-store.js');
  const store = await openStore(url);
  const wrong = await countWrong(store.connectionLedger, states);
  await store.close();
  return wrong;
}

/** Nobody is to be told of anything meanwhile. */
function startProduct(url) {
  const env = { AZURE_LOCAL_PORT: '0', DATABASE_URL: url, DISCONNECT_GRACE_SECONDS: '86400' };
  return start('dist/main.js', env);
}

async function start(script, env) {
  const port = await freePort();
  const server = await startProcess(script, { ...env, PORT: String(port) }, port, '/healthz');
  return { ...server, origin: `http://127.0.0.1:${port}` };
}

function describe(rates, wrong, devices, version) {
  const each = (number) => Math.round(number).toLocaleString('en-US');
  const rows = sizes.map(({ batch, devices: some }, at) => {
    const bare = median(rates[at].bare);
    const cells = [rates[at].sqlite, rates[at].postgres].flatMap((taken) => [
      each(median(taken)),
      (median(taken) / bare).toFixed(2),
    ]);
    return `| ${each(batch)} (${each(some * 10)} events) | ${cells.join(' | ')} | ${each(bare)} |`;
  });
  return [
    `| events/s through HTTP by batch, ${connections} connections, median of ${runs} | SQLite | ratio | PostgreSQL ${version} | ratio | bare restify, parses only |`,
    '|---|--:|--:|--:|--:|--:|',
    ...rows,
    '',
    `Both stores sync each batch to the disk before its 200. Devices in a wrong state afterwards, of ${each(devices)}: SQLite ${wrong.sqlite}, PostgreSQL ${wrong.postgres}.`,
  ].join('\n');
}
