import { z } from 'zod';
import { Count, MaybeMoment, Measure, Text } from '../asking/cells';
import { hubNameOf } from '../device/choose-rows';

const Codes = z
  .array(z.string())
  .nullish()
  .transform((codes) => codes ?? []);

/** A row of `devices-affected.kql`: a device that dropped or was refused, or a count of the rest. */
export const AffectedRow = z.object({
  /** `device`, `affected`, `total`, `outside`, or a factor and a value such as `sdk .NET/1.42.0`. */
  factor: Text,
  devices: Count,
  device: Text,
  hubId: Text,
  disconnects: Count,
  drops: Count,
  refused: Count,
  connects: Count,
  soon: Count,
  later: Count,
  open: Count,
  clean: Count,
  upMin: Measure,
  upMax: Measure,
  /** Over the whole window, and not only the span. */
  ups: Count,
  upLow: Measure,
  upHigh: Measure,
  firstAt: MaybeMoment,
  lastAt: MaybeMoment,
  hardAt: MaybeMoment,
  hard: Count,
  refusedAt: MaybeMoment,
  connectedAt: MaybeMoment,
  codes: Codes,
  refusedCodes: Codes,
  names: Codes,
  sdkVersion: Text,
  protocol: Text,
  authType: Text,
  address: Text,
  sdk: Text,
  idPrefix: Text,
});
export type AffectedRow = z.infer<typeof AffectedRow>;

/** One device that dropped or was refused in the span. Lengths in seconds. */
export type AffectedDevice = Omit<AffectedRow, 'factor' | 'devices'> & { hub: string };

/** How many of the devices that were seen, and neither dropped nor were refused, have a value. */
export interface RestCount {
  factor: string;
  value: string;
  devices: number;
}

export interface AffectedRows {
  /** Where there are more than the query may send: those with trouble first. */
  devices: AffectedDevice[];
  /** Devices that dropped or were refused, whether they are among `devices` or not. */
  affectedTotal: number;
  rest: RestCount[];
  /** Devices that were seen, and neither dropped nor were refused. */
  restTotal: number;
  /** Drops with a code and of a minute or more outside the span, of whatever device. */
  hardOutside: number;
}

export function sortAffectedRows(rows: AffectedRow[]): AffectedRows {
  const count = (factor: string) => rows.find((row) => row.factor === factor)?.devices ?? 0;
  return {
    devices: rows.filter(({ factor }) => factor === 'device').map(readDevice),
    rest: rows.filter(({ factor }) => factor.includes(' ')).map(readRest),
    affectedTotal: count('affected'),
    restTotal: count('total'),
    hardOutside: count('outside'),
  };
}

function readDevice({ factor: _, devices: __, ...device }: AffectedRow): AffectedDevice {
  return { ...device, hub: hubNameOf(device.hubId) };
}

function readRest({ factor: trait, devices }: AffectedRow): RestCount {
  const factor = trait.slice(0, trait.indexOf(' '));
  const value = trait.slice(factor.length + 1);
  return { factor, value: factor === 'hub' ? hubNameOf(value) : value, devices };
}
