// The chat answers everything with 429 for five minutes, as Teams does when it is overloaded: is
// anything lost, is it asked too early, and how late does the last thing come?
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { alertAboutHub } from './alert-bodies.mjs';
import { createFolder, freePort, ms, percentile, postJson, startProcess } from './measure.mjs';
import { describeMissing, listPeers } from './peers.mjs';
import { subscribe } from './subscribe.mjs';
import { startTeams } from './teams-connector.mjs';

const conversations = 20;
const everyMs = 5_000;
const retryAfterSeconds = 20;
const afterwardsMs = 90_000;
// What the clocks of two processes and the way between them may differ.
const earlyMs = 50;

export async function measureBusyChat({ seconds = 300 } = {}) {
  const teams = await startTeams({ limits: true, read: readHubs });
  const prometheus = await startTeams({ read: readHubs });
  const bot = await startBot(teams.serviceUrl);
  const peer = (await listPeers(prometheus.serviceUrl)).at(-1);
  const alertmanager = await peer.start?.();
  try {
    for (const chat of [teams, prometheus]) chat.beBusy(retryAfterSeconds);
    const sentAt = await postWhileBusy(seconds, bot, alertmanager);
    for (const chat of [teams, prometheus]) chat.beFree();
    const freeAt = performance.now();
    await waitForAll(sentAt, alertmanager ? [teams, prometheus] : [teams]);
    const ours = judge(sentAt, teams.calls, freeAt);
    return describe(seconds, ours, peer, alertmanager && judge(sentAt, prometheus.calls, freeAt));
  } finally {
    await alertmanager?.stop();
    await bot.stop();
    for (const chat of [teams, prometheus]) chat.close();
  }
}

async function startBot(serviceUrl) {
  const port = await freePort();
  const database = `sqlite:${join(createFolder(), 'bench.db')}`;
  const routes = Array.from({ length: conversations }, (_, n) => ({
    id: `conversation-${n}`,
    filter: { hubs: Array.from({ length: 50 }, (_, k) => hubName(n, k)) },
  }));
  await subscribe(database, routes, serviceUrl);
  const env = { PORT: String(port), AZURE_LOCAL_PORT: '0', DATABASE_URL: database };
  const bot = await startProcess('dist/main.js', env, port, '/healthz');
  return { ...bot, origin: `http://127.0.0.1:${port}` };
}

/** One alert after the other, each about a hub of its own; gives when each was acknowledged. */
async function postWhileBusy(seconds, bot, alertmanager) {
  const sentAt = new Map();
  const start = performance.now();
  for (let n = 0; n * everyMs < seconds * 1000; n++) {
    await sleep(start + n * everyMs - performance.now());
    const hub = hubName(n % conversations, Math.floor(n / conversations));
    await post(`${bot.origin}/api/alerts`, alertAboutHub(n, hub));
    sentAt.set(hub, performance.now());
    const labels = { alertname: 'ConnectedDevices', hub };
    if (alertmanager) await post(`${alertmanager.origin}/api/v2/alerts`, [{ labels }]);
  }
  await sleep(start + seconds * 1000 - performance.now());
  return sentAt;
}

async function post(url, body) {
  const response = await postJson(url, body);
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
}

async function waitForAll(sentAt, chats) {
  const hubs = [...sentAt.keys()];
  const giveUpAt = performance.now() + afterwardsMs;
  while (performance.now() < giveUpAt) {
    const all = chats.map(({ calls }) => listShown(calls));
    if (hubs.every((hub) => all.every((shown) => shown.has(hub)))) return;
    await sleep(500);
  }
}

/** When each hub was first shown, on a card of its own or by name on another. */
function listShown(calls) {
  const shown = new Map();
  for (const { refused, what, at } of calls) {
    for (const hub of refused ? [] : what) if (!shown.has(hub)) shown.set(hub, at);
  }
  return shown;
}

function judge(sentAt, calls, freeAt) {
  const shown = listShown(calls);
  const hubs = [...sentAt.keys()];
  const came = hubs.filter((hub) => shown.has(hub));
  return {
    sent: hubs.length,
    lost: hubs.length - came.length,
    delays: came.map((hub) => (shown.get(hub) - sentAt.get(hub)) / 1000),
    sinceFree: came.map((hub) => (shown.get(hub) - freeAt) / 1000),
    refused: calls.filter(({ refused }) => refused).length,
    early: countEarly(calls),
  };
}

/** Requests to a conversation that came before the time that the answer to the last one named. */
function countEarly(calls) {
  const restUntil = new Map();
  let early = 0;
  for (const { conversation, refused, at } of calls) {
    if (at < (restUntil.get(conversation) ?? 0) - earlyMs) early += 1;
    if (refused) restUntil.set(conversation, at + retryAfterSeconds * 1000);
  }
  return early;
}

function describe(seconds, ours, peer, theirs) {
  const at = (values, share) => (values.length === 0 ? '–' : `${ms(percentile(values, share))} s`);
  const row = (name, { sent, lost, delays, sinceFree, refused, early }) => {
    const times = [at(delays, 0.5), at(delays, 1), at(sinceFree, 1)];
    return `| ${name} | ${lost} of ${sent} | ${times.join(' | ')} | ${refused} | ${early} |`;
  };
  return [
    `| chat answers 429 with Retry-After ${retryAfterSeconds} for ${seconds} s | not in the chat ${afterwardsMs / 1000} s later | delay, median | worst | the last, after the chat was free | requests refused | of these asked too early |`,
    '|---|--:|--:|--:|--:|--:|--:|',
    row('Reconnect', ours),
    ...(theirs === undefined ? [] : [row(peer.name, theirs)]),
    '',
    `An alert every ${everyMs / 1000} s, each about a hub of its own, for ${conversations} conversations in turn; real time, one run. "Too early" is before the time that the last answer to that conversation named.`,
    ...describeMissing([peer]),
  ].join('\n');
}

function hubName(conversation, k) {
  return `bench-${conversation}-${k}`;
}

function readHubs(body) {
  return body.match(/bench-\d+-\d+/g) ?? [];
}
