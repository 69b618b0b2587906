import type { AffectedDevice, RestCount } from './affected-rows';
import { type CommonFactor, type FactorName, factorNames } from './crowd';
import { fisherGreater } from './fisher';
import { traitsOf } from './traits';

/** Chance explains more than this: it is not told. */
const mostChance = 0.01;
const mostFactors = 5;
/** What is only a little more frequent is no lead, however many devices make it certain. */
const leastRatio = 1.5;
/** Two devices share something with somebody always. */
const fewestAffected = 3;

/**
 * What those who dropped have in common more often than those who did not. Each value of each factor
 * is tried with Fisher's exact test, and the chance is multiplied by the number of trials
 * (Bonferroni), so that trying many does not make one of them look true.
 */
export function findCommonFactors(
  affected: AffectedDevice[],
  unaffected: AffectedDevice[],
  rest: RestCount[],
  restTotal: number,
): CommonFactor[] {
  const total = { affected: affected.length, others: unaffected.length + restTotal };
  const ours = countTraits(affected);
  const theirs = countTraits(unaffected);
  for (const { factor, value, devices } of rest) {
    if (value !== '') add(theirs, keyOf(factor as FactorName, value), devices);
  }
  const known = (factor: FactorName): Totals =>
    factor === 'code'
      ? { affectedTotal: total.affected, othersTotal: total.others }
      : { affectedTotal: sumOf(factor, ours), othersTotal: sumOf(factor, theirs) };
  const totals = new Map(factorNames.map((factor) => [factor, known(factor)]));
  const tried = [...ours].flatMap(([key, count]) =>
    compare(key, [count, theirs.get(key) ?? 0], totals),
  );
  return tried
    .map((factor) => ({ ...factor, p: Math.min(1, factor.p * tried.length) }))
    .filter(isTelling)
    .sort(
      (a, b) =>
        Number(isCode(a)) - Number(isCode(b)) ||
        a.p - b.p ||
        rank(a) - rank(b) ||
        (a.value < b.value ? -1 : 1),
    )
    .slice(0, mostFactors);
}

type Counts = Map<string, number>;
type Totals = Pick<CommonFactor, 'affectedTotal' | 'othersTotal'>;

/** Nothing where none of the others is known to have any value of the factor. */
function compare(
  key: string,
  [affected, others]: [number, number],
  totals: Map<string, Totals>,
): CommonFactor[] {
  const [factor = '', ...value] = key.split(' ');
  const { affectedTotal = 0, othersTotal = 0 } = totals.get(factor) ?? {};
  if (othersTotal === 0) return [];
  const p = fisherGreater({
    ...{ with: affected, drawn: affectedTotal },
    ...{ having: affected + others, total: affectedTotal + othersTotal },
  });
  const ratio = others === 0 ? null : affected / affectedTotal / (others / othersTotal);
  const counts = { affected, affectedTotal, others, othersTotal };
  return [{ factor: factor as FactorName, value: value.join(' '), ...counts, ratio, p }];
}

/** Devices of which no row tells the factor are left out: that nothing is known is nothing shared. */
function sumOf(factor: FactorName, counts: Counts): number {
  let sum = 0;
  for (const [key, count] of counts) if (key.startsWith(`${factor} `)) sum += count;
  return sum;
}

function isTelling({ p, ratio, affected }: CommonFactor): boolean {
  return p <= mostChance && affected >= fewestAffected && (ratio === null || ratio >= leastRatio);
}

/** A code is what happened and not why: who did not drop can have none, so it comes last. */
function isCode({ factor }: CommonFactor): boolean {
  return factor === 'code';
}

/** Where two factors say the same, the one that names a place comes first. */
function rank({ factor }: CommonFactor): number {
  return factorNames.indexOf(factor);
}

function countTraits(devices: AffectedDevice[]): Counts {
  const counts: Counts = new Map();
  for (const device of devices) {
    const traits = traitsOf(device);
    for (const factor of factorNames) {
      for (const value of traits[factor]) add(counts, keyOf(factor, value), 1);
    }
  }
  return counts;
}

function keyOf(factor: FactorName, value: string): string {
  return `${factor} ${value}`;
}

function add(counts: Counts, key: string, count: number): void {
  counts.set(key, (counts.get(key) ?? 0) + count);
}
