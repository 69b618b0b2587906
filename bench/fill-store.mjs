// Fills a store through the product's own verbs, without waiting for the disk at each of them.
import { createRequire } from 'node:module';
import { alertAboutHub } from './alert-bodies.mjs';

const require = createRequire(import.meta.url);
const eventsOfBatch = 5_000;
const alertsAtOnce = 1_000;
const dayMs = 86_400_000;

/** So many devices, each of which connected and went away in turn, and is connected. */
export async function fillDevices(file, devices, eventsOfOne) {
  const { createApplyEvent } = require('../dist/connections/apply-event.js');
  const { createPatience } = require('../dist/connections/patience.js');
  const apply = createApplyEvent(createPatience({ defaultSeconds: 120, overrides: [] }));
  const { store, close } = await openQuickly(file);
  const now = new Date();
  let batch = [];
  for (let n = 0; n < devices; n++) {
    batch.push(...eventsOf(n, eventsOfOne, now));
    if (batch.length < eventsOfBatch && n < devices - 1) continue;
    await store.connectionLedger.record({ events: batch, unreadable: [] }, now, apply);
    batch = [];
  }
  await close();
}

function eventsOf(n, count, now) {
  const place = { hub: `bench-hub-${n % 10}`, device: `device-${n}`, module: '' };
  return Array.from({ length: count }, (_, at) => ({
    ...place,
    id: `${n}-${at}`,
    kind: (count - at) % 2 === 1 ? 'connected' : 'disconnected',
    sequence: (at + 1).toString(16).padStart(64, '0'),
    at: new Date(now - (count - at) * 3_600_000),
  }));
}

/** So many open incidents about as many hubs, and as many alerts that wait until tomorrow. */
export async function fillOpenItems(file, count) {
  const { readAlert } = require('../dist/alerts/read-alert.js');
  const { createLocalHubDirectory } = require('../dist/start/hub-directory.js');
  const { sql } = require('kysely');
  const hubs = createLocalHubDirectory('azure-devices.net');
  const { store, db, close } = await openQuickly(file);
  const now = new Date();
  for (let start = 0; start < count; start += alertsAtOnce) {
    const numbers = Array.from(
      { length: Math.min(alertsAtOnce, count - start) },
      (_, n) => start + n,
    );
    const alerts = numbers.map((n) =>
      readAlert(alertAboutHub(n, `open-hub-${n}`), { hubs, clock: { now: () => now } }),
    );
    await Promise.all(alerts.map((alert) => store.alertInbox.addOnce(alert, now)));
    for (const alert of alerts) await store.incidentBook.recordFiring(alert, now);
  }
  await sql`update alert_inbox set due_at = ${+now + dayMs}`.execute(db);
  await sql`update incidents set ask_due_at = null, asks = 1`.execute(db);
  await close();
}

async function openQuickly(file) {
  const { openSqlite } = require('../dist/adapters/store/open-sqlite.js');
  const { migrate } = require('../dist/adapters/store/migrate.js');
  const { createStore } = require('../dist/adapters/store/open-store.js');
  const { sql } = require('kysely');
  const db = await openSqlite(file);
  await migrate(db);
  await sql`pragma synchronous = off`.execute(db);
  const store = createStore(db);
  return {
    store,
    db,
    async close() {
      // What was written ahead goes into the file, so that its size tells all of it.
      await sql`pragma wal_checkpoint(truncate)`.execute(db);
      await store.close();
    },
  };
}
