import type { TimeWindow } from '../../ports/time-window';
import type { HubCauses } from '../crowd/read-hub-causes';
import type { AwayTogether, CodeCount } from '../diagnosis';

/** The counts about a hub, before any rule reads them. */
export interface HubFigures extends HubCauses {
  hub: string | undefined;
  window: TimeWindow;
  complete: boolean;
  events: number;
  devicesSeen: number;
  devicesAffected: number;
  stillAway: number;
  /** Disconnect rows. */
  disconnects: number;
  /** Losses: rows of one device within a minute and without a connect in between are one. */
  drops: number;
  /** Drops after which a connect came within a minute. */
  backSoon: number;
  /** Devices that are still away and share an address, where they are most of those away. */
  awayTogether: AwayTogether | undefined;
  /** The device that went away last and is not back. */
  lastAway: string | undefined;
  /** The device with most disconnect rows. */
  worst: { device: string; disconnects: number } | undefined;
  refused: number;
  /** Of disconnects and refused attempts together, most first. */
  byCode: CodeCount[];
}
