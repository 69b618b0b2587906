import type { TimeWindow } from '../../ports/time-window';

export interface DeviceQuestion {
  device: string;
  /** All hubs of the workspace when absent. */
  hubName?: string;
  /** Where no hub is named and several have the device: the one that is meant, if it is among them. */
  preferredHub?: string;
  window: TimeWindow;
}

/** Newest rows that are read; a device that needs more than these is told by far fewer. */
export const mostRows = 10_000;
