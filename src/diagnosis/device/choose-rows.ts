import type { TimeWindow } from '../../ports/time-window';
import { sayCount, sayList } from '../words';
import { chooseMoment } from './choose-moment';
import type { ConnectionRow } from './connection-row';
import { gatherDeviceFacts, orderRows } from './device-facts';

export interface ChosenHub {
  /** As the ARM id ends; empty where rows have none. */
  name: string;
  resourceId: string | undefined;
  /** All hubs that have rows of the id, most rows first. */
  all: string[];
  rows: ConnectionRow[];
  /** Statements about what was left out. */
  notes: string[];
}

/**
 * The same id can exist on several hubs. The preferred one is meant, else one where it is in
 * trouble, since renewals on another would hide that; else that with most rows.
 */
export function chooseHub(
  rows: ConnectionRow[],
  { window, preferredHub = '' }: { window: TimeWindow; preferredHub?: string },
): ChosenHub {
  const groups = groupBiggestFirst(rows, ({ hubId }) => hubId);
  const isPreferred = ([id]: [string, unknown]) => hubNameOf(id) === preferredHub.toLowerCase();
  const troubled = () => groups.find(([, group]) => hasTrouble(group, window));
  const chosen =
    groups.find(isPreferred) ?? (groups.length > 1 ? troubled() : undefined) ?? groups[0];
  const others = groups.filter((group) => group !== chosen);
  const [hubId, chosenRows] = chosen ?? ['', []];
  const names = others.map(([id, group]) => `${hubNameOf(id)} (${sayCount(group.length, 'row')})`);
  return {
    name: hubNameOf(hubId),
    resourceId: hubId === '' ? undefined : hubId,
    all: groups.map(([id]) => hubNameOf(id)).filter((name) => name !== ''),
    rows: chosenRows,
    notes:
      names.length === 0
        ? []
        : [`This id also exists on ${sayList(names)}; this answer is about ${hubNameOf(hubId)}.`],
  };
}

function hasTrouble(rows: ConnectionRow[], window: TimeWindow): boolean {
  return chooseMoment(gatherDeviceFacts('', window, chooseOwnRows(rows).rows, true)) !== undefined;
}

/** Modules have connections of their own: the device's count, and a module's only where it has none. */
export function chooseOwnRows(rows: ConnectionRow[]): { rows: ConnectionRow[]; notes: string[] } {
  const operations = rows.filter(({ event, moduleId }) => event === 'operation' && moduleId === '');
  const connections = rows.filter(({ event }) => event !== 'operation');
  const groups = groupBiggestFirst(connections, ({ moduleId }) => moduleId);
  const own = groups.find(([moduleId]) => moduleId === '') ?? groups[0];
  const [ownId, ownRows] = own ?? ['', []];
  const notes = groups
    .filter((group) => group !== own)
    .map(([id, group]) => `${sayCount(group.length, 'row')} of the module ${id} left out.`);
  if (ownId !== '')
    notes.unshift(`The device has no rows of its own: these are of its module ${ownId}.`);
  return { rows: [...ownRows, ...operations], notes };
}

/** `contoso-hub` of `/subscriptions/…/iothubs/contoso-hub`. */
export function hubNameOf(hubId: string): string {
  return hubId.slice(hubId.lastIndexOf('/') + 1);
}

function groupBiggestFirst(
  rows: ConnectionRow[],
  keyOf: (row: ConnectionRow) => string,
): [string, ConnectionRow[]][] {
  const groups = new Map<string, ConnectionRow[]>();
  for (const row of orderRows(rows)) {
    const group = groups.get(keyOf(row));
    if (group === undefined) groups.set(keyOf(row), [row]);
    else group.push(row);
  }
  return [...groups].sort(
    ([a, rowsA], [b, rowsB]) =>
      countConnections(rowsB) - countConnections(rowsA) ||
      rowsB.length - rowsA.length ||
      (a < b ? -1 : 1),
  );
}

/** Errors of other operations can be many where a device was never connected. */
function countConnections(rows: ConnectionRow[]): number {
  return rows.filter(({ event }) => event !== 'operation').length;
}
