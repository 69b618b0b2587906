import type { DeviceFacts } from '../device/device-facts';
import { type SortedDrops, troublesOf } from '../device/sort-drops';
import { advisePlatformUpgrade } from '../steps/platform-upgrade-steps';
import { isOutnumbered } from './outnumbered';
import type { RuleResult } from './rule';
import { sayReturn, sayTroubles } from './trouble-words';

/** 400029 and 400030: Azure moved the connection on purpose. */
export function readPlatformUpgrade(facts: DeviceFacts, drops: SortedDrops): RuleResult {
  const troubles = troublesOf(drops, 'platform-upgrade');
  const last = troubles.at(-1);
  if (last === undefined) return { kind: 'silent' };
  const now = drops.open?.cause === 'platform-upgrade';
  const worse = troublesOf(drops, 'undetermined').length > troubles.length;
  if (!now && (worse || isOutnumbered(drops, 'platform-upgrade'))) {
    const why = `${sayTroubles(troubles)} by an upgrade, and more losses without a sign of one`;
    return { kind: 'lost', cause: 'platform-upgrade', why };
  }
  return {
    kind: 'fits',
    now,
    cause: 'platform-upgrade',
    benign: null,
    confidence: now ? 'low' : facts.complete ? 'high' : 'medium',
    confidenceReason: now
      ? 'an upgrade ended the connection, but does not keep a device away'
      : 'the hub uses these codes for its own upgrades',
    why: `Azure closed the connection for an upgrade of the hub (400029, 400030): ${sayTroubles(troubles)}, ${sayReturn(last, facts)}.`,
    inferred: ['Platform upgrade: the connection moves to another node. Rule: 400029 or 400030.'],
    unknowable: ['When the next upgrade comes: Azure does not announce each of them.'],
    steps: advisePlatformUpgrade(facts, now),
  };
}
