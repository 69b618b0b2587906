import type { Transaction } from 'kysely';
import { lock } from './lock';
import type { StoreTables } from './schema';

/*
 * Whoever needs several takes them in this order: a hub, an alert, incidents by their keys. So
 * nobody waits for somebody who waits for him.
 */

export function lockHub(db: Transaction<StoreTables>, hub: string): Promise<void> {
  return lock(db, `incidents of hub ${hub}`);
}

export function lockAlert(db: Transaction<StoreTables>, alertId: string): Promise<void> {
  return lock(db, `incidents of alert ${alertId}`);
}

export async function lockIncident(db: Transaction<StoreTables>, ...keys: string[]): Promise<void> {
  for (const key of [...new Set(keys)].sort()) await lock(db, `incident ${key}`);
}
