import type { HealthStatus } from '../../ports/health-source';
import type { Crowd } from '../crowd/crowd';
import { findImpairment } from '../crowd/find-impairment';
import { isInCrowd } from '../crowd/is-in-crowd';
import { type CrowdVerdict, isCrowd, judgeCrowd } from '../crowd/judge-crowd';
import type { DeviceFacts } from '../device/device-facts';
import type { Confidence } from '../diagnosis';
import { adviseHubFault } from '../steps/hub-fault-steps';
import { sayCount, sayLength, sayTime } from '../words';
import type { RuleResult } from './rule';

/** Many devices at many places dropped at one moment, or the hub itself says that it failed. */
export function readHubFault(facts: DeviceFacts): RuleResult {
  const { crowd } = facts;
  if (crowd === undefined) return { kind: 'silent' };
  const impairment = findImpairment(facts.surroundings.health, crowd.at);
  const verdict = isCrowd(crowd) ? judgeCrowd(crowd, impairment) : undefined;
  if (verdict?.cause !== 'hub-fault' && impairment === undefined) return weighed(crowd, verdict);
  if (verdict?.cause === 'site-outage' || !isInCrowd(facts, { ...crowd, site: undefined })) {
    return weighed(crowd, verdict);
  }
  const confidence = facts.complete ? (verdict?.confidence ?? 'medium') : 'low';
  return {
    kind: 'fits',
    cause: 'hub-fault',
    benign: false,
    confidence,
    confidenceReason:
      verdict?.confidenceReason ??
      'Azure Resource Health says that the hub was impaired at that time, but no crowd dropped with this device',
    why: `${sayHowSure(confidence)} fault of the hub: ${sayFault(crowd, impairment)}.`,
    inferred: [
      'Hub fault: many devices dropped at one moment, with errors of the hub itself, while Azure called it impaired, or at places that have only the hub in common. Rule: more devices within 12 min than chance gives, or a drop while Azure called the hub impaired.',
    ],
    unknowable: [
      'What failed inside of the service: Azure tells it, if at all, in Resource Health.',
    ],
    steps: adviseHubFault(facts.sdk, impairment),
  };
}

function sayHowSure(confidence: Confidence): string {
  if (confidence === 'high') return 'A';
  return confidence === 'medium' ? 'Likely a' : 'Perhaps a';
}

/** `187 of 300 devices dropped within 12 min, at 14 places, 120 got an error of the hub itself`. */
export function sayFault(crowd: Crowd, impairment: HealthStatus | undefined): string {
  const length = sayLength(crowd.to.getTime() - crowd.from.getTime());
  const { affected, addresses, hubFaultDevices } = crowd;
  // Those with rows at that moment are no base: who stayed connected has none.
  if (crowd.glance && impairment !== undefined) {
    return `${sayHealth(impairment)}, and ${sayCount(affected, 'device')} dropped then`;
  }
  const parts = [
    `${affected.toLocaleString('en-US')} of ${sayCount(affected + crowd.others, 'device')} dropped within ${length}`,
    ...(addresses > 1 ? [`at ${addresses} places`] : []),
    ...(hubFaultDevices > 0
      ? [`${hubFaultDevices.toLocaleString('en-US')} got an error of the hub itself`]
      : []),
    ...(impairment === undefined ? [] : [`and ${sayHealth(impairment)}`]),
  ];
  return parts.join(', ');
}

function sayHealth({ state, since }: HealthStatus): string {
  return `Azure calls it ${state}${since === undefined ? '' : ` since ${sayTime(since)}`}`;
}

function weighed(crowd: Crowd, verdict: CrowdVerdict | undefined): RuleResult {
  if (!isCrowd(crowd)) return { kind: 'silent' };
  return { kind: 'lost', cause: 'hub-fault', why: sayWhyNot(crowd, verdict) };
}

function sayWhyNot({ hubFaultDevices }: Crowd, verdict: CrowdVerdict | undefined): string {
  if (verdict?.cause === 'hub-fault') {
    return 'this device did not drop in the way or at the time of those who met a fault of the hub';
  }
  const failed = hubFaultDevices === 0 ? 'no device' : sayCount(hubFaultDevices, 'device');
  return `${failed} got an error of the hub itself, and those who dropped are not spread over the hub`;
}
