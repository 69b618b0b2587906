// Thousands of disconnects within a minute, told by Event Grid and, a minute later, by the logs,
// while the chat allows exactly what Teams allows: what do three conversations see of it?
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { createFolder, freePort, ms, postJson, startProcess } from './measure.mjs';
import { readCard, summarizeCalls } from './storm-calls.mjs';
import { awayEvent, awayRow, backEvent, connectRow, planStorm } from './storm-devices.mjs';
import { subscribe } from './subscribe.mjs';
import { startTeams } from './teams-connector.mjs';

const sizes = [5_000, 50_000];
const graceSeconds = 120;
const ingestionSeconds = 60;
const afterLastNewsMs = 25_000;
const recoveryWithinMs = 60_000;
const mostOfBatch = 1_000;
const conversations = ['operators', 'on-call', 'managers'].map((id) => ({ id }));

export async function measureDisconnectStorm({ seconds = 60, counts = sizes } = {}) {
  const results = [];
  for (const count of counts) results.push(await storm(count, seconds));
  return describe(results, counts, seconds);
}

async function storm(count, seconds) {
  const plan = planStorm(count, seconds * 1000);
  const folder = createFolder();
  const database = `sqlite:${join(folder, 'bench.db')}`;
  writeHistory(folder, plan);
  const teams = await startTeams({ limits: true, read: readCard });
  await subscribe(database, conversations, teams.serviceUrl);
  const bot = await startBot(folder, database);
  try {
    const beganAt = performance.now();
    await playStorm(plan, bot, beganAt);
    const dueAt = beganAt + graceSeconds * 1000;
    await sleep(dueAt + seconds * 1000 + afterLastNewsMs - performance.now());
    const firstBackAt = performance.now();
    const lastBackAt = await bringBack(plan, bot);
    const resolvedAt = await waitForResolved(plan, teams.calls);
    return {
      ...summarizeCalls(teams.calls),
      ...readMoments(teams.calls, { dueAt, firstBackAt, lastBackAt, resolvedAt }),
    };
  } finally {
    await bot.stop();
    teams.close();
  }
}

/** Every device connected an hour before. */
function writeHistory(folder, plan) {
  mkdirSync(join(folder, 'logs'));
  const before = Date.now() - 3_600_000;
  const lines = plan.map((device, n) => JSON.stringify(connectRow(device, before + n)));
  writeFileSync(join(folder, 'logs', 'connections.jsonl'), `${lines.join('\n')}\n`);
}

async function startBot(folder, database) {
  const [port, azurePort] = [await freePort(), await freePort()];
  const env = {
    PORT: String(port),
    AZURE_LOCAL_PORT: String(azurePort),
    LOCAL_DATA_DIR: folder,
    LOCAL_INGESTION_DELAY_SECONDS: String(ingestionSeconds),
    DATABASE_URL: database,
    DISCONNECT_GRACE_SECONDS: String(graceSeconds),
  };
  const bot = await startProcess('dist/main.js', env, port, '/healthz');
  return { ...bot, port, azurePort };
}

/** Second by second what happened in it, first to the bot and then to the logs. */
async function playStorm(plan, bot, beganAt) {
  const moments = plan.flatMap((device) => [
    { at: device.awayAt, device, make: awayEvent },
    ...(device.backAt === undefined ? [] : [{ at: device.backAt, device, make: backEvent }]),
  ]);
  moments.sort((one, other) => one.at - other.at);
  const epoch = Date.now() - (performance.now() - beganAt);
  for (let from = 0, until = 0; from < moments.length; from = until) {
    const second = Math.floor(moments[from].at / 1000) + 1;
    until = moments.findIndex(({ at }) => at >= second * 1000);
    if (until < 0) until = moments.length;
    const some = moments.slice(from, until);
    await sleep(beganAt + second * 1000 - performance.now());
    await postEvents(
      bot,
      some.map(({ at, device, make }) => make(device, epoch + at)),
    );
    await postRows(
      bot,
      some.map(({ at, device, make }) => {
        return (make === awayEvent ? awayRow : connectRow)(device, epoch + at);
      }),
    );
  }
}

/** Everybody who is still away connects; gives when the last of it was acknowledged. */
async function bringBack(plan, bot) {
  const away = plan.filter(({ backAt }) => backAt === undefined);
  await postEvents(
    bot,
    away.map((device) => backEvent(device, Date.now())),
  );
  return performance.now();
}

async function postEvents({ port }, events) {
  for (let start = 0; start < events.length; start += mostOfBatch) {
    const batch = events.slice(start, start + mostOfBatch);
    const response = await postJson(`http://127.0.0.1:${port}/api/events`, batch);
    await response.arrayBuffer();
    if (!response.ok) throw new Error(`the bot answered ${response.status}`);
  }
}

async function postRows({ azurePort }, records) {
  const response = await postJson(`http://127.0.0.1:${azurePort}/local/logs`, { records });
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`the stand-in answered ${response.status}`);
}

/** When the last conversation saw that the last hub is well again; undefined where one did not. */
async function waitForResolved(plan, calls) {
  const hubs = new Set(plan.map(({ hub }) => hub));
  const wanted = hubs.size * conversations.length;
  const giveUpAt = performance.now() + recoveryWithinMs;
  while (performance.now() < giveUpAt) {
    const shown = new Map();
    for (const { refused, what, conversation, at } of calls) {
      const isEnd = !refused && what.isCard && what.state === 'Resolved';
      const key = `${conversation} ${what.hub}`;
      if (isEnd && !shown.has(key)) shown.set(key, at);
    }
    if (shown.size === wanted) return Math.max(...shown.values());
    await sleep(100);
  }
  return undefined;
}

function readMoments(calls, { dueAt, firstBackAt, lastBackAt, resolvedAt }) {
  const taken = calls.filter(({ refused, what }) => !refused && what.isCard);
  const since = (moment, from) => (moment === undefined ? undefined : (moment - from) / 1000);
  const recovering = taken.find(({ at, what }) => at > firstBackAt && what.state !== 'Firing');
  return {
    firstCard: since(taken[0]?.at, dueAt),
    oddNamed: since(taken.find(({ what }) => what.namesOdd)?.at, dueAt),
    recovering: since(recovering?.at, firstBackAt),
    resolved: since(resolvedAt, lastBackAt),
  };
}

function describe(results, counts, seconds) {
  const row = (label, read) => `| ${label} | ${results.map(read).join(' | ')} |`;
  const after = (value) => (value === undefined ? 'never' : `${ms(value)} s`);
  return [
    `| disconnects within ${seconds} s over 3 hubs, 3 conversations that hear of everything | ${counts.map((count) => count.toLocaleString('en-US')).join(' | ')} |`,
    `|---|${counts.map(() => '---').join('|')}|`,
    row(
      'new cards, replies below them, updates in place',
      (r) => `${r.cards}, ${r.replies}, ${r.updates}`,
    ),
    row('refused by the chat for being too many (429)', (r) => r.refused),
    row('first card, from the moment the first patience ends', (r) => after(r.firstCard)),
    row('the device with a cause of its own is named, from that moment', (r) => after(r.oddNamed)),
    row('most new messages a minute in one conversation', (r) => r.mostMessages),
    row('most requests a minute for one conversation, updates included', (r) => r.mostRequests),
    row('first sign of recovery, from the first connect', (r) => after(r.recovering)),
    row('all cards say that it is over, from the last connect acknowledged', (r) =>
      after(r.resolved),
    ),
    '',
    `A fifth of them comes back within 90 s, the others together ${afterLastNewsMs / 1000} s after the last patience ended. The grace time is the default of ${graceSeconds} s, rows reach the logs after ${ingestionSeconds} s. The chat allows what Teams publishes: 7 requests in 1 s, 8 in 2 s, 60 in 30 s and 1,800 in an hour a conversation, 50 in 1 s in all. One run each.`,
  ].join('\n');
}
