import type { Crowd } from '../diagnosis/crowd/crowd';
import type { TimeWindow } from '../ports/time-window';
import { nameFactor, sayFactor, sayOfDropped, sayOfOthers, sayRatio } from './say-factor';
import { capitalize, isoSeconds, sayShare } from './words';

/** What those that dropped at one moment share, as a small table; the evidence says it at length. */
export interface SharedFactors {
  /** Absent where it is no moment but the whole window. */
  at?: string;
  /** "60 of 300 devices seen". */
  scale: string;
  lines: { what: string; often: string; dropped: string; others: string }[];
  /** How many stand only in the evidence. */
  more: number;
}

const mostLines = 3;

/** Undefined where nothing is shared more often than chance explains. */
export function sharedFactors(
  crowd: Crowd | undefined,
  window: TimeWindow,
): SharedFactors | undefined {
  if (crowd === undefined || crowd.commonFactors.length === 0) return undefined;
  const lines = crowd.commonFactors.slice(0, mostLines).map((factor) => ({
    what: capitalize(nameFactor(factor)),
    often: sayRatio(factor),
    dropped: sayOfDropped(factor),
    others: sayOfOthers(factor),
  }));
  const more = crowd.commonFactors.length - lines.length;
  const isMoment = crowd.from > window.from || crowd.to < window.to;
  return { ...(isMoment && { at: isoSeconds(crowd.at) }), scale: sayCrowd(crowd), lines, more };
}

/** Every factor as a sentence. */
export function sayFactors(crowd: Crowd | undefined): string[] {
  return crowd?.commonFactors.map(sayFactor) ?? [];
}

/** "56 of 63 devices seen". */
export function sayCrowd({ affected, others }: Crowd): string {
  return `${sayShare(affected, affected + others, 'device')} seen`;
}
