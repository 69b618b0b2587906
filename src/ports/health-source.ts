import type { Hub } from './hub';

/** One state of a hub, as Azure Resource Health tells it. */
export interface HealthStatus {
  state: 'available' | 'degraded' | 'unavailable' | 'unknown';
  title: string;
  summary: string;
  /** Azure's own word: `Unplanned`, `Planned`, `UserInitiated` …; empty while available. */
  reason: string;
  /** When this state began. */
  since: Date | undefined;
  /** When it ended; undefined for the state that still holds, or where that is not told. */
  until: Date | undefined;
}

/**
 * Azure Resource Health. Throws what `HubInfoSource` throws. The newest state comes first; older
 * ones follow as far as Azure keeps them.
 */
export interface HealthSource {
  history(hub: Hub, signal?: AbortSignal): Promise<HealthStatus[]>;
}
