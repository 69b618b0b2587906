import type { Kysely } from 'kysely';

/** Incidents that several alerts and devices joined, and their own time to ask the logs. */
export async function addJoinedAlerts(_db: Kysely<unknown>): Promise<void> {}
