import type { MetricSeries } from '../../ports/metric-source';
import type { DeviceFacts } from '../device/device-facts';
import { type SortedDrops, troublesOf } from '../device/sort-drops';
import { adviseThrottled } from '../steps/throttled-steps';
import { known } from '../surroundings';
import { sayCount } from '../words';
import { causeOfRow } from './cause-of-row';
import { isOutnumbered } from './outnumbered';
import type { RuleResult } from './rule';
import { sayTroubles } from './trouble-words';

/** 429xxx on connects, or on what the device sent around its losses. */
export function readThrottled(facts: DeviceFacts, drops: SortedDrops): RuleResult {
  const troubles = troublesOf(drops, 'throttled');
  const calls = facts.operations.filter((row) => causeOfRow(row) === 'throttled').length;
  if (troubles.length === 0 && calls === 0) return { kind: 'silent' };
  const now = drops.open?.cause === 'throttled';
  const total = [
    ...(troubles.length > 0 ? [sayTroubles(troubles)] : []),
    ...(calls > 0
      ? [sayCount(calls, 'throttled message or call', 'throttled messages or calls')]
      : []),
  ].join(', ');
  if (!now && isOutnumbered(drops, 'throttled')) {
    const why = `${total}, and more losses without any sign of it`;
    return { kind: 'lost', cause: 'throttled', why };
  }
  const measured = countThrottled(known(facts.surroundings.metrics));
  return {
    kind: 'fits',
    now,
    cause: 'throttled',
    benign: false,
    confidence:
      troubles.length > 0 ? (measured > 0 || troubles.length > 1 ? 'high' : 'medium') : 'low',
    confidenceReason:
      troubles.length > 0
        ? `the hub answered 429 itself${measured > 0 ? ', and its metric of throttled sends shows the same' : ''}`
        : 'only messages and calls were throttled, and no loss goes with them',
    why: `The hub throttles the device (429): ${total}.`,
    inferred: [
      'Throttled: more came in a second than the tier of the hub takes. Rule: 429xxx on connects, or within five minutes of a loss.',
    ],
    unknowable: ['Whether this device sends too much, or all devices together do.'],
    steps: adviseThrottled(),
  };
}

function countThrottled(series: MetricSeries[] | undefined): number {
  const points = series?.find(({ metric }) => metric === 'd2c.telemetry.ingress.sendThrottle');
  return (points?.points ?? []).reduce((sum, { total }) => sum + (total ?? 0), 0);
}
