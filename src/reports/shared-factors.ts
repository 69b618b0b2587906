import type { Crowd } from '../diagnosis/crowd/crowd';
import type { TimeWindow } from '../ports/time-window';
import {
  nameFactor,
  type Sides,
  sayFactor,
  sayOfDropped,
  sayOfOthers,
  sayRatio,
} from './say-factor';
import { capitalize, isoSeconds, sayShare } from './words';

/** What those share that dropped at one moment, or had trouble at any, as a small table. */
export interface SharedFactors {
  /** Absent where it is no moment but the whole window. */
  at?: string;
  /** "60 of 300 devices seen". */
  scale: string;
  sides: Sides;
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
  const isMoment = isOfMoment(crowd, window);
  const sides = isMoment ? atMoment : inWindow;
  const lines = crowd.commonFactors.slice(0, mostLines).map((factor) => ({
    what: capitalize(nameFactor(factor)),
    often: sayRatio(factor, sides.ours),
    dropped: sayOfDropped(factor),
    others: sayOfOthers(factor),
  }));
  const more = crowd.commonFactors.length - lines.length;
  const at = isMoment ? { at: isoSeconds(crowd.at) } : {};
  return { ...at, scale: sayCrowd(crowd), sides, lines, more };
}

/** Every factor as a sentence. */
export function sayFactors(crowd: Crowd | undefined, window: TimeWindow): string[] {
  if (crowd === undefined) return [];
  const sides = isOfMoment(crowd, window) ? atMoment : inWindow;
  return crowd.commonFactors.map((factor) => sayFactor(factor, sides));
}

const atMoment: Sides = { ours: 'that dropped', theirs: 'that did not' };
/** The others may well have dropped, but only to renew a token. */
const inWindow: Sides = { ours: 'with trouble', theirs: 'without' };

function isOfMoment({ from, to }: Crowd, window: TimeWindow): boolean {
  return from > window.from || to < window.to;
}

/** "56 of 63 devices seen". */
export function sayCrowd({ affected, others }: Crowd): string {
  return `${sayShare(affected, affected + others, 'device')} seen`;
}
