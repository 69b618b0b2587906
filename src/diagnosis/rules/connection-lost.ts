import type { DeviceFacts } from '../device-facts';
import { awayMs, type Drop } from '../drops';
import { findRegularMs, type SortedDrops } from '../sort-drops';
import { adviseConnectionLost } from '../steps/connection-lost-steps';
import { sayCount, sayLength, sayLengths } from '../words';
import type { RuleResult } from './rule';

/** 404104 in no rhythm with the device gone for a while; renewals beside it do not hide it. */
export function readConnectionLost(facts: DeviceFacts, drops: SortedDrops): RuleResult {
  if (drops.lost.length === 0) return { kind: 'silent' };
  const lostWhy = whyNot(facts, drops);
  if (lostWhy !== undefined) return { kind: 'lost', cause: 'connection-lost', why: lostWhy };
  const sole = drops.lost.length === facts.drops.length;
  return {
    kind: 'fits',
    cause: 'connection-lost',
    benign: false,
    confidence: sole && facts.complete && drops.lost.length > 1 ? 'high' : 'medium',
    confidenceReason: confidenceReason(drops, sole),
    why: `${countWords(facts, drops)} (404104): ${awayWords(drops.lost)}${renewalWords(drops, facts)}.`,
    inferred: [
      'Connection lost: the network between device and hub failed, or the device stopped without closing. Rule: 404104 in no rhythm, away for a minute or more, or not back.',
      ...keepAliveWords(facts),
    ],
    unknowable: [
      'Whether the network failed, the device lost power or its application crashed: to the hub they look the same.',
    ],
    steps: adviseConnectionLost(facts),
  };
}

function whyNot(facts: DeviceFacts, drops: SortedDrops): string | undefined {
  const unexplained = drops.other.length + drops.graceful.length;
  const total = sayCount(facts.drops.length, 'loss', 'losses');
  if (unexplained > 0) {
    return `${drops.lost.length} of ${total} look like it, but ${unexplained} were of another kind`;
  }
  const regularMs = findRegularMs(drops.lost);
  if (regularMs === undefined) return undefined;
  return `the losses come in a rhythm of ${sayLength(regularMs)}, which asks for another reason`;
}

function countWords(facts: DeviceFacts, drops: SortedDrops): string {
  const { length } = drops.lost;
  if (facts.drops.length === 1) return 'The connection was lost once';
  if (length === facts.drops.length) return `The connection was lost ${length} times`;
  return `The connection was lost in ${length} of ${facts.drops.length} cases`;
}

function awayWords(lost: Drop[]): string {
  const known = lost.map(awayMs).filter((ms) => ms !== undefined);
  const isOpen = known.length < lost.length;
  const back = isOpen ? 'no row shows the device coming back from the last one' : '';
  if (known.length === 0) return back;
  const away = `the device was away for ${sayLengths(Math.min(...known), Math.max(...known))}`;
  return isOpen ? `${away}, and ${back}` : away;
}

function renewalWords(drops: SortedDrops, facts: DeviceFacts): string {
  if (drops.renewals.length === 0) return '';
  return `; the other ${drops.renewals.length} fit the token renewal of the ${facts.sdk?.name ?? ''} SDK`;
}

function confidenceReason(drops: SortedDrops, sole: boolean): string {
  if (!sole) return 'the lost connections stand out from the renewals around them by their length';
  return drops.lost.length > 1
    ? `${drops.lost.length} losses of the same kind and none of another`
    : 'one loss only: nothing to compare it with';
}

/** A silent loss is noticed late; the rows say when the hub gave up, not when the network failed. */
function keepAliveWords(facts: DeviceFacts): string[] {
  const seconds = facts.sdk?.keepAliveSeconds;
  if (seconds === undefined || !facts.rhythm) return [];
  const late = sayLength(seconds * 1500);
  return [
    `The network may have failed up to ${late} earlier: the hub waits 1.5 times the keep-alive, which is ${seconds} s in the ${facts.sdk?.name ?? ''} SDK by default.`,
  ];
}
