import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { openPostgres } from '../../../src/adapters/store/open-postgres';
import { openSqlite } from '../../../src/adapters/store/open-sqlite';
import { openStore, type Store } from '../../../src/adapters/store/open-store';
import type { StoreTables } from '../../../src/adapters/store/schema';
import { type EarlierTables, leaveAtVersion } from '../../support/earlier-stores';
import { type PostgresServer, startPostgres } from '../../support/postgres';
import { at } from './store-bench';

const room = { channel: 'teams', id: 'room' };
let postgres: PostgresServer;
const cleanups: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  postgres = await startPostgres();
});

afterAll(() => postgres.close());

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

const homes: [string, () => Promise<{ url: string; db: Kysely<StoreTables> }>][] = [
  ['an SQLite file', makeFile],
  ['PostgreSQL', makeDatabase],
];

describe.each(homes)('%s that an earlier version left', (_name, make) => {
  it.each([1, 2, 3])('after step %i has every alert, incident and route of then', async (steps) => {
    const store = await openEarlier(make, steps);

    const taken = await store.alertInbox.takeDue(at('03:16:00'), 60_000, 10);
    const incident = await store.incidentBook.find('incident-1');
    const routes = await store.routeBook.list();

    expect(taken).toEqual([expect.objectContaining({ key: 'delivery-1', attempt: 2 })]);
    expect(taken[0]?.alert).toMatchObject({ id: 'alert-1', hubCertainty: 'named' });
    expect(incident).toMatchObject({ alert: { id: 'alert-1' }, version: 2 });
    expect(incident?.history).toEqual([{ at: at('03:14:00'), what: 'fired' }]);
    expect(routes).toEqual([
      {
        conversation: { ...room, reference: { tenant: 1 } },
        createdBy: 'Ada',
        createdAt: at('03:14:00'),
      },
    ]);
  });

  it.each([1, 3])('after step %i has the messages that are out, to be updated', async (steps) => {
    const store = await openEarlier(make, steps);
    const subject = { kind: 'incident', key: 'incident-1' } as const;
    const [card] = await store.outbox.listCards(subject);
    if (card === undefined) throw new Error('the card is gone');
    const wanted = { subject, conversation: card.conversation, version: 2 };

    await store.outbox.want([{ ...wanted, urgency: 'recovery' }], at('03:16:00'));
    const taken = await store.outbox.takeDue(at('03:16:00'), 60_000, 10, {
      perConversation: [],
      wholeBot: undefined,
    });

    expect(card).toMatchObject({ state: 'sent', messageId: 'message-1', shownVersion: 1 });
    expect(card.conversation).toEqual({ ...room, reference: { tenant: 1 } });
    expect(taken).toMatchObject([{ subject, what: { kind: 'update', messageId: 'message-1' } }]);
  });

  it.each([2, 3])('after step %i has what was refused, to be told', async (steps) => {
    const store = await openEarlier(make, steps);

    const notice = await store.refusalBook.takeDueNotice(at('03:16:00'), 60_000);

    expect(notice).toMatchObject({ key: 'notice-1', refused: 1 });
    expect(await store.refusalBook.list(10)).toEqual([expect.objectContaining({ body: '{}' })]);
  });

  it('remembers what a conversation settled, and forgets it when its time has come', async () => {
    const store = await openEarlier(make, 3);
    const sixteenDays = 16 * 24 * 3_600_000;
    const askedAt = at('03:15:00').getTime() + sixteenDays;

    const chosen = await store.conversationMemory.findHub(room);
    await store.oldRecords.removeBefore(new Date(askedAt), 100);
    const kept = await store.conversationMemory.findQuestion(room);
    await store.oldRecords.removeBefore(new Date(askedAt + 1), 100);
    const forgotten = await store.conversationMemory.findQuestion(room);

    expect(chosen).toEqual({ hub: 'north-hub', chosenAt: at('03:14:00') });
    expect(kept).toMatchObject({ verb: 'why', askedAt: at('03:15:00') });
    expect(forgotten).toBeUndefined();
  });
});

async function openEarlier(make: (typeof homes)[number][1], steps: number): Promise<Store> {
  const { url, db } = await make();
  await leaveAtVersion(db as unknown as Kysely<EarlierTables>, steps);
  await db.destroy();
  const store = await openStore(url);
  cleanups.push(() => store.close());
  return store;
}

async function makeFile() {
  const folder = await mkdtemp(join(tmpdir(), 'reconnect-earlier-'));
  cleanups.push(() => rm(folder, { recursive: true }));
  const path = join(folder, 'reconnect.db');
  return { url: `sqlite:${path}`, db: await openSqlite(path) };
}

async function makeDatabase() {
  const url = await postgres.createDatabase();
  return { url, db: openPostgres(url, 'migrating') };
}
