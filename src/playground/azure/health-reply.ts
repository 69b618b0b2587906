import { notTold } from './arm-errors';
import type { ArmRequest } from './arm-resource';
import type { HealthStatus } from './health-shelf';
import { hubBody } from './hub-body';
import type { HubSide } from './hub-side';
import type { WireError } from './wire-errors';

/** The body of `GET {resourceId}/providers/Microsoft.ResourceHealth/availabilityStatuses/current`. */
export function currentHealth(request: ArmRequest, side: HubSide, withActions: boolean): object {
  return healthBodies(request, side, withActions)[0] ?? healthNotTold(request);
}

/** The body of the list: how it is, and how it was before, newest first. */
export function healthHistory(request: ArmRequest, side: HubSide, withActions: boolean): object {
  const value = healthBodies(request, side, withActions);
  return value.length > 0 ? { value } : healthNotTold(request);
}

function healthNotTold({ hub }: ArmRequest): { refused: WireError } {
  return notTold(`No health.json in the data folder tells of the hub ${hub.toLowerCase()}.`);
}

function healthBodies(request: ArmRequest, side: HubSide, withActions: boolean) {
  const now = side.now();
  const { location } = hubBody(request, side);
  return side.health.history(request.hub, now, side.isMadeUp(request.hub)).map((status, at) => {
    const name = at === 0 ? 'current' : nameOf(status);
    return {
      id: `${request.resourceId}/providers/Microsoft.ResourceHealth/availabilityStatuses/${name}`,
      name,
      type: 'Microsoft.ResourceHealth/AvailabilityStatuses',
      location: status.location ?? location,
      properties: { reportedTime: now.toISOString(), ...shown(status, withActions) },
    };
  });
}

/** Advice comes only for those who ask with `$expand=recommendedactions`. */
function shown({ properties }: HealthStatus, withActions: boolean): Record<string, unknown> {
  const { recommendedActions, ...others } = properties;
  return withActions ? { ...others, recommendedActions: recommendedActions ?? [] } : others;
}

/** Earlier statuses are named by when they began. */
function nameOf({ occurredAt }: HealthStatus): string {
  return new Date(occurredAt).toISOString().slice(0, 19).replace('T', '-').replaceAll(':', '-');
}
