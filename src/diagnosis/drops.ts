import type { ConnectionRow } from './connection-row';

/** One loss of the connection: the rows that the hub logged for it, and what framed them. */
export interface Drop {
  at: Date;
  /** Faults of its rows, each once, sorted; the empty one of a clean close included. */
  faults: string[];
  /** Codes and names of its disconnect rows, each once; those of refused attempts around it are left out. */
  closes: { code: string; name: string }[];
  /** When the connection that ended had begun, where a row tells. */
  upSince: Date | undefined;
  /** The next connect; undefined when no row shows one before the next drop or the window's end. */
  backAt: Date | undefined;
}

/** Rows this close to each other tell of one loss: a cut token is logged as 401003 and then 404104. */
const oneLossMs = 60_000;

/** Reads losses from rows in order of time. Refused attempts shortly around a loss belong to it. */
export function findDrops(rows: ConnectionRow[]): Drop[] {
  const drops: Drop[] = [];
  let failures: ConnectionRow[] = [];
  let upSince: Date | undefined;
  for (const row of rows) {
    if (row.event === 'other') continue;
    if (row.event !== 'connect') {
      failures.push(row);
      continue;
    }
    drops.push(...splitFailures(failures, upSince, row.at));
    failures = [];
    upSince = row.at;
  }
  return [...drops, ...splitFailures(failures, upSince, undefined)];
}

/** How long the device was away; undefined where no row shows it coming back. */
export function awayMs(drop: Drop): number | undefined {
  return drop.backAt && drop.backAt.getTime() - drop.at.getTime();
}

/**
 * Between two connects there is mostly one loss. Where disconnects lie further apart, a connect was
 * not logged: they are losses of their own, and only the last one is known to end with the connect.
 */
function splitFailures(
  failures: ConnectionRow[],
  upSince: Date | undefined,
  backAt: Date | undefined,
): Drop[] {
  const groups = groupByTime(failures).filter((group) => group.some(isDisconnect));
  return groups.map((group, index) => ({
    at: group[0]?.at ?? new Date(0),
    faults: [...new Set(group.map(({ fault }) => fault))].sort(),
    closes: readCloses(group.filter(isDisconnect)),
    upSince: index === 0 ? upSince : undefined,
    backAt: index === groups.length - 1 ? backAt : undefined,
  }));
}

function readCloses(rows: ConnectionRow[]): Drop['closes'] {
  const closes = new Map(rows.map(({ code, name }) => [`${code} ${name}`, { code, name }]));
  return [...closes].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, close]) => close);
}

function groupByTime(rows: ConnectionRow[]): ConnectionRow[][] {
  const groups: ConnectionRow[][] = [];
  for (const row of rows) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    if (last !== undefined && row.at.getTime() - last.at.getTime() <= oneLossMs) group?.push(row);
    else groups.push([row]);
  }
  return groups;
}

function isDisconnect(row: ConnectionRow): boolean {
  return row.event === 'disconnect';
}
