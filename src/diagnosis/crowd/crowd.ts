/** What devices can have in common. The names are stable: they stand in `summary --json`. */
export const factorNames = [
  'address',
  'sdk',
  'protocol',
  'authType',
  'code',
  'hub',
  'idPrefix',
] as const;

export type FactorName = (typeof factorNames)[number];

/** Something that those who dropped have in common more often than those who did not. */
export interface CommonFactor {
  factor: FactorName;
  value: string;
  /** Of `affectedTotal` devices that dropped and of which the factor is known, so many have it. */
  affected: number;
  affectedTotal: number;
  /** Of `othersTotal` devices that did not drop and of which the factor is known, so many have it. */
  others: number;
  othersTotal: number;
  /** Share among the affected by share among the others; null when none of the others has it. */
  ratio: number | null;
  /** Fisher's exact test, one-sided, corrected for all values that were tried. */
  p: number;
}

/** A device that dropped with the crowd, but in another way. */
export interface OddOne {
  device: string;
  /** What it failed with; empty for a clean close. */
  code: string;
  name: string;
  /** What the crowd failed with. */
  crowdCode: string;
}

/** A place is where devices share an address block; where rows name no address, the begin of their ids. */
export interface Site {
  factor: 'address' | 'idPrefix';
  /** Mostly one; several where they went dark together. */
  values: string[];
  /** Of `total` devices seen there, so many dropped. */
  affected: number;
  total: number;
  /** Of `elsewhereTotal` devices seen at other places, so many dropped. */
  elsewhere: number;
  elsewhereTotal: number;
}

/** Who else on the hub dropped around one moment, from the query `devices-affected`. */
export interface Crowd {
  /** The moment that was looked at, and the span around it. */
  at: Date;
  from: Date;
  to: Date;
  /** Devices that dropped in the span, otherwise than by renewing a token. */
  affected: number;
  /** Devices that were seen in the hours around it and did not. */
  others: number;
  /** Of the affected, not back within a minute or not back at all. */
  away: number;
  /** How many devices drop in a span of that length otherwise, on average. */
  usual: number;
  /** Devices by what they dropped with, most first. */
  codes: { code: string; name: string; devices: number }[];
  /** Of the affected, those that got a 5xxxxx or a 404012, on a drop or on a refused connect. */
  hubFaultDevices: number;
  /** Distinct address blocks of the affected. */
  addresses: number;
  /** The places that nearly all of the affected are at, and where most devices dropped. */
  site: Site | undefined;
  /** Only what chance does not explain, strongest first. */
  commonFactors: CommonFactor[];
  oddOnes: OddOne[];
  /** Only a cheap look was taken: `others` are those with rows in the span, and who they are is not told. */
  glance?: true;
}
