import { openStore, type Store } from '../../../src/adapters/store/open-store';
import { createApplyEvent } from '../../../src/connections/apply-event';
import { createDeviceWatch, type DeviceNews } from '../../../src/connections/device-watch';
import { createPatience } from '../../../src/connections/patience';
import type { DeviceEvent } from '../../../src/ports/device-event';
import { eventScript } from '../../support/device-events';
import { type HandClock, handClock } from '../../support/hand-clock';
import { quietLog } from '../../support/quiet-log';
import { recordedLog } from '../../support/recorded-log';

const patience = createPatience({ defaultSeconds: 120, overrides: [] });
const apply = createApplyEvent(patience);
const start = new Date('2026-03-01T03:14:00Z');

let store: Store;
let clock: HandClock;

beforeEach(async () => {
  store = await openStore('sqlite::memory:');
  clock = handClock(start);
});

afterEach(() => store.close());

describe('the watch over devices', () => {
  it('tells of a device that stays away, once', async () => {
    const tell = eventScript();
    await receive(tell.connected('device-1'), tell.disconnected('device-1'));

    const early = await take();
    clock.advance(120);
    const news = await take();
    await settle(news, 'incident-1');
    clock.advance(3600);

    expect(early).toEqual([]);
    expect(news).toMatchObject([
      { what: 'gone', since: new Date(+start + 1000), patience: 'waited 2 min' },
    ]);
    expect(news[0]).not.toHaveProperty('incident');
    expect(await take()).toEqual([]);
  });

  it('tells that it is back within 5 s, with the incident that tells of it', async () => {
    const tell = eventScript();
    await goAway(tell);
    await receive(tell.connected('device-1'));

    clock.advance(1);
    const early = await take();
    clock.advance(1);
    const news = await take();
    await settle(news, 'incident-1');
    clock.advance(3600);

    expect(early).toEqual([]);
    expect(news).toMatchObject([{ what: 'back', incident: 'incident-1', since: start }]);
    expect(news[0]?.endedAt).toEqual(new Date(+start + 1000));
    expect(await take()).toEqual([]);
  });

  it('says nothing of a bounce', async () => {
    const tell = eventScript();
    await goAway(tell);
    await receive(tell.connected('device-1'));
    clock.advance(1);
    await receive(tell.disconnected('device-1'));
    clock.advance(3600);

    expect(await take()).toEqual([]);
  });

  it('tells of a new absence after it was back', async () => {
    const tell = eventScript();
    await goAway(tell);
    await receive(tell.connected('device-1'));
    clock.advance(2);
    await settle(await take(), undefined);
    await receive(tell.disconnected('device-1'));

    clock.advance(120);

    expect(await take()).toMatchObject([{ what: 'gone', since: new Date(+start + 2000) }]);
  });

  it('tells that a device it told of was deleted, and nothing of one it did not', async () => {
    const tell = eventScript();
    await goAway(tell);
    await receive(
      tell.disconnected('device-2'),
      tell.deleted('device-2'),
      tell.deleted('device-1'),
    );

    const news = await take();
    await settle(news, undefined);
    clock.advance(3600);

    expect(news).toMatchObject([{ what: 'deleted', taken: { record: { device: 'device-1' } } }]);
    expect(await take()).toEqual([]);
  });

  it('tells of flapping at once, and that it is over when it kept still', async () => {
    const tell = eventScript();
    for (let turn = 0; turn < 5; turn++) {
      await receive(tell.disconnected('device-1'), tell.connected('device-1'));
    }

    const news = await take();
    await settle(news, 'incident-1');
    clock.advance(14 * 60);
    const early = await take();
    clock.advance(60);

    expect(news).toMatchObject([{ what: 'flapping', since: start }]);
    expect(early).toEqual([]);
    expect(await take()).toMatchObject([{ what: 'back', incident: 'incident-1' }]);
  });

  it('tells when a flapping device stays away', async () => {
    const tell = eventScript();
    for (let turn = 0; turn < 6; turn++) {
      await receive(tell.connected('device-1'), tell.disconnected('device-1'));
    }
    await settle(await take(), 'incident-1');

    clock.advance(120);

    expect(await take()).toMatchObject([{ what: 'gone', incident: 'incident-1' }]);
  });

  it('lets a device rest that nobody wants to tell of, until its next event', async () => {
    const tell = eventScript();
    await receive(tell.disconnected('device-1'));
    clock.advance(120);
    await settle(await take(), undefined);
    clock.advance(3600);

    const resting = await take();
    await receive(tell.connected('device-1'), tell.disconnected('device-1'));
    clock.advance(120);

    expect(resting).toEqual([]);
    expect(await take()).toMatchObject([{ what: 'gone' }]);
  });

  it('looks past those who are no news for those who are', async () => {
    const tell = eventScript();
    const flappers = Array.from({ length: 10 }, (_, index) => `device-${index}`);
    for (let turn = 0; turn < 5; turn++) {
      await receive(...flappers.flatMap((id) => [tell.disconnected(id), tell.connected(id)]));
    }
    await receive(tell.disconnected('device-x'));
    // What they lost is an hour old by then, and no news any more.
    clock.advance(3600);

    const news = await watch().takeNews(4);

    expect(news.map(({ taken }) => taken.record.device)).toEqual(['device-x']);
  });

  it('tells again, and says so, what was not settled in time', async () => {
    await receive(eventScript().disconnected('device-1'));
    clock.advance(120);
    const late = await take();
    clock.advance(60);
    const again = await take();
    const log = recordedLog();

    await settle(again, 'incident-1');
    await watch(log.log).settle(late.map((news) => ({ news, incident: 'incident-2' })));

    expect(again).toHaveLength(1);
    expect(log.lines().map((line) => JSON.parse(line))).toMatchObject([{ lost: 1 }]);
    expect(await store.connectionLedger.find('device-1')).toMatchObject([
      { incident: 'incident-1' },
    ]);
  });

  it('asks for nothing when there is nothing to settle', async () => {
    await expect(watch().settle([])).resolves.toBeUndefined();
  });
});

async function goAway(tell: ReturnType<typeof eventScript>): Promise<void> {
  await receive(tell.disconnected('device-1'));
  clock.advance(120);
  await settle(await take(), 'incident-1');
}

function receive(...events: DeviceEvent[]) {
  return store.connectionLedger.record({ events, unreadable: [] }, clock.now(), apply);
}

function take(): Promise<DeviceNews[]> {
  return watch().takeNews(100);
}

function settle(news: DeviceNews[], incident: string | undefined): Promise<void> {
  return watch().settle(news.map((each) => ({ news: each, incident })));
}

function watch(log = quietLog()) {
  const { connectionLedger: ledger, incidentBook: incidents } = store;
  return createDeviceWatch({ ledger, incidents, patience, clock, log });
}
