import type { DeviceFacts } from '../device/device-facts';
import { findMiddleMs, type SortedDrops, troublesOf } from '../device/sort-drops';
import type { Confidence } from '../diagnosis';
import { adviseDuplicate } from '../steps/duplicate-identity-steps';
import { sayCount, sayLength, sayList } from '../words';
import type { RuleResult } from './rule';

/** So many in a row are no accident. */
const manyConflicts = 3;
const quickMs = 5 * 60_000;

/** Two clients use one identity: each connect ends the connection of the other. */
export function readDuplicateIdentity(facts: DeviceFacts, drops: SortedDrops): RuleResult {
  const troubles = troublesOf(drops, 'duplicate-identity');
  const { turns, addresses, sdks } = drops.conflict;
  if (troubles.length === 0) return explainSideEffect(facts, drops);
  if (troubles.length < manyConflicts && drops.lost.length > troubles.length) {
    const why = `${sayCount(troubles.length, 'close')} by a newer connection, and more plain losses: a reconnect ends what is left of a lost connection`;
    return { kind: 'lost', cause: 'duplicate-identity', why };
  }
  const middleMs = findMiddleMs(troubles);
  const isQuick = middleMs !== undefined && middleMs <= quickMs;
  const many = troubles.length >= manyConflicts;
  const apart = addresses.length > 1 || sdks.length > 1;
  return {
    kind: 'fits',
    cause: 'duplicate-identity',
    benign: false,
    confidence: chooseConfidence({ many, isQuick, turns, complete: facts.complete }),
    confidenceReason: confidenceReason(troubles.length, turns, apart),
    why: `${many || (turns > 0 && isQuick) ? 'Two clients take turns with' : 'A second client may use'} this identity: ${sayCount(troubles.length, 'close')} by a newer connection${middleMs === undefined ? '' : `, about every ${sayLength(middleMs)}`}${placeWords(addresses, sdks)}.`,
    inferred: [
      'Duplicate identity: the hub keeps one connection for an identity, and the newest wins. Rule: 400027, or 409002 without any other error, most of all where addresses or SDKs take turns.',
      ...(apart
        ? []
        : [
            'All rows name one address: two programs on one machine, or one program that connects twice, look like this.',
          ]),
    ],
    unknowable: ['Which of the clients is the right one, and where the other one runs.'],
    steps: adviseDuplicate(addresses),
  };
}

function chooseConfidence(signs: {
  many: boolean;
  isQuick: boolean;
  turns: number;
  complete: boolean;
}): Confidence {
  const { many, isQuick, turns, complete } = signs;
  if (many && turns > 0) return complete ? 'high' : 'medium';
  return isQuick && (many || turns > 0) ? 'medium' : 'low';
}

/** 409002 beside a loss comes from the reconnect: the other error is the cause. */
function explainSideEffect(facts: DeviceFacts, drops: SortedDrops): RuleResult {
  const conflicts = facts.disconnects.filter(({ code }) => code === '409002' || code === '400027');
  if (conflicts.length === 0 || drops.conflict.drops.length > 0) return { kind: 'silent' };
  const why = `${sayCount(conflicts.length, 'conflict')} beside lost connections: the hub still held the old one when the device came back`;
  return { kind: 'lost', cause: 'duplicate-identity', why };
}

function confidenceReason(count: number, turns: number, apart: boolean): string {
  if (turns > 0) return `addresses or SDKs took turns ${turns === 1 ? 'once' : `${turns} times`}`;
  if (count >= manyConflicts)
    return `${count} such closes, but no turns of addresses or SDKs to see`;
  return apart
    ? 'a device that moves to another network once looks the same'
    : 'too few closes, and one address only';
}

function placeWords(addresses: string[], sdks: string[]): string {
  if (addresses.length > 1) return `, from ${sayList(addresses.slice(0, 3))}`;
  return sdks.length > 1 ? `, with ${sdks.length} different SDKs` : '';
}
