import type { Kysely } from 'kysely';

/** Which incidents a device was in, among those of many thousands. */
export async function addIncidentsOfDevices(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex('incident_members_by_device')
    .ifNotExists()
    .on('incident_members')
    .columns(['device'])
    .execute();
}
