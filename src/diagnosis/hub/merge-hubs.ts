import { mergeCounts } from '../count-codes';
import type { DisconnectBin, HubSummary, NamedAnswer } from '../diagnosis';

const mostDevices = 50;

/**
 * Summaries of several hubs over one window as one: counts add up, and the verdict is that of the
 * hub that is hit most, by name. Needs at least one.
 */
export function mergeHubs(summaries: HubSummary[], untold: NamedAnswer[]): HubSummary {
  const [worst, ...others] = [...summaries].sort(byHarm);
  if (worst === undefined) throw new Error('there is no hub to tell of');
  const all = [worst, ...others];
  const codes = mergeCounts(all.flatMap(({ byCode }) => byCode));
  return {
    ...worst,
    hub: '',
    hubResourceId: undefined,
    why: sayWorst(worst, others.length),
    ...addUp(all),
    firstAt: earliest(all.map(({ firstAt }) => firstAt)),
    lastAt: latest(all.map(({ lastAt }) => lastAt)),
    codes,
    byCode: codes,
    timeline: { ...worst.timeline, bins: mergeBins(all.flatMap(({ timeline }) => timeline.bins)) },
    seen: all.flatMap(({ hub, seen }) => seen.map((line) => `${hub}: ${line}`)),
    inferred: all.flatMap(({ hub, inferred }) => inferred.map((line) => `${hub}: ${line}`)),
    unknowable: [...new Set(all.flatMap(({ unknowable }) => unknowable))],
    queries: all.flatMap(({ queries }) => queries),
    logs: { ...worst.logs, ...mergeReach(all) },
    devices: all
      .flatMap(({ devices }) => devices)
      .sort((one, other) => other.disconnects - one.disconnects)
      .slice(0, mostDevices),
    hubs: all.flatMap(({ hubs = [] }) => hubs),
    named: [...all.map(nameHub), ...untold],
  };
}

function byHarm(one: HubSummary, other: HubSummary): number {
  return other.stillAway - one.stillAway || other.devicesAffected - one.devicesAffected;
}

function sayWorst({ hub, why, devicesAffected }: HubSummary, others: number): string {
  if (others === 0 || devicesAffected === 0) return `${hub}: ${why}`;
  return `Hit most is ${hub}: ${why}`;
}

function addUp(all: HubSummary[]) {
  const total = (read: (summary: HubSummary) => number) =>
    all.reduce((sum, summary) => sum + read(summary), 0);
  const counted = all.every(
    ({ losses, backSoon }) => losses !== undefined && backSoon !== undefined,
  );
  return {
    disconnects: total(({ disconnects }) => disconnects),
    devicesAffected: total(({ devicesAffected }) => devicesAffected),
    devicesSeen: total(({ devicesSeen }) => devicesSeen),
    stillAway: total(({ stillAway }) => stillAway),
    losses: counted ? total(({ losses = 0 }) => losses) : undefined,
    backSoon: counted ? total(({ backSoon = 0 }) => backSoon) : undefined,
  };
}

function mergeReach(all: HubSummary[]) {
  const newestAt = latest(all.map(({ logs }) => logs.newestAt));
  const partialReason = all.map(({ logs }) => logs.partialReason).find((one) => one !== undefined);
  const partial = all.some(({ logs }) => logs.partial);
  return { newestAt, partial, ...(partialReason === undefined ? {} : { partialReason }) };
}

function mergeBins(bins: DisconnectBin[]): DisconnectBin[] {
  const merged = new Map<string, DisconnectBin>();
  for (const bin of bins) {
    const key = JSON.stringify([bin.at.getTime(), bin.code, bin.name]);
    merged.set(key, { ...bin, count: bin.count + (merged.get(key)?.count ?? 0) });
  }
  return [...merged.values()].sort((one, other) => one.at.getTime() - other.at.getTime());
}

function nameHub(summary: HubSummary): NamedAnswer {
  const { hub, why, confidence, disconnects, devicesAffected, devicesSeen, stillAway } = summary;
  const figures = { disconnects, devicesAffected, devicesSeen, stillAway };
  return { kind: 'hub', name: hub, why, confidence, figures };
}

function earliest(times: (Date | undefined)[]): Date | undefined {
  return sortTimes(times)[0];
}

function latest(times: (Date | undefined)[]): Date | undefined {
  return sortTimes(times).at(-1);
}

function sortTimes(times: (Date | undefined)[]): Date[] {
  const known = times.filter((time) => time !== undefined);
  return known.sort((one, other) => one.getTime() - other.getTime());
}
