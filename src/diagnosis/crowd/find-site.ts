import type { AffectedDevice, RestCount } from './affected-rows';
import type { Site } from './crowd';

/** At a place that is out, most devices drop; those with a battery and a second line may not. */
const leastShareThere = 0.5;
/** Most of the crowd is at these places; others may have dropped elsewhere at the same moment by themselves. */
const leastShareOfCrowd = 0.6;
/** Elsewhere life goes on, as well as it does on a bad day. */
const mostShareElsewhere = 0.15;
const fewestAffected = 3;
/** Fewer devices elsewhere tell nothing about elsewhere. */
const fewestElsewhere = 3;

/** Where more places than these and most of all are hit, those that are spared are lucky. */
const fewSites = 2;

interface Place {
  value: string;
  affected: number;
  total: number;
}

/** The places at which nearly all of a crowd is, if there are such places. */
export function findSite(
  members: AffectedDevice[],
  unaffected: AffectedDevice[],
  rest: RestCount[],
): Site | undefined {
  const hasAddresses = members.some(({ address }) => address !== '');
  const factor = hasAddresses ? 'address' : 'idPrefix';
  const places = gatherPlaces(factor, members, unaffected, rest);
  const hit = places.filter(
    ({ affected, total }) => affected >= 2 && affected >= total * leastShareThere,
  );
  const there = addUp(hit);
  const isHit = new Set(hit);
  const elsewhere = addUp(places.filter((place) => !isHit.has(place)));
  const isMost = there.affected >= members.length * leastShareOfCrowd;
  if (there.affected < fewestAffected || !isMost) return undefined;
  // Where every place is hit, the places have only the hub in common.
  if (hit.length > 1 && elsewhere.total < fewestElsewhere) return undefined;
  if (hit.length > Math.max(fewSites, places.length / 2)) return undefined;
  if (elsewhere.affected > elsewhere.total * mostShareElsewhere) return undefined;
  return {
    factor,
    values: hit.map(({ value }) => value),
    ...there,
    elsewhere: elsewhere.affected,
    elsewhereTotal: elsewhere.total,
  };
}

function gatherPlaces(
  factor: Site['factor'],
  members: AffectedDevice[],
  unaffected: AffectedDevice[],
  rest: RestCount[],
): Place[] {
  const places = new Map<string, Place>();
  const at = (value: string) => {
    const place = places.get(value) ?? { value, affected: 0, total: 0 };
    places.set(value, place);
    return place;
  };
  for (const device of members) {
    const place = at(device[factor]);
    place.affected += 1;
    place.total += 1;
  }
  for (const device of unaffected) at(device[factor]).total += 1;
  for (const count of rest) if (count.factor === factor) at(count.value).total += count.devices;
  places.delete('');
  return [...places.values()].sort(
    (a, b) => b.affected - a.affected || (a.value < b.value ? -1 : 1),
  );
}

function addUp(places: Place[]): { affected: number; total: number } {
  return places.reduce(
    (sum, { affected, total }) => ({ affected: sum.affected + affected, total: sum.total + total }),
    { affected: 0, total: 0 },
  );
}
