// How much memory and disk many devices take, and whether an acknowledgement takes longer the more is
// open already.
import { statSync } from 'node:fs';
import { Agent } from 'node:http';
import { join } from 'node:path';
import { alertAboutHub } from './alert-bodies.mjs';
import { deviceEvent } from './device-events.mjs';
import { fillDevices, fillOpenItems } from './fill-store.mjs';
import {
  createFolder,
  freePort,
  median,
  memoryOf,
  ms,
  percentile,
  runAtRate,
  settle,
  startProcess,
} from './measure.mjs';
import { createSender, postAll } from './post-quickly.mjs';

const fleets = [
  { devices: 0, events: 0 },
  { devices: 100_000, events: 1 },
  { devices: 100_000, events: 16 },
  { devices: 1_000_000, events: 1 },
];
const openItems = [0, 10_000, 100_000];
const runs = 5;
const perSecond = 100;
const seconds = 4;

export async function measureSize({ fleetsToTry = fleets, itemsToTry = openItems } = {}) {
  const rows = [];
  for (const fleet of fleetsToTry) rows.push(await measureFleet(fleet));
  const acks = [];
  for (const items of itemsToTry) acks.push(await measureAcks(items));
  return [describeFleets(rows), describeAcks(acks)].join('\n\n');
}

async function measureFleet({ devices, events }) {
  const file = join(createFolder(), 'bench.db');
  await fillDevices(file, devices, events);
  const megabytes = statSync(file).size / 2 ** 20;
  const { bot, origin } = await startBot(file);
  await settle();
  await postAll(`${origin}/api/events`, makeNews(devices), 4);
  await settle();
  const memory = memoryOf(bot.pid);
  await bot.stop();
  return { devices, events, megabytes, memory, startMs: bot.startMs };
}

/** 50,000 disconnects of devices all over the fleet. */
function makeNews(devices) {
  const texts = [];
  for (let start = 0; start < 50_000; start += 1_000) {
    const batch = Array.from({ length: 1_000 }, (_, n) => {
      const number = devices === 0 ? start + n : ((start + n) * 7_919) % devices;
      const place = { hub: `bench-hub-${number % 10}`, device: `device-${number}` };
      return deviceEvent({ ...place, kind: 'disconnected', sequence: 100, at: Date.now() });
    });
    texts.push(JSON.stringify(batch));
  }
  return texts;
}

async function measureAcks(items) {
  const file = join(createFolder(), 'bench.db');
  await fillOpenItems(file, items);
  const { bot, origin } = await startBot(file);
  await settle();
  const measured = [];
  for (let run = 0; run < runs; run++) measured.push(await postBoth(origin, run));
  await bot.stop();
  return { items, measured };
}

/** An alert and an event in turn, each about a hub or device of its own. */
async function postBoth(origin, run) {
  const agent = new Agent({ keepAlive: true });
  const sendAlert = createSender(`${origin}/api/alerts`, agent);
  const sendEvent = createSender(`${origin}/api/events`, agent);
  const times = await runAtRate(perSecond, seconds, (n) => {
    const name = `new-${run}-${n}`;
    if (n % 2 === 0) return sendAlert(JSON.stringify(alertAboutHub(name, name)));
    const event = {
      hub: 'bench-hub',
      device: name,
      kind: 'connected',
      sequence: 1,
      at: Date.now(),
    };
    return sendEvent(JSON.stringify([deviceEvent(event)]));
  });
  agent.destroy();
  return {
    alert: times.filter((_, n) => n % 2 === 0),
    event: times.filter((_, n) => n % 2 === 1),
  };
}

async function startBot(file) {
  const port = await freePort();
  const env = { PORT: String(port), AZURE_LOCAL_PORT: '0', DATABASE_URL: `sqlite:${file}` };
  const bot = await startProcess('dist/main.js', env, port, '/healthz');
  return { bot, origin: `http://127.0.0.1:${port}` };
}

function describeFleets(rows) {
  return [
    '| devices tracked, events kept of each | database MiB | bytes a device | start ms | RSS after 50,000 more events MiB | peak MiB |',
    '|---|--:|--:|--:|--:|--:|',
    ...rows.map(({ devices, events, megabytes, memory, startMs }) => {
      const bytes = devices === 0 ? '' : Math.round((megabytes * 2 ** 20) / devices);
      return `| ${count(devices)}, ${events} | ${ms(megabytes)} | ${bytes} | ${ms(startMs)} | ${memory.resident} | ${memory.peak} |`;
    }),
    '',
    'SQLite, one run each. The memory is that of the whole process in local mode, the stand-in for Azure included: the first row is what it takes without any device. Sixteen events are the most that are kept.',
  ].join('\n');
}

function describeAcks(acks) {
  const cell = (measured, kind, share) =>
    ms(median(measured.map((run) => percentile(run[kind], share))));
  return [
    `| open incidents, and as many alerts that wait | alert to 202, p50 / p99 ms | event to 200, p50 / p99 ms |`,
    '|---|--:|--:|',
    ...acks.map(({ items, measured }) => {
      const both = ['alert', 'event'].map(
        (kind) => `${cell(measured, kind, 0.5)} / ${cell(measured, kind, 0.99)}`,
      );
      return `| ${count(items)} | ${both.join(' | ')} |`;
    }),
    '',
    `${perSecond} a second, alerts and events in turn, each a POST of one; SQLite with fsync before the answer; median of ${runs} runs of ${seconds} s.`,
  ].join('\n');
}

function count(number) {
  return number.toLocaleString('en-US');
}
