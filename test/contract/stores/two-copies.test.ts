import { sql } from 'kysely';
import { lock } from '../../../src/adapters/store/lock';
import { openPostgres } from '../../../src/adapters/store/open-postgres';
import { openStore, type Store } from '../../../src/adapters/store/open-store';
import { alert } from '../../support/alerts';
import { type PostgresServer, startPostgres } from '../../support/postgres';
import { refusal } from '../../support/refusals';
import { conversation, incidentCard } from '../../support/sends';
import { at } from './store-bench';

const minute = 60_000;
let postgres: PostgresServer;
const cleanups: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  postgres = await startPostgres();
});

afterAll(() => postgres.close());

afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

describe('two copies of the bot on one PostgreSQL', () => {
  it('may start at the same time, on a database with nothing in it', async () => {
    const url = await postgres.createDatabase();

    const copies = await Promise.all([open(url), open(url), open(url)]);

    for (const copy of copies) await copy.ping();
    expect(copies).toHaveLength(3);
  });

  it('take each due alert once', async () => {
    const [one, other] = await openTwo();
    for (let i = 0; i < 40; i++)
      await one.alertInbox.addOnce(alert({ id: `a${i}` }), at('03:15:00'));

    const taken = await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        (i % 2 === 0 ? one : other).alertInbox.takeDue(at('03:16:00'), minute, 7),
      ),
    );

    const keys = taken.flat().map(({ key }) => key);
    expect(keys).toHaveLength(40);
    expect(new Set(keys).size).toBe(40);
  });

  it('never have a firing and its resolving in two hands', async () => {
    const [one, other] = await openTwo();
    await one.alertInbox.addOnce(alert(), at('03:15:00'));
    await one.alertInbox.addOnce(
      alert({ condition: 'resolved', resolvedAt: at('03:20:00') }),
      at('03:20:00'),
    );

    const taken = await Promise.all(
      [one, other, one, other].map(({ alertInbox }) =>
        alertInbox.takeDue(at('03:21:00'), minute, 10),
      ),
    );

    expect(taken.flat().map((each) => each.alert.condition)).toEqual(['fired']);
  });

  it('take one delivery in once, however it arrives at both', async () => {
    const [one, other] = await openTwo();
    const deliveries = Array.from({ length: 60 }, (_, i) => alert({ id: `a${i % 20}` }));

    const answers = await Promise.all(
      deliveries.flatMap((each, i) => [
        one.alertInbox.addOnce(each, at('03:15:00')),
        other.alertInbox.addOnce(deliveries[59 - i] ?? each, at('03:15:00')),
      ]),
    );

    expect(answers.filter((answer) => answer === 'added')).toHaveLength(20);
    expect(await one.alertInbox.backlog()).toMatchObject({ waiting: 20 });
  });

  it('leave what the other has in hands, and take it over when its lease ends', async () => {
    const url = await postgres.createDatabase();
    const dead = await openStore(url);
    await dead.alertInbox.addOnce(alert(), at('03:15:00'));
    const [lost] = await dead.alertInbox.takeDue(at('03:15:00'), minute, 1);
    await dead.refusalBook.keep(refusal());
    await dead.refusalBook.takeDueNotice(at('03:15:00'), minute);
    await dead.close();

    const next = await open(url);
    const early = await next.alertInbox.takeDue(at('03:15:59'), minute, 1);
    const earlyNotice = await next.refusalBook.takeDueNotice(at('03:15:59'), minute);
    const late = await next.alertInbox.takeDue(at('03:16:00'), minute, 1);
    const lateNotice = await next.refusalBook.takeDueNotice(at('03:16:00'), minute);

    expect([early, earlyNotice]).toEqual([[], undefined]);
    expect(late).toEqual([expect.objectContaining({ key: lost?.key, attempt: 2 })]);
    expect(lateNotice).toMatchObject({ attempt: 2 });
  });

  it('send each card once, and keep the limits together', async () => {
    const [one, other] = await openTwo();
    const windows = [{ sends: 2, withinMs: 60_000 }];
    const limits = { perConversation: windows, wholeBot: { sends: 15, withinMs: 60_000 } };
    const rooms = Array.from({ length: 10 }, (_, i) => conversation(`room-${i}`));
    for (const [i, copy] of [one, other, one].entries()) {
      const cards = rooms.map((room) => incidentCard(`i${i}`, { conversation: room }));
      await copy.outbox.want(cards, at('03:15:00'));
    }

    const sent: string[] = [];
    for (let round = 0; round < 4; round++) {
      const taken = await Promise.all(
        [one, other, one, other].map(async ({ outbox }) => {
          const hand = await outbox.takeDue(at('03:15:01'), minute, 4, limits);
          for (const each of hand) {
            const done = { messageId: each.id, version: 1, at: at('03:15:01') };
            await outbox.recordSent(each, done);
          }
          return hand.map((each) => `${each.conversation.id} ${each.subject.key}`);
        }),
      );
      sent.push(...taken.flat());
    }

    expect(sent).toHaveLength(15);
    expect(new Set(sent).size).toBe(15);
    for (const { id } of rooms) {
      expect(sent.filter((each) => each.startsWith(`${id} `)).length).toBeLessThanOrEqual(2);
    }
  });

  it('ask about each incident once, and give each mute that ended once', async () => {
    const [one, other] = await openTwo();
    for (let i = 0; i < 10; i++) {
      const hub = { name: `hub-${i}`, hostName: `hub-${i}.azure-devices.net` };
      await one.incidentBook.recordFiring(alert({ id: `a${i}`, hub, hubs: [hub] }), at('03:15:00'));
      await other.muteBook.add({
        ...{ id: `m${i}`, conversation: conversation('ops'), reason: '' },
        ...{ scope: { kind: 'device', value: `d${i}` }, by: { id: 'ada', name: 'Ada' } },
        ...{ from: at('01:00:00'), until: at('03:00:00'), createdAt: at('01:00:00') },
      });
    }
    const copies = [one, other, one, other];

    const asks = await Promise.all(
      copies.map(({ incidentBook }) => incidentBook.takeDueAsks(at('03:16:00'), minute, 4)),
    );
    const ended = await Promise.all(
      copies.map(({ muteBook }) => muteBook.takeEnded(at('03:16:00'))),
    );

    expect(new Set(asks.flat().map(({ incident }) => incident.key)).size).toBe(10);
    expect(asks.flat()).toHaveLength(10);
    expect(new Set(ended.flat().map(({ id }) => id)).size).toBe(10);
    expect(ended.flat()).toHaveLength(10);
  });

  it('count refusals of one sender into one notice', async () => {
    const [one, other] = await openTwo();

    const words = await Promise.all(
      Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? one : other).refusalBook.keep(refusal())),
    );
    const notice = await one.refusalBook.takeDueNotice(at('03:16:00'), minute);

    expect(words.filter((word) => word === 'opened')).toHaveLength(1);
    expect(notice?.refused).toBe(20);
  });

  it('remove what is over together, each thing once', async () => {
    const [one, other] = await openTwo();
    for (let i = 0; i < 10; i++)
      await one.alertInbox.addOnce(alert({ id: `a${i}` }), at('03:15:00'));
    for (const each of await one.alertInbox.takeDue(at('03:15:00'), minute, 10)) {
      await one.alertInbox.finish(each, 'shown', at('03:15:00'));
    }

    const removed = await Promise.all(
      [one, other, one, other].map(({ oldRecords }) => oldRecords.removeBefore(at('09:00:00'), 3)),
    );

    expect(removed.toSorted()).toEqual([1, 3, 3, 3]);
  });
});

describe('lock', () => {
  it('lets nobody past the same name until the transaction ends, and anybody past another', async () => {
    const url = await postgres.createDatabase();
    const db = openPostgres(url, 'serving');
    cleanups.push(() => db.destroy());
    const passed: string[] = [];
    const pass = (name: string, who: string) =>
      db.transaction().execute(async (within) => {
        await lock(within, name);
        passed.push(who);
      });

    const behind = await db.transaction().execute(async (within) => {
      await lock(within, 'one');
      const waiting = pass('one', 'who waited');
      await pass('another', 'who had another name');
      await someoneWaits();
      passed.push('who was first');
      return { waiting };
    });
    await behind.waiting;

    expect(passed).toEqual(['who had another name', 'who was first', 'who waited']);

    async function someoneWaits(): Promise<void> {
      const waits = sql<{ count: number }>`select count(*) from pg_locks where not granted`;
      while ((await waits.execute(db)).rows[0]?.count === 0);
    }
  });
});

async function openTwo(): Promise<[Store, Store]> {
  const url = await postgres.createDatabase();
  return [await open(url), await open(url)];
}

async function open(url: string): Promise<Store> {
  const store = await openStore(url);
  cleanups.push(() => store.close());
  return store;
}
