import { findErrorCode } from '../../knowledge/find-error-code';
import { countCodes } from '../count-codes';
import type { DeviceFacts } from '../device/device-facts';
import type { Drop } from '../device/drops';
import { findRegularMs, type SortedDrops } from '../device/sort-drops';
import type { CodeCount } from '../diagnosis';
import { adviseUndetermined } from '../steps/undetermined-steps';
import { sayCount, sayLength, sayList } from '../words';
import type { Finding } from './rule';

/** What is left when no rule fits: the codes with their meaning, and that they are not a cause. */
export function readUndetermined(facts: DeviceFacts, drops: SortedDrops): Finding {
  return {
    cause: 'undetermined',
    benign: null,
    confidence: 'low',
    confidenceReason: 'the codes say how connections ended, and no rule tells from them why',
    why: `${sayParts(facts, drops).join('; ')}. No rule says from these rows why.`,
    inferred: regularWords(facts),
    unknowable: [
      'Why the connections ended: the rows tell how, and no rule reads a cause from them.',
    ],
    steps: adviseUndetermined(facts),
  };
}

function sayParts(facts: DeviceFacts, { renewals }: SortedDrops): string[] {
  const attempts = sayRefused(facts);
  if (facts.drops.length === 0) return [`No disconnect was seen, but ${attempts.join()}`];
  return [sayDrops(facts.drops, renewals), ...attempts];
}

function sayRefused({ refused }: DeviceFacts): string[] {
  if (refused.length === 0) return [];
  const connects = sayCount(refused.length, 'connect was', 'connects were');
  return [`${connects} refused: ${sayMost(countCodes(refused))}`];
}

/** Losses that look like renewals are only counted, so that the others stand out. Each loss counts once for a code. */
function sayDrops(drops: Drop[], renewals: Drop[]): string {
  const total = sayCount(drops.length, 'loss', 'losses');
  const others = drops.filter((drop) => !renewals.includes(drop));
  const codes = sayMost(countCodes(others.flatMap(({ closes }) => closes)));
  if (renewals.length === 0) return `${total}: ${codes}`;
  if (others.length === 0) return `${total} in the rhythm of token renewals`;
  return `${total}, ${renewals.length} of them in the rhythm of token renewals, the others ${codes}`;
}

function sayMost(codes: CodeCount[]): string {
  const more = codes.length > 2 ? [`${codes.length - 2} more`] : [];
  return sayList([...codes.slice(0, 2).map(sayCode), ...more]);
}

/** `3 × 404104 (connection closed by the device or the network)`. */
export function sayCode({ code, name, count }: CodeCount): string {
  const times = count.toLocaleString('en-US');
  if (code === '' && name === '') return `${times} × no error code (closed with a goodbye)`;
  const meaning = findErrorCode(code || name)?.meaning ?? name;
  return `${times} × ${code || name}${meaning === '' ? '' : ` (${meaning})`}`;
}

function regularWords(facts: DeviceFacts): string[] {
  const regularMs = findRegularMs(facts.drops);
  if (regularMs === undefined) return [];
  return [
    `The losses come in a rhythm: ${sayCount(facts.drops.length, 'loss', 'losses')} about ${sayLength(regularMs)} apart. ${facts.hasCertificate ? 'The device shows a certificate and has no token to renew; a planned sleep or a timer would explain that, and cannot be seen from the hub.' : 'A token lifetime set on the device, or a planned sleep, would explain that; neither can be seen from the hub.'}`,
  ];
}
