// From the POST of an alert, or of an event, to the call that brings its card to the chat, at three
// rates over 1,000 conversations, beside what others need for it; and what a kill costs.
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeKills, killMidway } from './durable-kill.mjs';
import { listConversations, loadAtRate, readHub } from './durable-load.mjs';
import {
  createFolder,
  freePort,
  median,
  ms,
  percentile,
  settle,
  startProcess,
} from './measure.mjs';
import { describeMissing, listPeers } from './peers.mjs';
import { subscribe } from './subscribe.mjs';
import { startTeams } from './teams-connector.mjs';

const rates = [
  { perSecond: 100, seconds: 3 },
  { perSecond: 500, seconds: 2 },
  { perSecond: 1000, seconds: 2 },
];
const mostRuns = 3;
const kills = 3;

export async function measureDurable({ runs = mostRuns } = {}) {
  const folder = createFolder();
  const arrivals = new Map();
  const teams = await startTeams({ read: readHub, onCall: (call) => noteArrival(arrivals, call) });
  const empty = join(folder, 'subscribed.db');
  await subscribe(`sqlite:${empty}`, listConversations(), teams.serviceUrl);
  const peers = await listPeers(teams.serviceUrl);
  let copies = 0;
  const makeDatabase = () => {
    copies += 1;
    const database = join(folder, `copy-${copies}.db`);
    copyFileSync(empty, database);
    return database;
  };
  const contestants = [
    {
      name: 'Reconnect (fsync before the answer)',
      kinds: ['alert', 'event'],
      start: () => startBot(makeDatabase()),
    },
    ...peers.filter(({ start }) => start !== undefined),
  ];
  const rows = [];
  for (const rate of rates) {
    for (const contestant of contestants) {
      rows.push(...(await measureRate(contestant, { rate, runs, arrivals })));
    }
  }
  const killed = [];
  for (let run = 0; run < kills; run++) {
    const database = makeDatabase();
    killed.push(await killMidway({ run, arrivals, start: () => startBot(database) }));
  }
  teams.close();
  return describe(rows, { killed, peers, runs });
}

function noteArrival(arrivals, { what, at, method }) {
  if (method === 'POST' && what !== undefined && !arrivals.has(what)) arrivals.set(what, at);
}

async function measureRate({ name, kinds, start }, { rate, runs, arrivals }) {
  const rows = [];
  for (const kind of kinds) {
    const measured = [];
    for (let run = 0; run < runs; run++) {
      measured.push(await measureOnce(start, { kind, ...rate, arrivals }));
    }
    rows.push({ name, kind, ...rate, runs: measured });
  }
  return rows;
}

async function measureOnce(start, load) {
  const bot = await start();
  await settle();
  load.arrivals.clear();
  const result = await loadAtRate({ origin: bot.origin, ...load });
  await bot.stop();
  return result;
}

async function startBot(database) {
  const port = await freePort();
  const env = {
    PORT: String(port),
    AZURE_LOCAL_PORT: '0',
    DATABASE_URL: `sqlite:${database}`,
    // A disconnect is news at once.
    DISCONNECT_GRACE_SECONDS: '0',
  };
  const bot = await startProcess('bench/peers/without-bot-limit.mjs', env, port, '/healthz');
  return { ...bot, origin: `http://127.0.0.1:${port}` };
}

function describe(rows, { killed, peers, runs }) {
  return [
    `| POST to chat call, median of ${runs} | a second | p50 ms | p99 ms | in the chat 20 s after the last POST |`,
    '|---|--:|--:|--:|--:|',
    ...rows.map(describeRow),
    '',
    'Each alert, and each event, is about a hub of its own, which one of 1,000 conversations asked for. The limit on all requests of the bot is off here and only here; those of each conversation hold. The times are of what came.',
    '',
    describeKills(killed),
    ...describeMissing(peers),
  ].join('\n');
}

function describeRow({ name, kind, perSecond, seconds, runs }) {
  const value = (share) => {
    const came = runs.filter(({ times }) => times.length > 0);
    return came.length === 0 ? '–' : ms(median(came.map(({ times }) => percentile(times, share))));
  };
  const fewest = Math.min(...runs.map(({ times }) => times.length));
  const said = kind === 'event' ? 'event' : 'alert';
  return `| ${name}, ${said} | ${perSecond} | ${value(0.5)} | ${value(0.99)} | ${fewest} of ${perSecond * seconds} |`;
}
