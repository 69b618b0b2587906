import type { Hub } from './hub';

/** How a hub is set up, as Azure Resource Manager tells it. */
export interface HubInfo {
  name: string;
  /** Tier with size: `S1`; `F1` is free. */
  sku: string;
  units: number;
  /** `Active`, `Activating`, `Failed` …; undefined where ARM does not tell. */
  state: string | undefined;
  /** Region, as ARM spells it; empty where it does not. */
  location: string;
  publicAccess: 'enabled' | 'disabled';
  /** Rules on addresses in the order in which the hub applies them. */
  ipRules: { name: string; action: 'accept' | 'reject'; mask: string }[];
  /** What happens to an address that no rule names. */
  otherAddresses: 'accept' | 'reject';
  /** Whether keys and shared access policies are accepted at all. */
  localAuth: 'enabled' | 'disabled';
}

/** Where the hub's resource logs go. */
export interface DiagnosticSetting {
  name: string;
  /** Enabled categories; a category group appears as `allLogs` or `audit`. */
  categories: string[];
  /** Undefined where this setting sends nothing to a workspace. */
  workspace: { resourceId: string; name: string } | undefined;
}

/**
 * What Resource Manager knows of a hub. Both throw AppError `arm_unreachable`, `arm_unauthorized`,
 * `arm_forbidden`, `arm_not_found`, `arm_throttled`, `arm_unavailable`, `arm_timeout` or
 * `arm_unreadable`; and `hub_unidentified` for a hub whose ARM id nobody told.
 */
export interface HubInfoSource {
  findHub(hub: Hub, signal?: AbortSignal): Promise<HubInfo>;
  /** Empty when the hub sends its logs nowhere. */
  listDiagnosticSettings(hub: Hub, signal?: AbortSignal): Promise<DiagnosticSetting[]>;
}
