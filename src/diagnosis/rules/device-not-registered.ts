import { type DeviceFacts, isConnectedAtEnd } from '../device/device-facts';
import { type SortedDrops, troublesOf } from '../device/sort-drops';
import { adviseNotRegistered } from '../steps/device-not-registered-steps';
import { codeOf } from './cause-of-row';
import { readRegistry } from './registry';
import type { RuleResult } from './rule';
import { sayTroubles } from './trouble-words';

/** The registry has no such device, or the hub answers that it knows none. */
export function readDeviceNotRegistered(facts: DeviceFacts, drops: SortedDrops): RuleResult {
  const word = readRegistry(facts);
  const refused = troublesOf(drops, 'device-not-registered');
  if (word === 'missing') return readMissing(facts);
  if (refused.length === 0) return readCalls(facts, drops);
  const said = refused.some((trouble) =>
    trouble.refused.some(({ fault }) => codeOf(fault) !== '404001'),
  );
  const high = said && word === undefined && facts.complete;
  return {
    kind: 'fits',
    now: drops.open?.cause === 'device-not-registered',
    ...base(facts),
    confidence: word === 'enabled' ? 'low' : high ? 'high' : 'medium',
    confidenceReason:
      word === 'enabled'
        ? 'the hub wrote so, but the registry has the device by now'
        : said
          ? 'the hub wrote so itself'
          : 'the hub answered 404001, which also stands for a disabled device',
    why: `The hub does not know the device: ${sayTroubles(refused)}${said ? ', and it wrote so' : ' (404001)'}.`,
    inferred: [
      'Not registered: the hub has no identity of this name. Rule: 404001, or the message that the hub does not contain the device.',
    ],
  };
}

function readMissing(facts: DeviceFacts): RuleResult {
  const connected = isConnectedAtEnd(facts) === true;
  return {
    kind: 'fits',
    now: !connected,
    ...base(facts),
    confidence: connected ? 'low' : 'high',
    confidenceReason: connected
      ? 'the registry has no such device, and the rows show it connected'
      : 'the registry has no such device',
    why: connected
      ? 'The registry has no such device, but the rows end with a connect: it was deleted since, or rows are missing yet.'
      : `The device is not registered on this hub: ${facts.rows.length === 0 ? 'the registry has no such id' : 'it was deleted, or its id is written differently'}.`,
    inferred: ['Not registered: the hub refuses ids that its registry does not have.'],
  };
}

/** What others sent to a device that is away was answered with 404001: it is gone, or disabled. */
function readCalls(facts: DeviceFacts, drops: SortedDrops): RuleResult {
  const { open } = drops;
  const calls = facts.operations.filter(({ fault }) => codeOf(fault) === '404001');
  const after = open === undefined ? [] : calls.filter(({ at }) => at >= open.at);
  if (open?.cause !== 'connection-lost' || after.length === 0) return { kind: 'silent' };
  if (readRegistry(facts) !== undefined) {
    const why = 'calls to it were answered with 404001, but the registry has it, and enabled';
    return { kind: 'lost', cause: 'device-not-registered', why };
  }
  return {
    kind: 'fits',
    now: true,
    ...base(facts),
    confidence: 'low',
    confidenceReason: 'only calls to the device tell of it, and 404001 also means disabled',
    why: 'The device was cut off, and calls to it are answered with 404001: it is not registered any more, or disabled.',
    inferred: ['Not registered: the hub answered 404001 to who called the device after its loss.'],
  };
}

function base(facts: DeviceFacts) {
  return {
    cause: 'device-not-registered' as const,
    benign: false,
    unknowable: ['Whether the device was deleted, or is meant for another hub.'],
    steps: adviseNotRegistered(facts),
  };
}
