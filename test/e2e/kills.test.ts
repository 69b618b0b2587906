import { join } from 'node:path';
import { setTimeout as pass } from 'node:timers/promises';
import { openStore } from '../../src/adapters/store/open-store';
import { type Random, seededRandom } from '../diagnosis-scenarios/random';
import { type FakeConnector, openFakeConnector } from '../support/fake-connector';
import { countRepeats, readChat } from '../support/kill-chat';
import { findFaults } from '../support/kill-checks';
import { type KillTarget, loadKillTarget, type TargetPlace } from '../support/kill-target';
import { startTraffic, type Traffic } from '../support/kill-traffic';
import { createDataFolder } from '../support/start-product';

const kills = Number(process.env.KILLS ?? 200);
// The name of the test tells it, so that a failure can be looked for again.
const seed = Number(process.env.KILLS_SEED ?? Date.now() % 1_000_000);

const minuteMs = 60_000;
// Nothing here is measured: what does not end is ended by this.
jest.setTimeout(30 * minuteMs);

const hubs = Array.from({ length: 40 }, (_, at) => `hub-${at}`);

let folder: ReturnType<typeof createDataFolder>;
let chat: FakeConnector;
const targets: KillTarget[] = [];
/** When each life of the product began, by its own clock. */
const begins: Date[] = [];

beforeAll(async () => {
  folder = createDataFolder();
  chat = await openFakeConnector();
});

afterAll(async () => {
  for (const target of targets) await target.kill();
  await chat.close();
  folder.remove();
});

describe('the product, killed again and again while alerts and events flow in', () => {
  it(`does everything it acknowledged, and repeats at most one card a kill (seed ${seed})`, async () => {
    const random = seededRandom(seed);
    const place = await preparePlace();
    const traffic = startTraffic({
      hubs,
      devicesPerHub: 60,
      random: seededRandom(seed + 1),
      now: () => now(place),
    });

    await killOften({ place, traffic, random });
    await finish(place, traffic);

    const record = readChat(chat.calls);
    const store = await openStore(place.databaseUrl);
    const { acknowledged } = traffic;
    const faults = await findFaults({ store, acknowledged, chat: record }).finally(store.close);
    const repeats = [...countRepeats(record, begins).values()];
    expect(faults).toEqual([]);
    expect(repeats.filter((sends) => sends > 1)).toEqual([]);
    expect(acknowledged.alerts.size).toBeGreaterThan(0);
  });
});

async function preparePlace(): Promise<TargetPlace> {
  const databaseUrl = `sqlite:${join(folder.path, 'reconnect.db')}`;
  const store = await openStore(databaseUrl);
  const conversation = { channel: 'chat', id: 'on-call', reference: {} };
  await store.routeBook.add({ conversation, createdBy: '', createdAt: new Date() });
  await store.close();
  return {
    databaseUrl,
    chatOrigin: chat.serviceUrl,
    aheadMs: 0,
    graceOverrides: [{ device: 'patient-*', seconds: 600 }],
    everyMs: 100,
  };
}

/** Each life is five minutes after the one before, and mostly about another hub. */
async function killOften({ place, traffic, random }: Killing): Promise<void> {
  let next = load();
  for (let life = 0; life < kills; life++) {
    const target = await next;
    next = load();
    place.aheadMs += 5 * minuteMs;
    begins.push(now(place));
    const begun = target
      .begin(place)
      .then((origin) => traffic.goTo(origin, hubs[life % hubs.length]));
    await someMoment(begun, traffic, random);
    await target.kill();
    await begun;
    traffic.goTo(undefined);
  }
  await (await next).kill();
}

/**
 * While the product opens its store, at a call of the chat that has no answer yet, or after something
 * was acknowledged; and then a little later, for all that happens between these.
 */
async function someMoment(begun: Promise<void>, traffic: Traffic, random: Random): Promise<void> {
  const kind = random.next();
  if (kind < 0.1) return pass(random.between(0, 200));
  await begun;
  if (kind < 0.5) await chat.call(chat.calls.length + random.between(1, 4));
  else await traffic.more(random.between(1, 10));
  if (random.next() < 0.5) await pass(random.between(0, 60));
}

interface Killing {
  place: TargetPlace;
  traffic: Traffic;
  random: Random;
}

/**
 * Everything flows out: each time the clock goes on, more of it is due. What came last is due only
 * once the clock has gone on after that.
 */
async function finish(place: TargetPlace, traffic: Traffic): Promise<void> {
  for (let isDone = false, round = 0; !isDone || round < 3; round += 1) {
    const target = await load();
    place.aheadMs += 30 * minuteMs;
    traffic.goTo(await target.begin(place));
    await traffic.stop();
    const waiting = await target.settle();
    await target.kill();
    isDone = waiting !== undefined && waiting.alerts + waiting.sends + waiting.devices === 0;
  }
}

async function load(): Promise<KillTarget> {
  const target = await loadKillTarget();
  targets.push(target);
  return target;
}

function now({ aheadMs }: TargetPlace): Date {
  return new Date(Date.now() + aheadMs);
}
