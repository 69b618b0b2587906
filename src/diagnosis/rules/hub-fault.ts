import type { HealthStatus } from '../../ports/health-source';
import type { Crowd } from '../crowd/crowd';
import { findImpairment } from '../crowd/find-impairment';
import { isInCrowd } from '../crowd/is-in-crowd';
import { isCrowd, judgeCrowd } from '../crowd/judge-crowd';
import type { DeviceFacts } from '../device-facts';
import { adviseHubFault } from '../steps/hub-fault-steps';
import { sayCount, sayLength, sayTime } from '../words';
import type { RuleResult } from './rule';

/** Many devices at many places dropped at one moment, or the hub itself says that it failed. */
export function readHubFault(facts: DeviceFacts): RuleResult {
  const { crowd } = facts;
  if (crowd === undefined) return { kind: 'silent' };
  const impairment = findImpairment(facts.surroundings.health, crowd.at);
  const verdict = isCrowd(crowd) ? judgeCrowd(crowd, impairment) : undefined;
  if (verdict?.cause !== 'hub-fault' && impairment === undefined) return weighed(crowd);
  if (verdict?.cause === 'site-outage' || !isInCrowd(facts, { ...crowd, site: undefined })) {
    return weighed(crowd);
  }
  return {
    kind: 'fits',
    cause: 'hub-fault',
    benign: false,
    confidence: verdict?.confidence ?? 'medium',
    confidenceReason:
      verdict?.confidenceReason ??
      'Azure Resource Health says that the hub was impaired at that time, but no crowd dropped with this device',
    why: `A fault of the hub: ${sayFault(crowd, impairment)}.`,
    inferred: [
      'Hub fault: devices that share no place dropped at one moment, with errors of the hub itself or while Azure called it impaired. Rule: three devices and more in a span of 12 min in which chance gives less, and no place that was spared.',
    ],
    unknowable: [
      'What failed inside of the service: Azure tells it, if at all, in Resource Health.',
    ],
    steps: adviseHubFault(facts.sdk, impairment),
  };
}

/** `187 of 300 devices dropped within 12 min, at 14 places, 120 of them with a 5xx error`. */
export function sayFault(crowd: Crowd, impairment: HealthStatus | undefined): string {
  const length = sayLength(crowd.to.getTime() - crowd.from.getTime());
  const { affected, addresses, hubFaultDevices } = crowd;
  const parts = [
    `${affected.toLocaleString('en-US')} of ${sayCount(affected + crowd.others, 'device')} dropped within ${length}`,
    ...(addresses > 1 ? [`at ${addresses} places`] : []),
    ...(hubFaultDevices > 0 ? [`${hubFaultDevices.toLocaleString('en-US')} got a 5xx error`] : []),
    ...(impairment === undefined ? [] : [sayHealth(impairment)]),
  ];
  return parts.join(', ');
}

function sayHealth({ state, since }: HealthStatus): string {
  return `and Azure calls it ${state}${since === undefined ? '' : ` since ${sayTime(since)}`}`;
}

function weighed(crowd: Crowd): RuleResult {
  if (!isCrowd(crowd)) return { kind: 'silent' };
  const why =
    crowd.hubFaultDevices === 0
      ? 'no row carries a 5xx error, and the crowd is not spread over the hub'
      : 'this device did not drop in the way or at the time of the crowd';
  return { kind: 'lost', cause: 'hub-fault', why };
}
