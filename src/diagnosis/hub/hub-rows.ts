import { z } from 'zod';
import { Count, MaybeMoment, Moment, Text } from '../asking/cells';
import type { AffectedRows } from '../crowd/affected-rows';

// One schema per query about a hub, named like its file.

export const HubTotals = z.object({
  hubId: Text,
  devicesSeen: Count,
  devicesAffected: Count,
  stillAway: Count,
  disconnects: Count,
  refused: Count,
  events: Count,
  drops: Count,
  backSoon: Count,
  firstAt: MaybeMoment,
  lastAt: MaybeMoment,
  awayTogether: Count,
  address: Text,
  seenAtAddress: Count,
  lastAway: Text,
});
export type HubTotals = z.infer<typeof HubTotals>;

export const DisconnectsByCode = z.object({
  code: Text,
  name: Text,
  disconnects: Count,
  refused: Count,
  devices: Count,
});
export type DisconnectsByCode = z.infer<typeof DisconnectsByCode>;

export const DisconnectsOverTime = z.object({
  at: Moment,
  code: Text,
  name: Text,
  disconnects: Count,
});
export type DisconnectsOverTime = z.infer<typeof DisconnectsOverTime>;

/** The answers of all queries about a hub. */
export interface HubRows {
  /** One row per hub, the busiest first. */
  totals: HubTotals[];
  codes: DisconnectsByCode[];
  bins: DisconnectsOverTime[];
  /** Devices that dropped or were refused, and what the rest have. */
  affected: AffectedRows;
}
