import type { HealthStatus } from '../../ports/health-source';
import type { DeviceFacts } from '../device/device-facts';
import { type SortedDrops, troublesOf } from '../device/sort-drops';
import { adviseHubFault } from '../steps/hub-fault-steps';
import { known } from '../surroundings';
import { sayCount } from '../words';
import { causeOfRow } from './cause-of-row';
import { isOutnumbered } from './outnumbered';
import type { RuleResult } from './rule';
import { sayCodes, sayTroubles } from './trouble-words';

const hubCodes = /^(50[0234]\d{3}|404012|ServiceUnavailable|InternalServerError)$/i;

/** 500xxx, 503xxx and 504xxx on the rows of one device; whether others have them as well is the crowd's. */
export function readHubFaultRows(facts: DeviceFacts, drops: SortedDrops): RuleResult {
  const troubles = troublesOf(drops, 'hub-fault');
  const calls = facts.operations.filter((row) => causeOfRow(row) === 'hub-fault').length;
  if (troubles.length === 0 && calls === 0) return { kind: 'silent' };
  const now = drops.open?.cause === 'hub-fault';
  const total = [
    ...(troubles.length > 0 ? [sayTroubles(troubles)] : []),
    ...(calls > 0 ? [sayCount(calls, 'failed message or call', 'failed messages or calls')] : []),
  ].join(', ');
  if (!now && isOutnumbered(drops, 'hub-fault')) {
    const why = `${total} with a fault inside the hub, and more losses without one`;
    return { kind: 'lost', cause: 'hub-fault', why };
  }
  const impairment = (known(facts.surroundings.health) ?? []).find(isUnwell(facts));
  const unwell = impairment !== undefined;
  const codes = sayCodes(troubles, hubCodes);
  return {
    kind: 'fits',
    now,
    cause: 'hub-fault',
    benign: false,
    confidence: troubles.length > 0 && (unwell || troubles.length > 1) ? 'medium' : 'low',
    confidenceReason: unwell
      ? 'Resource Health had the hub unavailable or degraded in the window'
      : 'the codes are the hub’s own, but one device does not show whether others have them',
    why: `The hub failed inside${codes === '' ? '' : ` (${codes})`}: ${total}. One device alone does not prove a fault of the whole hub.`,
    inferred: [
      'Hub fault: 500xxx, 503xxx and 504xxx are errors of the hub and not of the device. Rule: such a code on a loss, on a refused connect, or within five minutes of a loss.',
    ],
    unknowable: ['What failed inside the hub: only Azure can see that.'],
    steps: adviseHubFault(facts.sdk, impairment),
  };
}

function isUnwell({ window }: DeviceFacts) {
  return ({ state, since, until }: HealthStatus) =>
    (state === 'unavailable' || state === 'degraded') &&
    (since === undefined || since <= window.to) &&
    (until === undefined || until >= window.from);
}
