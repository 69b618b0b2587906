import { findRenewal, type RenewalRhythm } from '../../knowledge/find-renewal';
import { findSdk, type KnownSdk } from '../../knowledge/find-sdk';
import type { TimeWindow } from '../../ports/time-window';
import type { Crowd } from '../crowd/crowd';
import { known, logsAlone, type Surroundings } from '../surroundings';
import type { ConnectionRow } from './connection-row';
import { type Drop, type FoundDrops, findDrops } from './drops';
import { usesCertificate } from './uses-certificate';

/** What the rows of one device on one hub say, before any rule reads them. */
export interface DeviceFacts {
  device: string;
  window: TimeWindow;
  /** Of the category Connections; oldest first, each once, of the device itself and not of its modules. */
  rows: ConnectionRow[];
  disconnects: ConnectionRow[];
  connects: ConnectionRow[];
  refused: ConnectionRow[];
  drops: Drop[];
  /** Runs of refused connects that belong to no loss. */
  attempts: Drop[];
  /** Connects while it was connected already: the row of a loss between them is missing. */
  unseen: FoundDrops['unseen'];
  /** Errors of other operations of the device, such as throttled telemetry: they are no disconnects. */
  operations: ConnectionRow[];
  /** Of the last connect before the last disconnect: disconnect rows do not name it. */
  sdk: KnownSdk | undefined;
  protocol: string | undefined;
  /** It shows a certificate, and so has no token to renew. */
  hasCertificate: boolean;
  /** How this SDK renews its token over this protocol, where that needs a disconnect. */
  rhythm: RenewalRhythm | undefined;
  /** False when rows are known to be missing: the answer was partial, or older rows were cut off. */
  complete: boolean;
  /** What registry, hub, health and metrics say. */
  surroundings: Surroundings;
  /** Who else dropped at the moment that matters; undefined where nobody asked. */
  crowd: Crowd | undefined;
}

/** What is known beside the rows of the device. */
export interface Scene {
  surroundings: Surroundings;
  crowd?: Crowd | undefined;
}

export function gatherDeviceFacts(
  device: string,
  window: TimeWindow,
  rows: ConnectionRow[],
  complete: boolean,
  scene: Scene = { surroundings: logsAlone },
): DeviceFacts {
  const everything = orderRows(rows);
  const ordered = everything.filter(({ event }) => event !== 'operation');
  const disconnects = ordered.filter(({ event }) => event === 'disconnect');
  const client = findClient(ordered, disconnects.at(-1));
  const sdk = findSdk(client?.sdkVersion);
  const hasCertificate = usesCertificate(ordered, known(scene.surroundings.twin));
  const protocol = client?.protocol || ordered.findLast((row) => row.protocol !== '')?.protocol;
  return {
    device,
    window,
    rows: ordered,
    disconnects,
    connects: ordered.filter(({ event }) => event === 'connect'),
    refused: ordered.filter(({ event }) => event === 'refused'),
    ...findDrops(ordered),
    operations: everything.filter(({ event }) => event === 'operation'),
    sdk,
    protocol,
    hasCertificate,
    rhythm: hasCertificate ? undefined : findRenewal(sdk?.id, protocol),
    complete,
    surroundings: scene.surroundings,
    crowd: scene.crowd,
  };
}

/**
 * Whether the device is connected after the last row; undefined where the rows do not tell. A close
 * because of a newer connection ends the older one: the device may well be connected.
 */
export function isConnectedAtEnd(facts: DeviceFacts): boolean | undefined {
  const last = facts.rows.findLast(({ event }) => event === 'connect' || event === 'disconnect');
  if (last === undefined) return undefined;
  if (last.event === 'connect') return true;
  return last.code === '400027' || last.code === '409002' ? undefined : false;
}

/**
 * Oldest first, each row once: logs are neither ordered nor free of repeats. Times have whole
 * seconds, so within one second a loss comes before the connect that ends it.
 */
export function orderRows(rows: ConnectionRow[]): ConnectionRow[] {
  const unique = new Map(rows.map((row) => [JSON.stringify(row), row]));
  const rank = { disconnect: 1, refused: 0, connect: 2, other: 3, operation: 4 };
  return [...unique]
    .sort(
      ([keyA, a], [keyB, b]) =>
        a.at.getTime() - b.at.getTime() || rank[a.event] - rank[b.event] || (keyA < keyB ? -1 : 1),
    )
    .map(([, row]) => row);
}

function findClient(
  rows: ConnectionRow[],
  lastDisconnect: ConnectionRow | undefined,
): ConnectionRow | undefined {
  const named = rows.filter(({ sdkVersion, event }) => sdkVersion !== '' && event === 'connect');
  const before = named.findLast(
    ({ at }) => lastDisconnect === undefined || at <= lastDisconnect.at,
  );
  return before ?? named.at(-1) ?? rows.findLast(({ sdkVersion }) => sdkVersion !== '');
}
