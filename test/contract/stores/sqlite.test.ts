import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, type Store } from '../../../src/adapters/store/open-store';
import { describeAlertInbox } from './alert-inbox';
import { describeCardLedger } from './card-ledger';
import { describeConversationMemory } from './conversation-memory';
import { describeDecisionTrail } from './decision-trail';
import { describeIncidentBook } from './incident-book';
import { describeIncidentEvents } from './incident-events';
import { describeMuteBook } from './mute-book';
import { describeOldRecords } from './old-records';
import { describeRefusalBook } from './refusal-book';
import { describeRouteBook } from './route-book';
import type { OpenBench, StoreBench } from './store-bench';

const cleanups: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

const benches: [string, OpenBench][] = [
  ['SQLite in memory', openInMemory],
  ['an SQLite file', openFile],
];

for (const [name, open] of benches) {
  describeAlertInbox(name, open);
  describeIncidentBook(name, open);
  describeIncidentEvents(name, open);
  describeCardLedger(name, open);
  describeRouteBook(name, open);
  describeRefusalBook(name, open);
  describeConversationMemory(name, open);
  describeMuteBook(name, open);
  describeDecisionTrail(name, open);
  describeOldRecords(name, open);
}

async function openInMemory(): Promise<StoreBench> {
  const store = await openStore('sqlite::memory:');
  cleanups.push(() => store.close());
  return { store, reopen: async () => store };
}

async function openFile(): Promise<StoreBench> {
  const folder = await mkdtemp(join(tmpdir(), 'reconnect-store-'));
  cleanups.push(() => rm(folder, { recursive: true }));
  const url = `sqlite:${join(folder, 'data', 'reconnect.db')}`;
  let current = await openStore(url);
  cleanups.push(() => current.close());
  const reopen = async (): Promise<Store> => {
    await current.close();
    current = await openStore(url);
    return current;
  };
  return { store: current, reopen };
}
