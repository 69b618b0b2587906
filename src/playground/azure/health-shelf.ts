import { z } from 'zod';
import { isTime, utcMs } from './exported-record';
import { type Complaint, complain, complaintsOf, isHubName, readFields } from './hub-values';

/** What Resource Health said of a hub, from a moment on. */
export interface HealthStatus {
  /** Milliseconds since 1970. */
  occurredAt: number;
  location: string | undefined;
  /** The `properties` of an availability status; `occuredTime` is spelt as Azure spells it. */
  properties: Record<string, unknown>;
}

export interface HealthShelf {
  /** Adds `{hub: availability status}`. Gives a reason for every part it cannot use. */
  put(value: unknown): Complaint[];
  /** What had happened by now, newest first; the last is that all is well. */
  history(hub: string, now: Date): HealthStatus[];
  hubs(): string[];
}

/** `wellSince` is when a hub nobody speaks of came to be available. */
export function createHealthShelf(wellSince: Date): HealthShelf {
  const shelf = new Map<string, HealthStatus[]>();
  return {
    put: (value) =>
      readFields(value, (hub, status) => {
        if (!isHubName(hub)) return [complain('is not the name of a hub')];
        const read = Status.safeParse(status);
        if (!read.success) return complaintsOf(read.error);
        const known = shelf.get(hub.toLowerCase()) ?? [];
        shelf.set(hub.toLowerCase(), [...known, statusOf(read.data, wellSince)]);
        return [];
      }),
    history(hub, now) {
      const told = (shelf.get(hub.toLowerCase()) ?? [])
        .filter(({ occurredAt }) => occurredAt <= now.getTime())
        .sort((one, other) => one.occurredAt - other.occurredAt)
        .reverse();
      return [...told, available(wellSince)];
    },
    hubs: () => [...shelf.keys()],
  };
}

function statusOf({ location, properties }: z.infer<typeof Status>, since: Date): HealthStatus {
  const { occuredTime = since.toISOString() } = properties;
  return {
    occurredAt: utcMs(occuredTime),
    location,
    properties: { ...properties, occuredTime },
  };
}

function available(since: Date): HealthStatus {
  return {
    occurredAt: since.getTime(),
    location: undefined,
    properties: {
      availabilityState: 'Available',
      title: 'Available',
      summary: 'No platform problem is known that affects this IoT hub.',
      reasonType: '',
      reasonChronicity: 'Persistent',
      occuredTime: since.toISOString(),
    },
  };
}

const states = ['Available', 'Unavailable', 'Degraded', 'Unknown'] as const;
const Status = z.looseObject(
  {
    location: z.string('is not a text').optional(),
    properties: z.looseObject(
      {
        availabilityState: z.enum(states, `is not one of ${states.join(', ')}`),
        occuredTime: z.string('is not a text').refine(isTime, 'is not an ISO 8601 date').optional(),
      },
      'is not an object',
    ),
  },
  'is not an availability status',
);
