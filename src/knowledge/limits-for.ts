import knowledge from './limits.json';

/** What a hub takes before it delays and then refuses with 429, as documented. */
export interface HubLimits {
  /** `S1`, `B2` … */
  sku: string;
  units: number;
  connectionsPerSecond: number;
  d2cSendsPerSecond: number;
  registryPerMinute: number;
  queriesPerMinute: number;
  /** These four are absent in the basic tier, which has neither twins nor cloud-to-device. */
  twinReadsPerSecond?: number;
  twinUpdatesPerSecond?: number;
  methodKilobytesPerSecond?: number;
  c2dSendsPerMinute?: number;
  dailyMessages: DailyMessages;
  source: string;
}

/** Counted in portions of `meteredBytes`; unverified: no document of the hub that we saw has it. */
interface DailyMessages {
  count: number;
  meteredBytes: number;
  verified: boolean;
  source: string;
}

interface Limit {
  perUnit: number;
  atLeast?: number;
}

/**
 * Limits of a whole hub of this tier and size, in any case of letters; undefined for a tier nobody
 * knows or a number of units that cannot be. A free hub has one unit, whatever is asked.
 */
export function limitsFor(sku: string, units: number): HubLimits | undefined {
  const name = sku.trim().toUpperCase();
  const size = knowledge.sizes.find(({ skus }) => skus.includes(name));
  if (size === undefined || !Number.isInteger(units) || units < 1) return undefined;
  const counted = name === 'F1' ? 1 : units;
  return {
    sku: name,
    units: counted,
    connectionsPerSecond: reach(size.connectionsPerSecond, counted),
    d2cSendsPerSecond: reach(size.d2cSendsPerSecond, counted),
    registryPerMinute: reach(size.registryPerMinute, counted),
    queriesPerMinute: reach(size.queriesPerMinute, counted),
    ...(name.startsWith('B') ? {} : standardLimits(size, counted)),
    dailyMessages: dailyFor(name, counted),
    source: knowledge.sources[0] ?? '',
  };
}

function standardLimits(size: (typeof knowledge.sizes)[number], units: number) {
  return {
    twinReadsPerSecond: reach(size.twinReadsPerSecond, units),
    twinUpdatesPerSecond: reach(size.twinUpdatesPerSecond, units),
    methodKilobytesPerSecond: reach(size.methodKilobytesPerSecond, units),
    c2dSendsPerMinute: reach(size.c2dSendsPerMinute, units),
  };
}

function dailyFor(name: string, units: number): DailyMessages {
  const { messages, verified, sources } = knowledge.daily;
  const daily = messages.find(({ skus }) => skus.includes(name));
  return {
    count: (daily?.perUnit ?? 0) * units,
    meteredBytes: daily?.meteredBytes ?? 0,
    verified,
    source: sources[0] ?? '',
  };
}

function reach({ perUnit, atLeast = 0 }: Limit, units: number): number {
  return Math.max(perUnit * units, atLeast);
}
