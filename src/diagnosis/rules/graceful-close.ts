import type { DeviceFacts } from '../device/device-facts';
import { findRegularMs, type SortedDrops } from '../device/sort-drops';
import type { Cause } from '../diagnosis';
import { adviseGracefulClose } from '../steps/graceful-close-steps';
import { sayCount, sayLength } from '../words';
import type { RuleResult } from './rule';

/** What may stand beside clean closes and changes nothing about them. */
const harmless: readonly Cause[] = ['graceful-close', 'token-renewal'];

/** Clean closes, and nothing refused: the device or its application hung up. */
export function readGracefulClose(facts: DeviceFacts, drops: SortedDrops): RuleResult {
  const { graceful, troubles, renewals } = drops;
  if (graceful.length === 0) return { kind: 'silent' };
  const others = troubles.filter(({ cause }) => !harmless.includes(cause));
  if (others.length > 0) {
    const why = `${graceful.length} of ${sayCount(troubles.length, 'loss', 'losses')} were clean closes; the others were not`;
    return { kind: 'lost', cause: 'graceful-close', why };
  }
  const regularMs = findRegularMs(graceful);
  const closes = sayCount(graceful.length, 'close');
  const beside =
    renewals.length === 0 ? '' : `, beside ${sayCount(renewals.length, 'token renewal')}`;
  return {
    kind: 'fits',
    now: drops.open?.cause === 'graceful-close',
    cause: 'graceful-close',
    benign: null,
    confidence: facts.complete && facts.drops.length > 1 ? 'high' : 'medium',
    confidenceReason: 'the hub logs no error when a device says goodbye before it closes',
    why: `The device closed its connection itself: ${closes} without an error code, ${regularMs === undefined ? 'in no rhythm' : `about every ${sayLength(regularMs)}`}${beside}.`,
    inferred: [
      'Graceful close: the device or its application hung up. Rule: the disconnect rows are informational, and nothing else went wrong.',
      ...(regularMs === undefined ? [] : [rhythmWords(facts, regularMs)]),
    ],
    steps: adviseGracefulClose(facts),
    unknowable: ['Whether the device meant to close: only its own log says what made it do so.'],
  };
}

function rhythmWords(facts: DeviceFacts, regularMs: number): string {
  if (facts.hasCertificate) {
    return `The closes come about ${sayLength(regularMs)} apart: a planned sleep or a timer fits that. The device shows a certificate, so it has no token to renew.`;
  }
  const client = facts.sdk?.name ?? 'a client without a known SDK';
  return `The closes come about ${sayLength(regularMs)} apart: a planned sleep or a timer fits that. No document describes such closes as the token renewal of ${client}${facts.protocol === undefined ? '' : ` over ${facts.protocol}`}.`;
}
