import type { Cause } from '../diagnosis';
import { createReader } from '../rules/cause-of-drop';
import { findConflict, type IdentityConflict } from '../rules/identity-conflict';
import { type FoundRhythm, findRhythm, isFresh } from '../rules/renewal-rhythm';
import type { DeviceFacts } from './device-facts';
import type { Drop } from './drops';

/** A loss, or a run of refused connects that belongs to none, and what its own rows point to. */
export interface Trouble extends Drop {
  cause: Cause;
}

/** Every loss and run of refusals, by what its own rows and its place in time show. */
export interface SortedDrops {
  /** All of them, oldest first. */
  troubles: Trouble[];
  /** The newest, where the rows show that the device has not come back from it. */
  open: Trouble | undefined;
  /** Fits the rhythm of the SDK's token renewal: length, gap and codes. */
  renewals: Drop[];
  /** Closed with 404104, and no renewal. */
  lost: Trouble[];
  /** Closed by the device with a goodbye. */
  graceful: Trouble[];
  /** How many renewals have a length that was measured, and is not only possible. */
  measured: number;
  rhythm: FoundRhythm | undefined;
  conflict: IdentityConflict;
}

export function sortDrops(facts: DeviceFacts): SortedDrops {
  const rhythm = findRhythm(facts);
  const conflict = findConflict(facts);
  const causeOf = createReader(facts, rhythm, conflict);
  const troubles = [...facts.drops, ...facts.attempts]
    .map((drop) => ({ ...drop, cause: causeOf(drop) }))
    .sort((a, b) => a.at.getTime() - b.at.getTime());
  return {
    troubles,
    open: findOpen(facts, troubles),
    renewals: rhythm?.renewals ?? [],
    lost: troubles.filter(({ cause }) => cause === 'connection-lost'),
    graceful: troubles.filter(({ cause }) => cause === 'graceful-close'),
    measured: rhythm?.measured ?? 0,
    rhythm,
    conflict,
  };
}

export function troublesOf(drops: SortedDrops, cause: Cause): Trouble[] {
  return drops.troubles.filter((trouble) => trouble.cause === cause);
}

/** A single refusal beside a connection may come from another client: it does not show an absence. */
const fewestRefused = 2;

/** What the device has not come back from. The seconds after a loss are too short to tell. */
function findOpen(facts: DeviceFacts, troubles: Trouble[]): Trouble | undefined {
  const last = troubles.at(-1);
  if (last === undefined || last.backAt !== undefined) return undefined;
  const lastConnect = facts.connects.at(-1);
  if (lastConnect !== undefined && lastConnect.at > last.at) return undefined;
  if (last.closes.length === 0) return last.refused.length >= fewestRefused ? last : undefined;
  if (last.cause === 'duplicate-identity') return undefined;
  return isFresh(last, facts) && last.refused.length === 0 ? undefined : last;
}

/** Three losses are about equally far apart by chance once in five times, four hardly ever. */
const fewestRegular = 4;

/** The middle time between losses, where the times between all of them are within a tenth of it. */
export function findRegularMs(drops: Drop[]): number | undefined {
  if (drops.length < fewestRegular) return undefined;
  const middle = findMiddleMs(drops) ?? 0;
  return lengthsBetween(drops).every((length) => Math.abs(length - middle) <= middle / 10)
    ? middle
    : undefined;
}

/** The middle one of the times between losses; undefined for one loss. */
export function findMiddleMs(drops: Drop[]): number | undefined {
  const lengths = lengthsBetween(drops).sort((a, b) => a - b);
  return lengths[Math.floor(lengths.length / 2)];
}

function lengthsBetween(drops: Drop[]): number[] {
  return drops.slice(1).map((drop, i) => drop.at.getTime() - (drops[i]?.at.getTime() ?? 0));
}
