import { openStore } from '../../src/adapters/store/open-store';
import { seededRandom } from '../diagnosis-scenarios/random';
import { type FakeConnector, openFakeConnector } from '../support/fake-connector';
import { findUnmarked, readChat } from '../support/kill-chat';
import { findFaults } from '../support/kill-checks';
import { type KillTarget, loadKillTarget, type TargetPlace } from '../support/kill-target';
import { startTraffic, type Traffic } from '../support/kill-traffic';
import { type PostgresServer, startPostgres } from '../support/postgres';

const minuteMs = 60_000;
// Nothing here is measured: what does not end is ended by this.
jest.setTimeout(10 * minuteMs);

const hubs = ['hub-1', 'hub-2', 'hub-3', 'hub-4'];

let postgres: PostgresServer;
let chat: FakeConnector;
let place: TargetPlace;
let traffic: Traffic;
const targets: KillTarget[] = [];

beforeAll(async () => {
  postgres = await startPostgres();
});

afterAll(() => postgres.close());

beforeEach(async () => {
  chat = await openFakeConnector();
  place = await preparePlace();
  traffic = startTraffic({ hubs, devicesPerHub: 40, random: seededRandom(5), now });
});

afterEach(async () => {
  for (const target of targets.splice(0)) await target.kill();
  await chat.close();
});

describe('two copies on one PostgreSQL', () => {
  it('lose nothing when one is killed: the other takes over what it had in hand', async () => {
    const [one, other] = await Promise.all([load(), load()]);
    const origins = await Promise.all([one.begin(place), other.begin(place)]);
    traffic.goTo(origins[0]);
    await traffic.more(20);
    await chat.call(5);

    await one.kill();
    traffic.goTo(origins[1]);
    await traffic.more(20);
    await traffic.stop();
    await other.settle();
    await other.kill();
    await finish();

    const record = readChat(chat.calls);
    const store = await openStore(place.databaseUrl);
    const { acknowledged } = traffic;
    const faults = await findFaults({ store, acknowledged, chat: record }).finally(store.close);
    expect(faults).toEqual([]);
  });

  it('send each due thing once', async () => {
    const copies = await Promise.all([load(), load()]);
    const origins = await Promise.all(copies.map((copy) => copy.begin(place)));
    traffic.goTo(origins[0]);
    await traffic.more(20);
    traffic.goTo(origins[1]);
    await traffic.more(20);
    await traffic.stop();
    await Promise.all(copies.map((copy) => copy.settle()));

    const record = readChat(chat.calls);
    const tries = [...record.posts.values()].map((all) => all.length);
    expect(tries.length).toBeGreaterThan(0);
    expect(tries.filter((count) => count > 1)).toEqual([]);
    expect(findUnmarked(record)).toEqual([]);
  });
});

async function preparePlace(): Promise<TargetPlace> {
  const databaseUrl = await postgres.createDatabase();
  const store = await openStore(databaseUrl);
  for (const id of ['on-call', 'plant']) {
    const conversation = { channel: 'chat', id, reference: {} };
    await store.routeBook.add({ conversation, createdBy: '', createdAt: new Date() });
  }
  await store.close();
  const chatOrigin = chat.serviceUrl;
  return { databaseUrl, chatOrigin, aheadMs: 0, graceOverrides: [], everyMs: 100 };
}

/** Each time the clock goes on, leases end and more is due. */
async function finish(): Promise<void> {
  for (let isDone = false; !isDone; ) {
    const target = await load();
    place.aheadMs += 30 * minuteMs;
    await target.begin(place);
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

function now(): Date {
  return new Date(Date.now() + place.aheadMs);
}
