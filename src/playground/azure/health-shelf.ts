import { z } from 'zod';
import { isTime, utcMs } from './exported-record';
import {
  type Complaint,
  complain,
  complaintsOf,
  isHubName,
  readFields,
  type Teller,
} from './hub-values';

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
  put(value: unknown, teller: Teller): Complaint[];
  /**
   * What had happened by now, newest first. Of a hub that is made up, here or by a story, the last is
   * that all is well.
   */
  history(hub: string, now: Date, isMadeUp: boolean): HealthStatus[];
  hubs(): string[];
}

/** `wellSince` is when a hub that is made up came to be available. */
export function createHealthShelf(wellSince: Date): HealthShelf {
  const shelf = new Map<string, HealthStatus[]>();
  const stories = new Set<string>();
  return {
    put: (value, teller) =>
      readFields(value, (hub, status) => {
        if (!isHubName(hub)) return [complain('is not the name of a hub')];
        const read = Status.safeParse(status);
        if (!read.success) return complaintsOf(read.error);
        const known = shelf.get(hub.toLowerCase()) ?? [];
        shelf.set(hub.toLowerCase(), [...known, statusOf(read.data, wellSince, teller)]);
        if (teller === 'story') stories.add(hub.toLowerCase());
        return [];
      }),
    history(hub, now, isMadeUp) {
      const told = (shelf.get(hub.toLowerCase()) ?? [])
        .filter(({ occurredAt }) => occurredAt <= now.getTime())
        .sort((one, other) => one.occurredAt - other.occurredAt)
        .reverse();
      return isMadeUp || stories.has(hub.toLowerCase()) ? [...told, available(wellSince)] : told;
    },
    hubs: () => [...shelf.keys()],
  };
}

/** What a file leaves without a time is taken for old, and is told without one. */
function statusOf(
  { location, properties }: z.infer<typeof Status>,
  since: Date,
  teller: Teller,
): HealthStatus {
  const { occuredTime = since.toISOString() } = properties;
  return {
    occurredAt: utcMs(occuredTime),
    location,
    properties: teller === 'story' ? { ...properties, occuredTime } : properties,
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
