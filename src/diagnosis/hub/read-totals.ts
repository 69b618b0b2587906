import type { HubCauses } from '../crowd/read-hub-causes';
import type { AwayTogether } from '../diagnosis';
import type { HubFigures } from './hub-figures';
import type { HubTotals } from './hub-rows';

/** Fewer devices behind one address are a coincidence that nobody needs to hear of. */
const fewestTogether = 3;

/** The figures of one hub, or of several together, out of the rows of `hub-totals`. */
export function readTotals(
  totals: HubTotals[],
): Omit<HubFigures, keyof HubCauses | 'hub' | 'window' | 'complete' | 'byCode' | 'worst'> {
  const sum = (pick: (row: HubTotals) => number) =>
    totals.reduce((total, row) => total + pick(row), 0);
  const stillAway = sum((row) => row.stillAway);
  return {
    events: sum((row) => row.events),
    devicesSeen: sum((row) => row.devicesSeen),
    devicesAffected: sum((row) => row.devicesAffected),
    stillAway,
    disconnects: sum((row) => row.disconnects),
    drops: sum((row) => row.drops),
    backSoon: sum((row) => row.backSoon),
    awayTogether: findTogether(totals, stillAway),
    lastAway: totals.find(({ lastAway }) => lastAway !== '')?.lastAway,
    refused: sum((row) => row.refused),
  };
}

/** Only more than half of those away are worth the word: two addresses can never both be. */
function findTogether(totals: HubTotals[], stillAway: number): AwayTogether | undefined {
  const crowd = totals.find(
    ({ awayTogether, address }) =>
      awayTogether >= fewestTogether && awayTogether * 2 > stillAway && isMasked(address),
  );
  return crowd && { address: crowd.address, away: crowd.awayTogether, seen: crowd.seenAtAddress };
}

/** The address comes out of a log row: what does not look like one is not repeated. */
function isMasked(address: string): boolean {
  return /^[\da-f.:x]{3,45}$/i.test(address);
}
