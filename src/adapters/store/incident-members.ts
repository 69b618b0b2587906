import type { Kysely, Transaction } from 'kysely';
import type { GoneDevice, GoneDevices } from '../../ports/incident-book';
import type { IncidentMemberRow } from './incident-tables';
import type { StoreTables } from './schema';

const membersOnPage = 50;
/** Eight parameters each: well below what a statement may have. */
const portion = 500;

/** Counts the members of an incident and lists the first; undefined where it has none. */
export async function findMembers(
  db: Kysely<StoreTables>,
  key: string,
): Promise<GoneDevices | undefined> {
  const counted = await db
    .selectFrom('incident_members')
    .select((row) => [
      'what',
      row.fn.countAll<number>().as('count'),
      row.fn.max('since').as('latest'),
      row.fn.max('ended_at').as('ended'),
    ])
    .where('incident_key', '=', key)
    .groupBy('what')
    .execute();
  if (counted.length === 0) return undefined;
  const of = (what: string) => Number(counted.find((row) => row.what === what)?.count ?? 0);
  const ended = Math.max(...counted.map((row) => Number(row.ended ?? 0)));
  const counts = { away: of('away'), flapping: of('flapping') };
  return {
    total: counted.reduce((sum, { count }) => sum + Number(count), 0),
    ...counts,
    back: of('back'),
    deleted: of('deleted'),
    latestAt: new Date(Math.max(...counted.map((row) => Number(row.latest)))),
    ...(ended > 0 && { lastEndedAt: new Date(ended) }),
    listed: await listMembers(db, key, 1),
  };
}

export async function listMembers(
  db: Kysely<StoreTables>,
  key: string,
  page: number,
): Promise<GoneDevice[]> {
  const rows = await db
    .selectFrom('incident_members')
    .selectAll()
    .where('incident_key', '=', key)
    .orderBy('is_away', 'desc')
    .orderBy('since')
    .orderBy('device')
    .orderBy('module')
    .limit(membersOnPage)
    .offset((Math.max(1, page) - 1) * membersOnPage)
    .execute();
  return rows.map(readMember);
}

/** Writes those that are new or changed, and gives them. */
export async function writeMembers(
  db: Transaction<StoreTables>,
  key: string,
  members: GoneDevice[],
): Promise<GoneDevice[]> {
  const changed: GoneDevice[] = [];
  const all = [...new Map(members.map((member) => [nameOf(member), member])).values()];
  for (let from = 0; from < all.length; from += portion) {
    const some = all.slice(from, from + portion);
    const known = await findKnown(db, key, some);
    const news = some.filter((member) => !isKnown(known.get(nameOf(member)), member));
    if (news.length > 0) await upsert(db, key, news);
    changed.push(...news);
  }
  return changed;
}

/** Those of the given devices that are members, as they stand. */
export async function findKnown(
  db: Transaction<StoreTables>,
  key: string,
  members: GoneDevice[],
): Promise<Map<string, GoneDevice>> {
  const known = new Map<string, GoneDevice>();
  for (let from = 0; from < members.length; from += portion) {
    const devices = members.slice(from, from + portion).map(({ device }) => device);
    const rows = await db
      .selectFrom('incident_members')
      .selectAll()
      .where('incident_key', '=', key)
      .where('device', 'in', devices)
      .execute();
    for (const row of rows.map(readMember)) known.set(nameOf(row), row);
  }
  return known;
}

export function nameOf({ device, module }: Pick<GoneDevice, 'device' | 'module'>): string {
  return JSON.stringify([device, module]);
}

function isKnown(known: GoneDevice | undefined, member: GoneDevice): boolean {
  return (
    known?.what === member.what &&
    known.since.getTime() === member.since.getTime() &&
    known.endedAt?.getTime() === member.endedAt?.getTime()
  );
}

async function upsert(db: Transaction<StoreTables>, key: string, members: GoneDevice[]) {
  await db
    .insertInto('incident_members')
    .values(members.map((member) => writeMember(key, member)))
    .onConflict((conflict) =>
      conflict.columns(['incident_key', 'device', 'module']).doUpdateSet((row) => ({
        what: row.ref('excluded.what'),
        is_away: row.ref('excluded.is_away'),
        since: row.ref('excluded.since'),
        ended_at: row.ref('excluded.ended_at'),
        patience: row.ref('excluded.patience'),
      })),
    )
    .execute();
}

function writeMember(key: string, member: GoneDevice): IncidentMemberRow {
  const { device, module, what, since, endedAt, patience } = member;
  return {
    incident_key: key,
    device,
    module,
    what,
    is_away: what === 'away' || what === 'flapping' ? 1 : 0,
    since: since.getTime(),
    ended_at: endedAt?.getTime() ?? null,
    patience,
  };
}

function readMember(row: IncidentMemberRow): GoneDevice {
  const { device, module, what, patience, ended_at } = row;
  const endedAt = ended_at === null ? {} : { endedAt: new Date(Number(ended_at)) };
  return { device, module, what, since: new Date(Number(row.since)), ...endedAt, patience };
}
