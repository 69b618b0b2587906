import { type DeviceFacts, isConnectedAtEnd } from '../device/device-facts';
import { type SortedDrops, troublesOf } from '../device/sort-drops';
import { adviseDisabled } from '../steps/device-disabled-steps';
import { sayTime } from '../words';
import { readRegistry, twinOf } from './registry';
import type { Finding, RuleResult } from './rule';
import { sayTroubles } from './trouble-words';

/** The registry says so, which beats every pattern in the logs; else the hub's own 403012 does. */
export function readDeviceDisabled(facts: DeviceFacts, drops: SortedDrops): RuleResult {
  const word = readRegistry(facts);
  const refused = troublesOf(drops, 'device-disabled');
  if (word === 'disabled') return readDisabledTwin(facts, drops);
  if (refused.length === 0) return { kind: 'silent' };
  const since = word === 'enabled' ? ' The registry has it enabled by now.' : '';
  return {
    kind: 'fits',
    now: drops.open?.cause === 'device-disabled',
    ...base(facts),
    confidence: word === undefined ? 'medium' : 'low',
    confidenceReason:
      word === undefined
        ? 'the hub refused it with 403012, and the registry could not be asked'
        : 'the hub refused it with 403012, but the registry says that it is enabled',
    why: `The hub refused the device as disabled (403012): ${sayTroubles(refused)}.${since}`,
    inferred: [
      'Device disabled: 403012 is what the hub answers to a disabled identity. Rule: 403012 on connects.',
    ],
  };
}

/** A contradiction is said, and weighs only where the rows have nothing worse to tell. */
function readDisabledTwin(facts: DeviceFacts, drops: SortedDrops): RuleResult {
  const twin = twinOf(facts);
  const since = twin?.statusUpdatedAt;
  const at = since === undefined ? '' : ` since ${sayTime(since)}`;
  const connected = isConnectedAtEnd(facts) === true;
  const lostFirst = drops.open !== undefined && since !== undefined && drops.open.at < since;
  const found: RuleResult = {
    kind: 'fits',
    now: true,
    ...base(facts),
    confidence: lostFirst ? 'medium' : 'high',
    confidenceReason: lostFirst
      ? 'the registry says so, but the device was lost before it was disabled'
      : 'the registry says so, and a disabled device is not let in',
    why: lostFirst
      ? `The device is disabled in the registry${at}, which keeps it away; it had been lost before, at ${sayTime(drops.open?.at ?? facts.window.to)}.`
      : `The device is disabled in the registry${at}: the hub lets it neither connect nor stay.`,
    inferred: [
      'Device disabled: the hub ends the connection of a disabled identity and refuses it from then on. Rule: the status in the registry.',
    ],
  };
  if (!connected) return found;
  return {
    ...found,
    now: false,
    confidence: 'low',
    confidenceReason: 'the registry says disabled, and the rows show it connected',
    why: `The registry has the device disabled${at}, but the rows end with a connect: rows that are missing yet, or a change after them, would explain that.`,
  };
}

function base(facts: DeviceFacts): Pick<Finding, 'cause' | 'benign' | 'unknowable' | 'steps'> & {
  cause: 'device-disabled';
} {
  const reason = twinOf(facts)?.statusReason;
  return {
    cause: 'device-disabled',
    benign: false,
    unknowable: [
      reason === undefined
        ? 'Who disabled it and why: the registry names no reason.'
        : 'Who disabled it: the registry keeps a reason and no name.',
    ],
    steps: adviseDisabled(facts, reason),
  };
}
