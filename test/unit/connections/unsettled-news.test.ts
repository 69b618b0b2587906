import { join } from 'node:path';
import { openStore, type Store } from '../../../src/adapters/store/open-store';
import { createApplyEvent } from '../../../src/connections/apply-event';
import { createDeviceWatch, type DeviceNews } from '../../../src/connections/device-watch';
import { createPatience } from '../../../src/connections/patience';
import { tellDevices } from '../../../src/incidents/tell-devices';
import type { DeviceEvent } from '../../../src/ports/device-event';
import { eventScript } from '../../support/device-events';
import { type HandClock, handClock } from '../../support/hand-clock';
import { quietLog } from '../../support/quiet-log';
import { createDataFolder } from '../../support/start-product';

const patience = createPatience({ defaultSeconds: 120, overrides: [] });
const apply = createApplyEvent(patience);
const start = new Date('2026-03-01T03:14:00Z');
const hub = { name: 'contoso-hub', hostName: 'contoso-hub.azure-devices.net' };

let folder: ReturnType<typeof createDataFolder>;
let store: Store;
let clock: HandClock;

beforeEach(async () => {
  folder = createDataFolder();
  store = await open();
  clock = handClock(start);
});

afterEach(async () => {
  await store.close();
  folder.remove();
});

// A stop after an incident told of a device and before the ledger knew of that.
describe('a device that an incident tells of, and the ledger does not know it', () => {
  it('is told to be back when it came back after the stop', async () => {
    const tell = eventScript();
    await receive(tell.connected('device-1'), tell.disconnected('device-1'));
    const incident = await joinWithoutSettling();

    await restart();
    await receive(tell.connected('device-1'));
    const news = await take();

    expect(news).toMatchObject([{ what: 'back', incident }]);
  });

  it('is told to be back when it came back before the stop', async () => {
    const tell = eventScript();
    await receive(tell.connected('device-1'), tell.disconnected('device-1'));
    const incident = await joinWithoutSettling(() => receive(tell.connected('device-1')));

    await restart();
    const news = await take();

    expect(news).toMatchObject([{ what: 'back', incident }]);
  });

  it('is told to be deleted', async () => {
    const tell = eventScript();
    await receive(tell.connected('device-1'), tell.disconnected('device-1'));
    const incident = await joinWithoutSettling();

    await restart();
    await receive(tell.deleted('device-1'));
    const news = await take();

    expect(news).toMatchObject([{ what: 'deleted', incident }]);
  });

  it('stays with that incident while it is away, however long nobody looked', async () => {
    const tell = eventScript();
    await receive(tell.connected('device-1'), tell.disconnected('device-1'));
    const incident = await joinWithoutSettling();

    await restart();
    clock.advance(2 * 3600);
    const news = await take();

    expect(news).toMatchObject([{ what: 'gone', incident }]);
  });

  it('is back for it, when it came back and went again within its patience', async () => {
    const tell = eventScript();
    await receive(tell.connected('device-1'), tell.disconnected('device-1'));
    const incident = await joinWithoutSettling();

    await restart();
    await receive(tell.connected('device-1'), tell.disconnected('device-1'));
    await take();
    await receive(tell.connected('device-1'));
    const news = await take();

    expect(news).toMatchObject([{ what: 'back', incident }]);
  });

  it('is nothing to anybody when the stop came before the incident', async () => {
    const tell = eventScript();
    await receive(tell.connected('device-1'), tell.disconnected('device-1'));
    clock.advance(120);
    await watch().takeNews(10);

    await restart();
    await receive(tell.connected('device-1'));

    expect(await take()).toEqual([]);
  });
});

async function joinWithoutSettling(meanwhile?: () => Promise<unknown>): Promise<string> {
  clock.advance(120);
  const news = await watch().takeNews(10);
  const joined = await store.incidentBook.joinDevices(hub, news.map(asMember), {
    at: clock.now(),
    tell: tellDevices(hub),
  });
  await meanwhile?.();
  return joined.incident.key;
}

function asMember({ taken, since, patience: why }: DeviceNews) {
  const { device, module } = taken.record;
  return { device, module, what: 'away' as const, since, patience: why };
}

async function restart(): Promise<void> {
  await store.close();
  store = await open();
}

function open(): Promise<Store> {
  return openStore(`sqlite:${join(folder.path, 'reconnect.db')}`);
}

/** A few seconds later, when a connect is believed. */
async function take(): Promise<DeviceNews[]> {
  const early = await watch().takeNews(10);
  clock.advance(3);
  return [...early, ...(await watch().takeNews(10))];
}

function watch() {
  const { connectionLedger: ledger, incidentBook: incidents } = store;
  return createDeviceWatch({ ledger, incidents, patience, clock, log: quietLog() });
}

function receive(...events: DeviceEvent[]) {
  return store.connectionLedger.record({ events, unreadable: [] }, clock.now(), apply);
}
