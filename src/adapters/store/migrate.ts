import { type Kysely, type Migration, Migrator } from 'kysely';
import { AppError, isAppError } from '../../shared/app-error';
import { createFirstTables } from './migrations/0001-first-tables';
import { addRefusalsAndOrder } from './migrations/0002-refusals-and-order';
import { addConversationMemory } from './migrations/0003-conversation-memory';
import { addConnections } from './migrations/0004-connections';
import { addJoinedAlerts } from './migrations/0005-one-card-a-problem';
import { addOutbox } from './migrations/0006-outbox';
import { addMutesAndDecisions } from './migrations/0007-mutes-and-decisions';
import { addRouteFilters } from './migrations/0008-route-filters';
import { addUsedConversations } from './migrations/0009-used-conversations';
import { addIncidentsOfDevices } from './migrations/0010-incidents-of-devices';
import type { StoreTables } from './schema';

// Forward only, in the order of their numbers. A released one is never edited.
const migrations: Record<string, Migration> = {
  '0001-first-tables': { up: createFirstTables },
  '0002-refusals-and-order': { up: addRefusalsAndOrder },
  '0003-conversation-memory': { up: addConversationMemory },
  '0004-connections': { up: addConnections },
  '0005-one-card-a-problem': { up: addJoinedAlerts },
  '0006-outbox': { up: addOutbox },
  '0007-mutes-and-decisions': { up: addMutesAndDecisions },
  '0008-route-filters': { up: addRouteFilters },
  '0009-used-conversations': { up: addUsedConversations },
  '0010-incidents-of-devices': { up: addIncidentsOfDevices },
};

/**
 * Brings the tables up to what this version needs. Throws AppError `store_newer` when a newer
 * version of the bot has used this store, `store_migration_failed` when a step fails. Several copies
 * may do so at the same time: on a shared store the migrator lets one after the other.
 */
export async function migrate(db: Kysely<StoreTables>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error, results = [] } = await migrator.migrateToLatest();
  if (error === undefined) return;
  if (isAppError(error)) throw error;
  if (wasMigratedFurther(error)) {
    throw new AppError(
      'store_newer',
      'The store was written by a newer version of Reconnect: start that version, or restore the backup made before the upgrade',
      { cause: error },
    );
  }
  const failed = results.find(({ status }) => status === 'Error');
  throw new AppError(
    'store_migration_failed',
    `The store could not be brought up to date${failed ? ` by step ${failed.migrationName}` : ''}`,
    { cause: error },
  );
}

/** The migrator tells a step it does not know only by the text of its error. */
function wasMigratedFurther(error: unknown): boolean {
  return error instanceof Error && error.message.includes('is missing');
}
