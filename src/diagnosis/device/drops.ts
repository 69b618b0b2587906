import type { ConnectionRow } from './connection-row';

/** One loss of the connection: the rows that the hub logged for it, and what framed them. */
export interface Drop {
  at: Date;
  /** Faults of its rows, each once, sorted; the empty one of a clean close included. */
  faults: string[];
  /** Codes and names of its disconnect rows, each once; those of refused attempts around it are left out. */
  closes: { code: string; name: string }[];
  /** Connects that were refused from it until the next connect or loss; those shortly before it as well. */
  refused: ConnectionRow[];
  /** When the connection that ended had begun, where a row tells. */
  upSince: Date | undefined;
  /** The next connect; undefined when no row shows one before the next drop or the window's end. */
  backAt: Date | undefined;
}

export interface FoundDrops {
  drops: Drop[];
  /** Runs of refused connects that belong to no loss: `closes` is empty. */
  attempts: Drop[];
  /** Connects while the device was connected already: the row of a loss between them is missing. */
  unseen: { upSince: Date; backAt: Date }[];
}

/** Rows this close to each other tell of one loss: a cut token is logged as 401003 and then 404104. */
const oneLossMs = 60_000;

/** Reads losses from rows in order of time. Refused attempts shortly around a loss belong to it. */
export function findDrops(rows: ConnectionRow[]): FoundDrops {
  const found: FoundDrops = { drops: [], attempts: [], unseen: [] };
  let failures: ConnectionRow[] = [];
  let upSince: Date | undefined;
  for (const row of rows) {
    if (row.event === 'disconnect' || row.event === 'refused') failures.push(row);
    if (row.event !== 'connect') continue;
    addFailures(found, failures, { upSince, backAt: row.at });
    if (failures.length === 0 && isLater(row.at, upSince)) {
      found.unseen.push({ upSince: upSince ?? row.at, backAt: row.at });
    }
    failures = [];
    upSince = row.at;
  }
  addFailures(found, failures, { upSince, backAt: undefined });
  return found;
}

/** How long the device was away; undefined where no row shows it coming back. */
export function awayMs(drop: Drop): number | undefined {
  return drop.backAt && drop.backAt.getTime() - drop.at.getTime();
}

interface Frame {
  upSince: Date | undefined;
  backAt: Date | undefined;
}

/**
 * Between two connects there is mostly one loss. Where disconnects lie further apart, a connect was
 * not logged: they are losses of their own, and only the last one is known to end with the connect.
 */
function addFailures(found: FoundDrops, failures: ConnectionRow[], frame: Frame): void {
  if (failures.length === 0) return;
  const [before, ...groups] = splitByLoss(failures);
  if (before !== undefined && before.length > 0) {
    const backAt = groups.length === 0 ? frame.backAt : undefined;
    const run = toDrop(before, { upSince: frame.upSince, backAt });
    if (isUnloggedCut(run)) found.drops.push(run);
    else found.attempts.push(run);
  }
  groups.forEach((group, index) => {
    found.drops.push(
      toDrop(group, {
        upSince: index === 0 ? frame.upSince : undefined,
        backAt: index === groups.length - 1 ? frame.backAt : undefined,
      }),
    );
  });
}

/** First what was refused before any loss, then each loss with what was refused after it. */
function splitByLoss(failures: ConnectionRow[]): ConnectionRow[][] {
  const before: ConnectionRow[] = [];
  const losses: ConnectionRow[][] = [];
  for (const group of groupByTime(failures)) {
    if (group.some(isDisconnect)) losses.push(group);
    else (losses.at(-1) ?? before).push(...group);
  }
  return [before, ...losses];
}

function toDrop(group: ConnectionRow[], frame: Frame): Drop {
  const near = groupByTime(group)[0] ?? group;
  return {
    at: group[0]?.at ?? new Date(0),
    faults: [...new Set(near.map(({ fault }) => fault))].sort(),
    closes: readCloses(group.filter(isDisconnect)),
    refused: group.filter(({ event }) => event === 'refused'),
    ...frame,
  };
}

/** A single 401003 between two connects: a cut of which the second row was lost. */
function isUnloggedCut(run: Drop): boolean {
  const away = awayMs(run);
  const isCut = run.faults.length === 1 && run.faults[0] === '401003';
  return isCut && run.upSince !== undefined && away !== undefined && away < oneLossMs;
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

function isLater(at: Date, upSince: Date | undefined): boolean {
  return upSince !== undefined && at.getTime() - upSince.getTime() > oneLossMs;
}

function isDisconnect(row: ConnectionRow): boolean {
  return row.event === 'disconnect';
}
