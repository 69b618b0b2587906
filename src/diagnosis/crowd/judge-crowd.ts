import type { HealthStatus } from '../../ports/health-source';
import type { Confidence } from '../diagnosis';
import type { Crowd } from './crowd';
import { poissonAtLeast } from './fisher';

/** Why a crowd dropped; undefined where it is no crowd, or one without anything in common. */
export interface CrowdVerdict {
  cause: 'site-outage' | 'hub-fault';
  confidence: Confidence;
  confidenceReason: string;
}

/** With fewer there is no crowd to be told from chance. */
export const fewestInCrowd = 3;
/** How likely it may be that so many devices dropped at one moment by chance. */
const mostChance = 1e-4;
const mostChanceOfAll = 0.01;
/** Where nothing was lost in a day, chance is still not zero. */
const leastUsual = 0.05;

/**
 * Whether more devices dropped at that moment than drop by themselves. Who picked the moment as the
 * worst of many says of how many: the worst of a day looks grave on any day.
 */
export function isCrowd({ affected, usual }: Crowd, moments = 1): boolean {
  const chance = poissonAtLeast(affected, Math.max(usual, leastUsual));
  const most = Math.min(mostChance, mostChanceOfAll / moments);
  return affected >= fewestInCrowd && chance < most;
}

/** Places that went dark are a site outage; a crowd over all places has only the hub in common. */
export function judgeCrowd(
  crowd: Crowd | undefined,
  health: HealthStatus | undefined,
  moments = 1,
): CrowdVerdict | undefined {
  if (crowd === undefined || !isCrowd(crowd, moments)) return undefined;
  const faults = crowd.hubFaultDevices >= Math.max(2, crowd.affected * leastFaultShare);
  if (faults || health !== undefined) return faultOfHub(crowd, faults, health);
  if (crowd.site !== undefined) return outageOfSite(crowd);
  if (isEverywhere(crowd)) return spreadOverHub;
  return isScattered(crowd) ? scattered : undefined;
}

/** A stray 5xx does not make a site's outage the hub's. */
const leastFaultShare = 0.2;

function faultOfHub(
  crowd: Crowd,
  faults: boolean,
  health: HealthStatus | undefined,
): CrowdVerdict | undefined {
  if (!faults && crowd.site !== undefined && crowd.site.elsewhereTotal > 0) {
    return { ...outageOfSite(crowd), confidence: 'medium' };
  }
  const reasons = [
    ...(faults ? [`${crowd.hubFaultDevices} devices got an error of the hub itself`] : []),
    ...(health === undefined ? [] : ['Azure Resource Health says that the hub was impaired']),
  ];
  return { cause: 'hub-fault', confidence: 'high', confidenceReason: reasons.join(', and ') };
}

function outageOfSite({ site, commonFactors }: Crowd): CrowdVerdict {
  const proven = commonFactors.some(({ factor }) => factor === site?.factor);
  const alone = site?.elsewhereTotal === 0;
  if (alone) {
    return {
      cause: 'site-outage',
      confidence: 'low',
      confidenceReason: 'no device elsewhere has rows, so the hub may be at fault as well',
    };
  }
  return {
    cause: 'site-outage',
    confidence: proven ? 'high' : 'medium',
    confidenceReason: proven
      ? 'those who dropped share a place, more often than chance explains, and the others do not'
      : 'those who dropped share a place, but they are too few to rule out chance',
  };
}

/** Three places and a good part of the fleet, with nothing in common but the hub. */
function isEverywhere({ affected, others, addresses }: Crowd): boolean {
  return addresses >= 3 && affected >= 5 && affected >= (affected + others) * 0.3;
}

/** A small part of the fleet, whatever else stays connected: many places, and nothing else in common. */
function isScattered({ affected, addresses, commonFactors }: Crowd): boolean {
  const sharesMore = commonFactors.some(({ factor }) => factor !== 'code' && factor !== 'hub');
  return addresses >= 5 && affected >= 10 && !sharesMore;
}

const scattered: CrowdVerdict = {
  cause: 'hub-fault',
  confidence: 'low',
  confidenceReason:
    'devices at many places dropped at one moment, but they are a small part of the hub and hardly a row carries an error of it',
};

const spreadOverHub: CrowdVerdict = {
  cause: 'hub-fault',
  confidence: 'medium',
  confidenceReason:
    'devices at several places dropped at one moment and have only the hub in common, but hardly a row carries an error of the hub itself',
};
