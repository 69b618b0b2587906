import type { DeviceFacts } from '../device-facts';
import { findRegularMs, type SortedDrops } from '../sort-drops';
import { adviseGracefulClose } from '../steps/graceful-close-steps';
import { sayCount, sayLength } from '../words';
import type { RuleResult } from './rule';

/** Only clean closes, in no rhythm, and nothing refused: the device or its application hung up. */
export function readGracefulClose(facts: DeviceFacts, drops: SortedDrops): RuleResult {
  if (drops.graceful.length === 0) return { kind: 'silent' };
  const total = sayCount(facts.drops.length, 'loss', 'losses');
  if (drops.graceful.length < facts.drops.length) {
    const why = `${drops.graceful.length} of ${total} were clean closes; the others were not`;
    return { kind: 'lost', cause: 'graceful-close', why };
  }
  if (facts.refused.length > 0) {
    const why = `${sayCount(facts.refused.length, 'connect was', 'connects were')} refused as well`;
    return { kind: 'lost', cause: 'graceful-close', why };
  }
  const regularMs = findRegularMs(facts.drops);
  if (regularMs !== undefined) {
    const why = `the closes come in a rhythm of ${sayLength(regularMs)}, which asks for another reason`;
    return { kind: 'lost', cause: 'graceful-close', why };
  }
  return {
    kind: 'fits',
    cause: 'graceful-close',
    benign: null,
    confidence: facts.complete && facts.drops.length > 1 ? 'high' : 'medium',
    confidenceReason: 'the hub logs no error when a device says goodbye before it closes',
    why: `The device closed its connection itself: ${sayCount(facts.drops.length, 'close')} without an error code, in no rhythm.`,
    inferred: [
      'Graceful close: the device or its application hung up. Rule: every disconnect row is informational, none comes in a rhythm, no connect was refused.',
    ],
    steps: adviseGracefulClose(facts),
    unknowable: ['Whether the device meant to close: only its own log says what made it do so.'],
  };
}
