import type { DeviceTwin } from '../ports/device-registry';
import type { HealthStatus } from '../ports/health-source';
import type { DiagnosticSetting, HubInfo } from '../ports/hub-info';
import type { MetricSeries } from '../ports/metric-source';

/** What one source beside the logs said, or why it said nothing. A rule reads only what is known. */
export type Checked<T> =
  | { state: 'known'; value: T }
  /** Not answered yet: an update follows. */
  | { state: 'pending' }
  /** Nobody asked: `why` is a sentence for people. */
  | { state: 'skipped'; why: string }
  | { state: 'failed'; code: string; why: string };

export interface HubSurroundings {
  /** Tier, units, IP filter, public access. */
  info: Checked<HubInfo>;
  /** Where the resource logs go. */
  routing: Checked<DiagnosticSetting[]>;
  /** Newest state first. */
  health: Checked<HealthStatus[]>;
  metrics: Checked<MetricSeries[]>;
}

export interface Surroundings extends HubSurroundings {
  /** Undefined: the hub says that no such device is registered. */
  twin: Checked<DeviceTwin | undefined>;
}

const notAsked = { state: 'skipped', why: 'It was not asked.' } as const;

/** Where only the logs are asked. */
export const logsAlone: Surroundings = {
  twin: notAsked,
  info: notAsked,
  routing: notAsked,
  health: notAsked,
  metrics: notAsked,
};

/** The value, where there is one. */
export function known<T>(checked: Checked<T>): T | undefined {
  return checked.state === 'known' ? checked.value : undefined;
}
