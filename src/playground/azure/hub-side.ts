import type { HealthShelf } from './health-shelf';
import type { HubShelf } from './hub-shelf';
import type { MetricShelf } from './metric-shelf';
import type { TwinShelf } from './twin-shelf';
import type { Workspace } from './workspace';

/** Everything that is known of the hubs here. */
export interface HubSide {
  workspace: Workspace;
  twins: TwinShelf;
  metrics: MetricShelf;
  health: HealthShelf;
  hubs: HubShelf;
  /** Whether the hub is of our own making: what nobody says of it is as it usually is. */
  isMadeUp(hub: string): boolean;
  now(): Date;
}

/** Names in lower case, in order, of every hub that anything speaks of. */
export function knownHubs(side: Omit<HubSide, 'isMadeUp' | 'now'>): string[] {
  const { workspace, twins, metrics, health, hubs } = side;
  return [
    ...new Set([workspace, twins, metrics, health, hubs].flatMap((part) => part.hubs())),
  ].sort();
}
