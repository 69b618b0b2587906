import type { Kysely } from 'kysely';

/** What is to be sent where, budgets and rests included. */
export async function addOutbox(_db: Kysely<unknown>): Promise<void> {}
