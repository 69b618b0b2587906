// Alerts and events at a fixed rate, each about a hub of its own that one of 1,000 conversations
// hears of, and the wait for the call that brings it to that conversation.
import { Agent } from 'node:http';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { alertAboutHub } from './alert-bodies.mjs';
import { deviceEvent } from './device-events.mjs';
import { createSender } from './post-quickly.mjs';

const conversations = 1_000;
// Fewer than six new cards within a minute: from there on they are folded into a digest.
const hubsOfOne = { alert: [0, 1, 2, 3, 4], event: [5, 6, 7, 8, 9], prometheus: [0, 1, 2, 3, 4] };
const wholeMs = 20_000;

export function listConversations() {
  return Array.from({ length: conversations }, (_, n) => ({
    id: `conversation-${n}`,
    filter: { hubs: Array.from({ length: 10 }, (_, k) => hubName(n, k)) },
  }));
}

/** What is kept of a call: the hub it is about. */
export function readHub(body) {
  return /bench-\d+-\d/.exec(body)?.[0];
}

/** The n-th of a kind: where it goes to, and its body. */
function makeItem(kind, n, name = '') {
  const hub = hubName(n % conversations, hubsOfOne[kind][Math.floor(n / conversations)]);
  if (kind === 'alert')
    return { hub, path: '/api/alerts', body: alertAboutHub(`${name}${n}`, hub) };
  if (kind === 'prometheus') {
    const body = [{ labels: { alertname: 'ConnectedDevices', hub } }];
    return { hub, path: '/api/v2/alerts', body };
  }
  const device = { hub, device: `device-${n}`, kind: 'disconnected', sequence: 1, at: Date.now() };
  return { hub, path: '/api/events', body: [deviceEvent(device)] };
}

/**
 * Posts at fixed moments and waits for the cards; gives the milliseconds of those that came and how
 * many were acknowledged.
 */
export async function loadAtRate({ origin, kind, perSecond, seconds, arrivals }) {
  const sentAt = new Map();
  const acked = await postAtRate({ origin, kind, perSecond, seconds }, ({ hub }, at) => {
    sentAt.set(hub, at);
  });
  const hubs = [...sentAt.keys()];
  const giveUpAt = performance.now() + wholeMs;
  while (performance.now() < giveUpAt && !hubs.every((hub) => arrivals.has(hub))) await sleep(50);
  const times = hubs.flatMap((hub) =>
    arrivals.has(hub) ? [arrivals.get(hub) - sentAt.get(hub)] : [],
  );
  return { times, acked: acked.length };
}

/** Gives the items that were acknowledged. `signal` ends it early. */
export async function postAtRate({ origin, kind, perSecond, seconds, name, signal }, onSent) {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  const senders = Object.fromEntries(
    ['/api/alerts', '/api/events', '/api/v2/alerts'].map((path) => [
      path,
      createSender(`${origin}${path}`, agent),
    ]),
  );
  const start = performance.now() + 50;
  const acked = [];
  const pending = [];
  for (let n = 0; n < perSecond * seconds && !signal?.aborted; n++) {
    const due = start + (n * 1000) / perSecond;
    const early = due - performance.now();
    if (early > 1) await sleep(early);
    const item = makeItem(kind, n, name);
    onSent?.(item, due);
    const answered = senders[item.path](JSON.stringify(item.body)).then(
      ({ status }) => {
        if (status === 202 || status === 200) acked.push(item);
      },
      // What got no answer was not acknowledged.
      () => undefined,
    );
    pending.push(answered);
  }
  await Promise.all(pending);
  agent.destroy();
  return acked;
}

function hubName(conversation, k) {
  return `bench-${conversation}-${k}`;
}
