import { openStore, type Store } from '../../../src/adapters/store/open-store';
import { createApplyEvent } from '../../../src/connections/apply-event';
import { createPatience } from '../../../src/connections/patience';
import type { DeviceEvent } from '../../../src/ports/device-event';
import { eventScript } from '../../support/device-events';
import { type PostgresServer, startPostgres } from '../../support/postgres';
import { at } from './store-bench';

const apply = createApplyEvent(createPatience({ defaultSeconds: 120, overrides: [] }));
const devices = Array.from({ length: 20 }, (_, index) => `device-${index}`);
let postgres: PostgresServer;
let copies: [Store, Store];

beforeAll(async () => {
  postgres = await startPostgres();
});

afterAll(() => postgres.close());

beforeEach(async () => {
  const url = await postgres.createDatabase();
  copies = [await openStore(url), await openStore(url)];
});

afterEach(() => Promise.all(copies.map((copy) => copy.close())));

describe('two copies of the bot that are told of the same devices', () => {
  it('end with the same devices, whoever is told of what, and in which order', async () => {
    const events = tellOf(['hub-a', 'hub-b', 'hub-c']);
    const batches = Array.from({ length: 30 }, (_, turn) =>
      events.filter((_event, index) => (index * 7 + turn) % 30 < 3),
    );

    await Promise.all(batches.map((batch, turn) => record(turn % 2, batch)));

    for (const device of devices) {
      const found = await copies[0].connectionLedger.find(device);
      const counts = found.map(({ events: kept, duplicates }) => [kept.length, duplicates]);
      expect(counts).toEqual(found.map(() => [6, 12]));
      expect(found).toHaveLength(3);
    }
  });

  it('take each due device once, while more is told', async () => {
    const away = tellOf(['hub-a', 'hub-b']).filter(({ kind }) => kind === 'disconnected');
    await record(0, away);

    const hands = await Promise.all(
      [0, 1, 0, 1, 0, 1].flatMap((copy) => [
        copies[copy]?.connectionLedger.takeDue(at('04:00:00'), 60_000, 10),
        record(copy, away).then(() => []),
      ]),
    );
    const rest = await copies[1].connectionLedger.takeDue(at('04:00:00'), 60_000, 100);

    const keys = [...hands.flatMap((taken) => taken ?? []), ...rest].map(
      ({ record: { hub, device } }) => `${hub}/${device}`,
    );
    expect(keys).toHaveLength(40);
    expect(new Set(keys).size).toBe(40);
  });

  it('settle and record at the same time without losing either', async () => {
    const tell = eventScript();
    const away = devices.map((device) => tell.disconnected(device));
    const back = devices.map((device) => tell.connected(device));
    await record(0, away);
    const taken = await copies[0].connectionLedger.takeDue(at('04:00:00'), 60_000, 100);

    const [answers] = await Promise.all([
      copies[0].connectionLedger.settle(
        taken.map((each) => ({
          taken: each,
          incident: 'incident-1',
          told: 'gone' as const,
          dueAt: undefined,
        })),
        at('04:00:00'),
      ),
      record(1, back),
    ]);

    const due = await copies[1].connectionLedger.takeDue(at('04:00:02'), 60_000, 100);
    expect(new Set(answers).size).toBe(1);
    expect(due).toHaveLength(20);
    expect(
      due.every(({ record: { told, events } }) => told === 'gone' && events.length === 2),
    ).toBe(true);
  });
});

function tellOf(hubs: string[]): DeviceEvent[] {
  return hubs.flatMap((hub) => {
    const tell = eventScript({ hub });
    return [0, 1, 2].flatMap(() =>
      devices.flatMap((device) => [tell.connected(device), tell.disconnected(device)]),
    );
  });
}

function record(copy: number, events: DeviceEvent[]) {
  const ledger = copies[copy]?.connectionLedger;
  return ledger?.record({ events, unreadable: [] }, at('03:20:00'), apply) ?? Promise.resolve([]);
}
