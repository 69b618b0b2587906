import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, type Store } from '../../../src/adapters/store/open-store';
import { emptyTables, type PostgresServer, startPostgres } from '../../support/postgres';
import { describeAlertInbox } from './alert-inbox';
import { describeConnectionLedger } from './connection-ledger';
import { describeConversationMemory } from './conversation-memory';
import { describeDecisionTrail } from './decision-trail';
import { describeIncidentAsks } from './incident-asks';
import { describeIncidentBook } from './incident-book';
import { describeIncidentEvents } from './incident-events';
import { describeIncidentJoining } from './incident-joining';
import { describeLongQueue } from './long-queue';
import { describeMuteBook } from './mute-book';
import { describeOddTexts } from './odd-texts';
import { describeOldRecords } from './old-records';
import { describeOutbox } from './outbox';
import { describeRefusalBook } from './refusal-book';
import { describeRouteBook } from './route-book';
import type { OpenBench, StoreBench } from './store-bench';

const cleanups: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

let postgres: PostgresServer;
/** Databases that nobody uses just now, without a row. */
const free: string[] = [];

beforeAll(async () => {
  postgres = await startPostgres();
});

afterAll(() => postgres.close());

const benches: [string, OpenBench][] = [
  ['SQLite in memory', openInMemory],
  ['an SQLite file', openFile],
  ['PostgreSQL', openPostgres],
];

for (const [name, open] of benches) {
  describeAlertInbox(name, open);
  describeIncidentBook(name, open);
  describeIncidentEvents(name, open);
  describeIncidentJoining(name, open);
  describeIncidentAsks(name, open);
  describeOutbox(name, open);
  describeRouteBook(name, open);
  describeRefusalBook(name, open);
  describeConversationMemory(name, open);
  describeConnectionLedger(name, open);
  describeMuteBook(name, open);
  describeDecisionTrail(name, open);
  describeOldRecords(name, open);
  describeLongQueue(name, open);
  describeOddTexts(name, open);
}

async function openInMemory(): Promise<StoreBench> {
  const store = await openStore('sqlite::memory:');
  cleanups.push(() => store.close());
  return { store, reopen: async () => store };
}

async function openFile(): Promise<StoreBench> {
  const folder = await mkdtemp(join(tmpdir(), 'reconnect-store-'));
  cleanups.push(() => rm(folder, { recursive: true }));
  return openUrl(`sqlite:${join(folder, 'data', 'reconnect.db')}`);
}

async function openPostgres(): Promise<StoreBench> {
  const url = free.pop() ?? (await postgres.createDatabase());
  cleanups.push(async () => {
    await emptyTables(url);
    free.push(url);
  });
  return openUrl(url);
}

async function openUrl(url: string): Promise<StoreBench> {
  let current = await openStore(url);
  cleanups.push(() => current.close());
  const reopen = async (): Promise<Store> => {
    await current.close();
    current = await openStore(url);
    return current;
  };
  return { store: current, reopen };
}
