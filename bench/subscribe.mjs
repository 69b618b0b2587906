// Conversations that want to hear of alerts, put into a store before the process opens it.
import { createRequire } from 'node:module';
import { addressOf } from './teams-connector.mjs';

const require = createRequire(import.meta.url);

/** Each `{ id, filter }` gets a route; without a filter it hears of everything. */
export async function subscribe(databaseUrl, conversations, serviceUrl) {
  const { openStore } = require('../dist/adapters/store/open-store.js');
  const store = await openStore(databaseUrl);
  for (const { id, filter } of conversations) {
    await store.routeBook.add({
      conversation: addressOf(id, serviceUrl),
      ...(filter && { filter }),
      createdBy: 'bench',
      createdAt: new Date(),
    });
  }
  await store.close();
}
