import type { Kysely } from 'kysely';

/** Mutes, and what was decided about whom. */
export async function addMutesAndDecisions(_db: Kysely<unknown>): Promise<void> {}
