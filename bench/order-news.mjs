// The ledger and the watch of the product on a clock made of the events: who is told of, and when.
import { createRequire } from 'node:module';
import { deviceEvent } from './device-events.mjs';

const require = createRequire(import.meta.url);
const stepMs = 2000;
const graceSeconds = 120;
// Longer than any device is waited for here.
const afterwardsMs = 20 * 60_000;
const topics = { hubs: { find: () => undefined, all: () => [] }, expectedTopics: [] };

/**
 * Lets the deliveries come at their times and takes news every 2 s. `falseAlerts`: news of one
 * whose newest event that had come is a connect; `tooEarly`: that was back already in truth.
 */
export async function tellNews(deliveries, { events, states }) {
  const product = await openProduct();
  const judge = createJudge(events);
  let next = 0;
  const until = deliveries.at(-1).comesAt + afterwardsMs;
  for (let now = deliveries[0].comesAt; now < until; now += stepMs) {
    product.clock.set(now);
    const from = next;
    while (next < deliveries.length && deliveries[next].comesAt <= now) next += 1;
    const come = deliveries.slice(from, next).map(({ event }) => event);
    judge.noteCome(come);
    await product.record(come);
    for (const news of await product.takeNews()) judge.noteNews(news, now);
  }
  const wrong = await countWrong(product.ledger, states);
  await product.close();
  return { ...judge.count(states), wrong };
}

function createJudge(events) {
  const newest = new Map();
  const truth = followTruth(events);
  const told = new Set();
  const counts = { falseAlerts: 0, tooEarly: 0 };
  return {
    noteCome(come) {
      for (const event of come) noteNewest(newest, event);
    },
    noteNews({ device, what }, now) {
      if (what !== 'gone' && what !== 'flapping') return;
      told.add(device);
      if (newest.get(device)?.kind === 'connected') counts.falseAlerts += 1;
      else if (truth.kindOf(device, now) === 'connected') counts.tooEarly += 1;
    },
    count(states) {
      const away = [...states].filter(([, kind]) => kind === 'disconnected');
      return { ...counts, told: away.filter(([device]) => told.has(device)).length };
    },
  };
}

/** How many devices the ledger has in another state than the true one. */
export async function countWrong(ledger, states) {
  const { stateOf } = require('../dist/connections/device-state.js');
  let wrong = 0;
  for (const [device, kind] of states) {
    const [record] = await ledger.find(device);
    if (record === undefined || stateOf(record) !== kind) wrong += 1;
  }
  return wrong;
}

async function openProduct() {
  const { openStore } = require('../dist/adapters/store/open-store.js');
  const { createApplyEvent } = require('../dist/connections/apply-event.js');
  const { createDeviceWatch } = require('../dist/connections/device-watch.js');
  const { createPatience } = require('../dist/connections/patience.js');
  const { createLogger } = require('../dist/shared/logger.js');
  const store = await openStore('sqlite::memory:');
  const patience = createPatience({ defaultSeconds: graceSeconds, overrides: [] });
  const apply = createApplyEvent(patience);
  const ledger = store.connectionLedger;
  let now = new Date(0);
  const clock = {
    now: () => now,
    set(ms) {
      now = new Date(ms);
    },
  };
  const watch = createDeviceWatch({ ledger, patience, clock, log: createLogger('error') });
  return {
    ledger,
    clock,
    async record(events) {
      if (events.length > 0) await ledger.record(asRead(events), now, apply);
    },
    takeNews: () => takeNews(watch),
    close: () => store.close(),
  };
}

/** As the product reads them from a body. */
function asRead(events) {
  const { readEvents } = require('../dist/connections/read-events.js');
  const { events: read, unreadable } = readEvents(events.map(deviceEvent), topics);
  return { events: read, unreadable };
}

async function takeNews(watch) {
  const all = [];
  for (;;) {
    const news = await watch.takeNews(1000);
    await watch.settle(news.map((each) => ({ news: each, incident: 'bench' })));
    all.push(...news.map(({ taken, what }) => ({ device: taken.record.device, what })));
    if (news.length < 1000) return all;
  }
}

function noteNewest(seen, event) {
  const known = seen.get(event.device);
  if (known === undefined || event.sequence > known.sequence) seen.set(event.device, event);
}

/** What each device really is at a time that only goes on. */
function followTruth(events) {
  const kinds = new Map();
  let next = 0;
  return {
    kindOf(device, now) {
      for (; next < events.length && events[next].at <= now; next++) {
        kinds.set(events[next].device, events[next].kind);
      }
      return kinds.get(device);
    },
  };
}
