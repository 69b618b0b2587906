import type { DeviceFacts } from '../device-facts';
import { awayMs } from '../drops';
import { hasUnknownLength, isFresh, type SortedDrops } from '../sort-drops';
import { adviseTokenRenewal } from '../steps/token-renewal-steps';
import { sayCount, sayLength } from '../words';
import type { RuleResult } from './rule';

/** Two measured periods are a rhythm; fewer could be chance. */
const fewestMeasured = 2;
/** So many, and chance is out of the question. */
const manyMeasured = 4;

/** Every single loss fits the documented rhythm of the SDK: harmless. One that does not, and it is not. */
export function readTokenRenewal(facts: DeviceFacts, drops: SortedDrops): RuleResult {
  const { rhythm } = facts;
  if (rhythm === undefined || drops.renewals.length === 0) return { kind: 'silent' };
  const lostWhy = whyNot(facts, drops);
  if (lostWhy !== undefined) return { kind: 'lost', cause: 'token-renewal', why: lostWhy };
  const period = sayLength(rhythm.periodSeconds * 1000);
  const sdk = facts.sdk?.name ?? '';
  const longest = Math.max(...drops.renewals.map((drop) => awayMs(drop) ?? 0));
  return {
    kind: 'fits',
    cause: 'token-renewal',
    benign: true,
    confidence: drops.measured >= manyMeasured ? 'high' : 'medium',
    confidenceReason: `${sayCount(drops.measured, 'period')} could be measured, and each is within ${rhythm.tolerance * 100} % of the documented one`,
    why: `All ${facts.drops.length} losses fit the token renewal of the ${sdk} SDK: one about every ${period}, back within ${sayLength(longest)}, and no other fault in the rows.`,
    inferred: [
      `Token renewal: the ${sdk} SDK over ${facts.protocol ?? 'MQTT'} renews about every ${period} with its default settings (${rhythm.reason}). Rule: every loss in this rhythm ±${rhythm.tolerance * 100} %, every gap below ${rhythm.longestGapSeconds} s, no other code.`,
    ],
    unknowable: sayUnknown(facts, drops),
    steps: adviseTokenRenewal(facts, drops, rhythm),
  };
}

function sayUnknown(facts: DeviceFacts, { renewals }: SortedDrops): string[] {
  const unknown: string[] = [];
  if (renewals.some((drop) => hasUnknownLength(drop, facts))) {
    unknown.push(
      'How long the connection before the first loss had lasted: no row shows its begin.',
    );
  }
  if (renewals.some((drop) => isFresh(drop, facts))) {
    unknown.push(
      'Whether the device is back from its last close, which is less than a minute old.',
    );
  }
  return unknown;
}

function whyNot(facts: DeviceFacts, drops: SortedDrops): string | undefined {
  const misfits = facts.drops.length - drops.renewals.length;
  const total = sayCount(facts.drops.length, 'loss', 'losses');
  if (misfits > 0) return `${misfits} of ${total} do not fit the rhythm of the renewal`;
  if (drops.measured < fewestMeasured) return `${total} are too few to show a rhythm`;
  if (facts.refused.some(({ fault }) => !facts.rhythm?.codes.includes(fault))) {
    return 'connects were refused with a code that no renewal causes';
  }
  return facts.complete ? undefined : 'rows are missing, so not every loss was seen';
}
