import type { DeviceFacts } from '../device/device-facts';
import { type SortedDrops, troublesOf } from '../device/sort-drops';
import { adviseQuota } from '../steps/quota-exceeded-steps';
import { sayCount } from '../words';
import { causeOfRow } from './cause-of-row';
import type { RuleResult } from './rule';
import { sayTroubles } from './trouble-words';

/** 403002: the messages of the day are spent, and nothing is let in until midnight UTC. */
export function readQuotaExceeded(facts: DeviceFacts, drops: SortedDrops): RuleResult {
  const troubles = troublesOf(drops, 'quota-exceeded');
  const calls = facts.operations.filter((row) => causeOfRow(row) === 'quota-exceeded').length;
  if (troubles.length === 0 && calls === 0) return { kind: 'silent' };
  const parts = [
    ...(troubles.length > 0 ? [sayTroubles(troubles)] : []),
    ...(calls > 0 ? [sayCount(calls, 'refused message or call', 'refused messages or calls')] : []),
  ];
  return {
    kind: 'fits',
    now: drops.open?.cause === 'quota-exceeded',
    cause: 'quota-exceeded',
    benign: false,
    confidence: troubles.length > 0 && facts.complete ? 'high' : 'medium',
    confidenceReason: 'the hub names the spent quota itself',
    why: `The daily message quota of the hub is spent (403002): ${parts.join(', ')}. It starts anew at 00:00 UTC.`,
    inferred: ['Quota exceeded: the hub refuses everything that counts. Rule: 403002.'],
    unknowable: ['Which device spent it: the rows of one device do not tell.'],
    steps: adviseQuota(),
  };
}
