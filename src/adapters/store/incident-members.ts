import type { Kysely, Transaction } from 'kysely';
import type { GoneDevice, GoneDevices } from '../../ports/incident-book';
import type { IncidentMemberRow } from './incident-tables';
import type { StoreTables } from './schema';

const membersOnPage = 50;
/** Eight parameters each: well below what a statement may have. */
const portion = 500;

export type MemberCounts = Omit<GoneDevices, 'listed'>;

export async function listFirst(
  db: Kysely<StoreTables>,
  key: string,
  counts: MemberCounts,
): Promise<GoneDevices> {
  return { ...counts, listed: await listMembers(db, key, 1) };
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
    .orderBy('is_over')
    .orderBy('since')
    .orderBy('device')
    .orderBy('module')
    .limit(membersOnPage)
    .offset((Math.max(1, page) - 1) * membersOnPage)
    .execute();
  return rows.map(readMember);
}

export async function listKeysOf(
  db: Kysely<StoreTables>,
  device: string,
  hub: string | undefined,
  limit: number,
): Promise<string[]> {
  const rows = await db
    .selectFrom('incident_members')
    .innerJoin('incidents', 'incidents.incident_key', 'incident_members.incident_key')
    .select('incidents.incident_key')
    .where('incident_members.device', '=', device)
    .$if(hub !== undefined, (query) => query.where('hub_key', '=', (hub ?? '').toLowerCase()))
    .groupBy(['incidents.incident_key', 'incidents.opened_at'])
    .orderBy('incidents.opened_at', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ incident_key }) => incident_key);
}

/** Writes those that are new or changed; gives them, and all members counted anew. */
export async function writeMembers(
  db: Transaction<StoreTables>,
  key: string,
  before: MemberCounts | undefined,
  members: GoneDevice[],
): Promise<{ changed: GoneDevice[]; counts: MemberCounts | undefined }> {
  const changed: GoneDevice[] = [];
  let counts = before;
  const all = [...new Map(members.map((member) => [nameOf(member), member])).values()];
  for (let from = 0; from < all.length; from += portion) {
    const some = all.slice(from, from + portion);
    const known = await findKnown(db, key, some);
    const news = some.filter((member) => !isKnown(known.get(nameOf(member)), member));
    if (news.length > 0) await upsert(db, key, news);
    for (const member of news) counts = countMember(counts, known.get(nameOf(member)), member);
    changed.push(...news);
  }
  return { changed, counts };
}

function countMember(
  counts: MemberCounts | undefined,
  before: GoneDevice | undefined,
  now: GoneDevice,
): MemberCounts {
  const none: MemberCounts = {
    ...{ total: 0, away: 0, flapping: 0, back: 0, deleted: 0 },
    latestAt: now.since,
  };
  const next: MemberCounts = { ...(counts ?? none) };
  if (before === undefined) next.total += 1;
  else next[before.what] -= 1;
  next[now.what] += 1;
  if (now.since > next.latestAt) next.latestAt = now.since;
  const { endedAt } = now;
  const isLater = endedAt !== undefined && (next.lastEndedAt ?? endedAt) <= endedAt;
  return isLater ? { ...next, lastEndedAt: endedAt } : next;
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
        is_over: row.ref('excluded.is_over'),
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
    is_over: what === 'away' || what === 'flapping' ? 0 : 1,
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
