import type { CommonFactor, FactorName } from '../diagnosis/crowd/crowd';
import { sayCode } from './say-code';
import { sayProtocol } from './say-protocol';
import { capitalize, sayNumber } from './words';

/** How the two sides are called: "56 of 60 that dropped, 3 of 240 that did not". */
export interface Sides {
  ours: string;
  theirs: string;
}

/** A factor at length: what, how many of whom, how much more often, and whether that is chance. */
export function sayFactor(factor: CommonFactor, { ours, theirs }: Sides): string {
  const counts = `${sayOfDropped(factor)} ${ours}, ${sayOfOthers(factor)} ${theirs}`;
  return `${capitalize(nameFactor(factor))}: ${counts}; ${sayRatio(factor, ours)}. ${sayChance(factor.p)}.`;
}

/** "address block 81.24.7.XXX", "ids that begin with press-". */
export function nameFactor({ factor, value }: Pick<CommonFactor, 'factor' | 'value'>): string {
  return namers[factor](value);
}

/** "56 of 60". */
export function sayOfDropped({ affected, affectedTotal }: CommonFactor): string {
  return `${sayNumber(affected)} of ${sayNumber(affectedTotal)}`;
}

/** "3 of 240". */
export function sayOfOthers({ others, othersTotal }: CommonFactor): string {
  return `${sayNumber(others)} of ${sayNumber(othersTotal)}`;
}

/** "75 times as often"; where none of the others has it, there is no such figure. */
export function sayRatio({ ratio }: Pick<CommonFactor, 'ratio'>, ours: string): string {
  if (ratio === null) return `only among those ${ours}`;
  return `${sayNumber(ratio < 10 ? ratio : Math.round(ratio))} times as often`;
}

/** A p in plain words; the figure itself stands in the JSON. */
export function sayChance(p: number): string {
  const rarer = rarities.find((each) => p < 1 / each);
  if (rarer === undefined) return 'Chance may explain this';
  return `Chance explains this less than once in ${rarer === million ? 'a million' : sayNumber(rarer)}`;
}

const million = 1_000_000;
const rarities = [million, 100_000, 10_000, 1000, 100, 20];

const namers: Record<FactorName, (value: string) => string> = {
  address: (value) => `address block ${value}`,
  sdk: (value) => `SDK ${value}`,
  protocol: (value) => `protocol ${sayProtocol(value)}`,
  authType: (value) => `authentication by ${authTypes.get(value.toLowerCase()) ?? value}`,
  code: (value) => `error code ${sayCode(value)}`,
  hub: (value) => `hub ${value}`,
  idPrefix: (value) => `ids that begin with ${value}`,
};

/** As the rows spell them. */
const authTypes = new Map([
  ['sas', 'SAS token'],
  ['selfsigned', 'X.509 thumbprint'],
  ['x509', 'X.509 certificate'],
  ['x509certificate', 'X.509 certificate'],
  ['x509certificateauthority', 'X.509 certificate of an authority'],
  ['certificateauthority', 'X.509 certificate of an authority'],
]);
