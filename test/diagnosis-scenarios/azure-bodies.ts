import type { HealthBody, HubBody, MetricBody, TwinBody } from './scenario';
import { minutes, type When, when } from './story-time';

/** As `GET /twins/{id}` tells it. */
export function twin(deviceId: string, given: Partial<TwinBody> = {}): TwinBody {
  return {
    deviceId,
    status: 'enabled',
    statusUpdateTime: '0001-01-01T00:00:00',
    connectionState: 'Connected',
    lastActivityTime: '0001-01-01T00:00:00',
    authenticationType: 'sas',
    ...given,
  };
}

export function disabledTwin(deviceId: string, since: When): TwinBody {
  return twin(deviceId, {
    status: 'disabled',
    statusReason: 'returned to the factory',
    statusUpdateTime: iso(since),
    connectionState: 'Disconnected',
  });
}

export function health(
  state: HealthBody['properties']['availabilityState'],
  since: When,
  reasonType = state === 'Available' ? '' : 'Unplanned',
): HealthBody {
  return {
    properties: {
      availabilityState: state,
      title: state,
      summary: `The hub is ${state.toLowerCase()}.`,
      reasonType,
      occuredTime: iso(since),
    },
  };
}

export function hubBody(given: Partial<HubBody['properties']> = {}, sku = 'S1'): HubBody {
  return {
    location: 'westeurope',
    sku: { name: sku, capacity: 1 },
    properties: { state: 'Active', ...given },
  };
}

/** One point a minute; the level changes at each given moment. */
export function gauge(from: When, to: When, levels: [When, number][]): MetricBody[] {
  const points: MetricBody[] = [];
  for (let at = when(from); at < when(to); at += minutes(1)) {
    const level = levels.findLast(([since]) => when(since) <= at)?.[1] ?? 0;
    points.push({ timeStamp: iso(at), average: level, minimum: level, maximum: level });
  }
  return points;
}

function iso(moment: When): string {
  return new Date(when(moment)).toISOString().replace('.000Z', 'Z');
}
