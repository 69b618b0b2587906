import type { DeviceFacts } from '../device/device-facts';
import { awayMs } from '../device/drops';
import { findRegularMs, type SortedDrops, type Trouble } from '../device/sort-drops';
import { adviseConnectionLost } from '../steps/connection-lost-steps';
import { sayCount, sayLength, sayLengths } from '../words';
import { isFresh } from './renewal-rhythm';
import type { RuleResult } from './rule';

const shortMs = 60_000;

/** 404104 that no renewal explains; renewals beside it do not hide it. */
export function readConnectionLost(facts: DeviceFacts, drops: SortedDrops): RuleResult {
  const { lost } = drops;
  const last = lost.at(-1);
  if (last === undefined) return explainOthers(drops);
  const regularMs = findRegularMs(lost);
  const short = lost.filter((drop) => (awayMs(drop) ?? Number.POSITIVE_INFINITY) < shortMs);
  if (regularMs !== undefined && short.length === lost.length && facts.sdk?.id === undefined) {
    const why = `the losses are short and come about every ${sayLength(regularMs)}: a client without a known SDK may renew its token so`;
    return { kind: 'lost', cause: 'connection-lost', why };
  }
  return {
    kind: 'fits',
    now: drops.open?.cause === 'connection-lost',
    cause: 'connection-lost',
    benign: false,
    confidence: chooseConfidence(facts, drops, short, regularMs),
    confidenceReason: confidenceReason(drops, short, regularMs),
    why: `${countWords(facts, drops)} (404104): ${awayWords(facts, drops)}${renewalWords(drops, facts)}.`,
    inferred: [
      'Connection lost: the network between device and hub failed, or the device stopped without closing. Rule: 404104 that does not fit the token renewal of the SDK.',
      ...(regularMs === undefined ? [] : [regularWords(regularMs, facts)]),
      ...keepAliveWords(facts),
    ],
    unknowable: [
      'Whether the network failed, the device lost power or its application crashed: to the hub they look the same.',
    ],
    steps: adviseConnectionLost(facts, last),
  };
}

/** Losses that look lost by their code, and of which other rows know more. */
function explainOthers({ troubles }: SortedDrops): RuleResult {
  const cuts = troubles.filter(
    ({ cause, closes }) =>
      cause !== 'token-renewal' && closes.some(({ code }) => code === '404104'),
  );
  if (cuts.length === 0) return { kind: 'silent' };
  const why = `${sayCount(cuts.length, 'loss', 'losses')} ended with 404104, but what else was logged around says more`;
  return { kind: 'lost', cause: 'connection-lost', why };
}

function chooseConfidence(
  facts: DeviceFacts,
  { lost, troubles, open }: SortedDrops,
  short: Trouble[],
  regularMs: number | undefined,
): 'high' | 'medium' | 'low' {
  if (regularMs !== undefined) return 'low';
  if (short.length === lost.length) return lost.length > 2 ? 'medium' : 'low';
  if (open === undefined && lost.length === 1 && lost[0]?.backAt === undefined) return 'low';
  const sole = lost.length === troubles.length;
  return sole && facts.complete && lost.length > 1 ? 'high' : 'medium';
}

function confidenceReason(
  { lost, troubles, renewals }: SortedDrops,
  short: Trouble[],
  regularMs: number | undefined,
): string {
  if (regularMs !== undefined) {
    return `the losses come about every ${sayLength(regularMs)}, which a timer or an idle limit on the way would explain as well`;
  }
  if (short.length === lost.length) {
    return 'the device came back within a minute each time, in no rhythm of a renewal';
  }
  if (renewals.length > 0) {
    return 'the lost connections stand out from the renewals around them by length or rhythm';
  }
  if (lost.length < troubles.length) return 'other kinds of losses were logged as well';
  return lost.length > 1
    ? `${lost.length} losses of the same kind and none of another`
    : 'one loss only: nothing to compare it with';
}

function countWords({ drops: all }: DeviceFacts, { lost }: SortedDrops): string {
  if (all.length === 1) return 'The connection was lost once';
  if (lost.length === all.length) return `The connection was lost ${lost.length} times`;
  return `The connection was lost in ${lost.length} of ${all.length} cases`;
}

function awayWords(facts: DeviceFacts, { lost, open }: SortedDrops): string {
  const away = lost.map(awayMs).filter((ms) => ms !== undefined);
  const back = returnWords(facts, lost.at(-1), open);
  if (away.length === 0) return back;
  const length = `the device was away for ${sayLengths(Math.min(...away), Math.max(...away))}`;
  return away.length < lost.length ? `${length}, and ${back}` : length;
}

function returnWords(
  facts: DeviceFacts,
  last: Trouble | undefined,
  open: Trouble | undefined,
): string {
  if (last !== undefined && last === open) {
    return 'no row shows the device coming back from the last one';
  }
  if (last !== undefined && isFresh(last, facts)) return 'the last loss is not a minute old';
  return 'the row of a return is missing';
}

function renewalWords({ renewals }: SortedDrops, facts: DeviceFacts): string {
  if (renewals.length === 0) return '';
  return `; the other ${renewals.length} fit the token renewal of the ${facts.sdk?.name ?? ''} SDK`;
}

function regularWords(regularMs: number, facts: DeviceFacts): string {
  const client = facts.sdk === undefined ? 'this client' : `the ${facts.sdk.name} SDK`;
  if (facts.hasCertificate) {
    return `The losses come in a rhythm of ${sayLength(regularMs)}, but a device with a certificate has no token to renew: look for a timer, a nightly restart, or an idle limit of a router.`;
  }
  return `The losses come in a rhythm of ${sayLength(regularMs)}, but not as ${client} renews its token${facts.protocol === undefined ? '' : ` over ${facts.protocol}`}: look for a timer, a nightly restart, or an idle limit of a router.`;
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
