import { type Kysely, sql } from 'kysely';
import { migrate } from '../../../src/adapters/store/migrate';
import { openSqlite } from '../../../src/adapters/store/open-sqlite';
import { createStore, type Store } from '../../../src/adapters/store/open-store';
import type { StoreTables } from '../../../src/adapters/store/schema';
import { createApplyEvent } from '../../../src/connections/apply-event';
import { createPatience } from '../../../src/connections/patience';
import type { Alert } from '../../../src/ports/alert';
import { alert, resolvedAlert } from '../../support/alerts';
import { eventScript } from '../../support/device-events';
import { deviceAlert, gone } from '../../support/gone-devices';
import { refusal } from '../../support/refusals';
import { conversation, incidentCard, showCard, takeOne } from '../../support/sends';
import { at } from './store-bench';

/** What keeps each table from growing for ever. One that is not listed here has nothing. */
const bounds: Record<keyof StoreTables, string> = {
  alert_inbox: 'handled, or given up, and removed two weeks later',
  incidents: 'resolved, or silent for a day or two weeks, and removed two weeks later',
  incident_alerts: 'goes with its incident',
  incident_members: 'goes with its incident',
  outbox: 'goes with its incident or notice; replies and digests after two weeks',
  outbox_conversations: 'removed two weeks after the last send; one stands for the whole bot',
  routes: 'one a conversation that subscribed',
  refusals: 'two weeks, and 500 a sender in ten minutes',
  refusal_notices: 'goes after its refusals; one a sender in ten minutes',
  conversation_memory: 'thirty days after its last use',
  mutes: 'two weeks after their end, thirty days after the longest',
  decisions: 'two weeks',
  devices: 'one a device that exists, with its latest events; two weeks after it was deleted',
  hidden_hours: 'two weeks of hours a hub',
  unreadable_events: 'two weeks, and 5,000',
  store_probe: 'emptied by whoever fills it',
};

/** Rows that stand for what still exists. */
const lasting: Partial<Record<keyof StoreTables, number>> = {
  routes: 1,
  devices: 1,
};

const minute = 60_000;
const yearLater = new Date('2027-03-01T03:00:00Z');
const hub = { name: 'contoso-hub', hostName: 'contoso-hub.azure-devices.net' };
const ops = conversation('ops');

let db: Kysely<StoreTables>;
let store: Store;

beforeEach(async () => {
  db = await openSqlite(':memory:');
  await migrate(db);
  store = createStore(db);
});

afterEach(() => db.destroy());

it('every table has a bound', async () => {
  const tables = await db.introspection.getTables();

  const names = tables.map(({ name }) => name).filter((name) => !name.startsWith('sqlite_'));
  expect(names.sort()).toEqual(Object.keys(bounds).sort());
});

it('a year later there is no row of what is over', async () => {
  await fillEveryTable();
  const before = await countRows();

  await removeAll();

  expect(before.filter(({ rows }) => rows === 0)).toEqual([{ name: 'store_probe', rows: 0 }]);
  expect((await countRows()).filter(({ rows }) => rows > 0)).toEqual(
    Object.entries(lasting).map(([name, rows]) => ({ name, rows })),
  );
});

it.each([
  ['never ends', '9999-12-31T00:00:00Z'],
  ['is over before it begins', '0001-01-01T00:00:00Z'],
])('not even of an alert that %s by its own clock', async (_what, time) => {
  const odd = alert({ firedAt: new Date(time) });
  const over = resolvedAlert({ id: 'other', firedAt: at('03:14:00'), resolvedAt: new Date(time) });
  for (const each of [odd, over]) await finishDelivery(each);
  await store.incidentBook.recordFiring(odd, at('03:15:00'));
  await store.incidentBook.recordResolve(over, new Date(time));

  await removeAll();

  expect((await countRows()).filter(({ rows }) => rows > 0)).toEqual([]);
});

it('an alert that fires every day leaves incidents of two weeks', async () => {
  const dayMs = 24 * 60 * minute;
  for (let day = 0; day < 40; day++) {
    const firedAt = new Date(at('03:14:00').getTime() + day * dayMs);
    const over = { condition: 'resolved', resolvedAt: firedAt } as const;
    await finishDelivery(alert({ firedAt }), firedAt);
    await finishDelivery(alert({ firedAt, ...over }), firedAt);
    await store.incidentBook.recordFiring(alert({ firedAt }), firedAt);
    await store.incidentBook.recordResolve(alert({ firedAt, ...over }), firedAt, firedAt);
    await store.oldRecords.removeBefore(new Date(firedAt.getTime() - 14 * dayMs), 100);
  }

  const rows = await countRows();

  expect(rows.find(({ name }) => name === 'incidents')).toEqual({ name: 'incidents', rows: 15 });
});

async function countRows() {
  const counts = [];
  for (const name of Object.keys(bounds)) {
    const counted = sql<{ rows: number }>`select count(*) as rows from ${sql.table(name)}`;
    const { rows } = await counted.execute(db);
    counts.push({ name, rows: rows[0]?.rows ?? 0 });
  }
  return counts;
}

/** As the housekeeping does, until there is nothing more to do. */
async function removeAll(): Promise<void> {
  const monthBefore = new Date(yearLater.getTime() - 30 * 24 * 60 * minute);
  await store.incidentBook.closeSilent(monthBefore, monthBefore, 100);
  while ((await store.oldRecords.removeBefore(yearLater, 100)) > 0);
}

async function fillEveryTable(): Promise<void> {
  await fillDevices();
  await liveThroughAlert();
  await settleConversation();
  await refuse();
  const text = 'Received.';
  const subject = { kind: 'incident', key: 'i1' } as const;
  await store.decisionTrail.add([{ at: at('03:15:00'), what: 'received', text, subject }]);
}

/** One that exists, one that was deleted, and one that nobody could read. */
async function fillDevices(): Promise<void> {
  const patience = createPatience({ defaultSeconds: 120, overrides: [] });
  const tell = eventScript();
  const events = [
    ...[tell.connected('device-1'), tell.disconnected('device-1'), tell.connected('device-1')],
    ...[tell.connected('device-2'), tell.deleted('device-2')],
  ];
  const unreadable = [{ index: 5, reason: 'id: is missing or no text', excerpt: '{}' }];
  const batch = { events, unreadable };
  await store.connectionLedger.record(batch, at('03:20:00'), createApplyEvent(patience));
  const how = { at: at('03:22:00'), tell: deviceAlert(hub) };
  const { incident } = await store.incidentBook.joinDevices(hub, [gone('device-1')], how);
  const back = gone('device-1', { what: 'back', endedAt: at('03:23:00') });
  await store.incidentBook.recordBack(incident.key, [back], at('03:23:00'));
}

/** An incident that another alert joined, with cards, a reply and a digest. */
async function liveThroughAlert(): Promise<void> {
  const firings = [alert(), alert({ id: 'alert-2', rule: 'another' })];
  let key = '';
  for (const firing of firings) {
    await finishDelivery(firing);
    ({ key } = await store.incidentBook.recordFiring(firing, at('03:40:00')));
  }
  const card = incidentCard(key, { conversation: ops });
  await showCard(store.outbox, card, at('03:46:00'));
  await store.outbox.reply(
    [{ ...card, key: 'joined', text: 'Also firing', urgency: 'new' }],
    at('03:47:00'),
  );
  const reply = await takeOne(store.outbox, at('03:48:00'));
  await store.outbox.recordSent(reply, { messageId: 'm2', version: 1, at: at('03:48:00') });
  await foldOne();
  for (const firing of firings) {
    const resolved = { ...firing, condition: 'resolved', resolvedAt: at('04:00:00') } as const;
    await finishDelivery(resolved);
    await store.incidentBook.recordResolve(resolved, at('04:00:00'));
  }
}

async function foldOne(): Promise<void> {
  const other = incidentCard('folded', { conversation: ops });
  await store.outbox.want([other], at('03:49:00'));
  await store.outbox.fold(ops, [other.subject], at('03:49:30'));
  const digest = await takeOne(store.outbox, at('03:50:00'));
  const version = digest.wantedVersion;
  await store.outbox.recordSent(digest, { messageId: 'm3', version, at: at('03:50:00') });
}

async function finishDelivery(delivered: Alert, receivedAt = at('03:15:00')): Promise<void> {
  await store.alertInbox.addOnce(delivered, receivedAt);
  const [taken] = await store.alertInbox.takeDue(receivedAt, minute, 1);
  if (taken === undefined) throw new Error('nothing is due');
  await store.alertInbox.finish(taken, 'published', receivedAt);
}

async function settleConversation(): Promise<void> {
  const by = { id: 'ada', name: 'Ada' };
  await store.routeBook.add({ conversation: ops, createdBy: by.id, createdAt: at('03:00:00') });
  await store.conversationMemory.chooseHub(ops, { hub: hub.name, chosenAt: at('03:00:00') });
  await store.muteBook.add({
    ...{ id: 'mute-1', conversation: ops, by, reason: '' },
    scope: { kind: 'hub', value: hub.name },
    ...{ from: at('03:00:00'), until: at('05:00:00'), createdAt: at('03:00:00') },
  });
}

async function refuse(): Promise<void> {
  await store.refusalBook.keep(refusal());
  const notice = await store.refusalBook.takeDueNotice(at('03:16:00'), minute);
  if (notice === undefined) throw new Error('there is no notice');
  await store.refusalBook.finishNotice(notice, 'shown', at('03:16:01'));
}
