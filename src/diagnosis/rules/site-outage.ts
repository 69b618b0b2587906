import type { Crowd, Site } from '../crowd/crowd';
import { findImpairment } from '../crowd/find-impairment';
import { isInCrowd } from '../crowd/is-in-crowd';
import { isCrowd, judgeCrowd } from '../crowd/judge-crowd';
import type { DeviceFacts } from '../device/device-facts';
import { adviseSiteOutage } from '../steps/site-outage-steps';
import { sayCount, sayLength, sayList } from '../words';
import type { RuleResult } from './rule';

/** Nearly everybody at the place of this device dropped at that moment, and hardly anybody elsewhere. */
export function readSiteOutage(facts: DeviceFacts): RuleResult {
  const { crowd } = facts;
  if (crowd === undefined || !isCrowd(crowd)) return { kind: 'silent' };
  const verdict = judgeCrowd(crowd, findImpairment(facts.surroundings.health, crowd.at));
  if (verdict?.cause !== 'site-outage' || crowd.site === undefined) return notASite(facts, crowd);
  if (!isInCrowd(facts, crowd)) return notInIt(crowd, crowd.site);
  const confidence = facts.complete ? verdict.confidence : lower(verdict.confidence);
  return {
    kind: 'fits',
    cause: 'site-outage',
    benign: false,
    confidence,
    confidenceReason: verdict.confidenceReason,
    why: `${confidence === 'high' ? 'A' : 'Likely a'} site outage: ${saySite(crowd, crowd.site)}.`,
    inferred: [siteRule(crowd)],
    unknowable: [
      'Whether power, the router or the line failed at the site: to the hub they look the same.',
    ],
    steps: adviseSiteOutage(crowd, crowd.site),
  };
}

/** `56 of the 60 devices at 81.24.7.XXX dropped within 12 min; 3 of 240 others did`. */
export function saySite(crowd: Crowd, site: Site): string {
  const { affected, total, elsewhere, elsewhereTotal } = site;
  const length = sayLength(crowd.to.getTime() - crowd.from.getTime());
  const there = `${affected.toLocaleString('en-US')} of the ${sayCount(total, 'device')} at ${sayPlaces(site)} dropped within ${length}`;
  if (elsewhereTotal === 0) return `${there}; no device elsewhere has rows`;
  const others = sayCount(elsewhereTotal, 'other');
  return `${there}; ${elsewhere === 0 ? 'none' : elsewhere.toLocaleString('en-US')} of ${others} did`;
}

/** The verdict is one line on a phone: addresses of IPv6 are long. */
const longestPlaces = 50;

function sayPlaces({ values, factor }: Site): string {
  const isLong = values.length > 3 || values.join().length > longestPlaces;
  const more = `${values.length - 1} more`;
  const shown = isLong && values.length > 1 ? [...values.slice(0, 1), more] : values;
  return factor === 'address' ? sayList(shown) : `${sayList(shown)} (by their ids)`;
}

function notASite({ device }: DeviceFacts, crowd: Crowd): RuleResult {
  const why = `${sayCount(crowd.affected, 'device')} dropped together with ${device}, but not at one place of which the others were spared`;
  return { kind: 'lost', cause: 'site-outage', why };
}

function notInIt(crowd: Crowd, site: Site): RuleResult {
  return {
    kind: 'lost',
    cause: 'site-outage',
    why: `${saySite(crowd, site)}, but this device is at another place or dropped in another way`,
  };
}

function siteRule(crowd: Crowd): string {
  const usual = crowd.usual < 0.1 ? 'hardly one' : `about ${Math.round(crowd.usual * 10) / 10}`;
  return `Site outage: what these devices share is their place, and not the hub. Rule: ${sayCount(crowd.affected, 'drop')} in a span in which ${usual} is usual, at least half of the devices at the place, and at most a tenth of those elsewhere.`;
}

function lower(confidence: 'high' | 'medium' | 'low') {
  return confidence === 'high' ? 'medium' : 'low';
}
