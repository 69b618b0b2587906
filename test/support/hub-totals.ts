import type { HubTotals } from '../../src/diagnosis/hub/hub-rows';

/** One row of the query hub-totals in which nothing happened; parts can be replaced. */
export function hubTotals(parts: Partial<HubTotals> = {}): HubTotals {
  return {
    ...{ hubId: '', devicesSeen: 0, devicesAffected: 0, stillAway: 0, disconnects: 0, refused: 0 },
    ...{ events: 0, drops: 0, backSoon: 0, firstAt: undefined, lastAt: undefined },
    ...{ awayTogether: 0, address: '', seenAtAddress: 0, lastAway: '' },
    ...parts,
  };
}
