import { sampleHub } from '../samples/hub';

interface Point {
  timeStamp: string;
  average?: number;
  minimum?: number;
  maximum?: number;
  total?: number;
}

/** Points of the bundled hub's metrics, as `metrics.json` has them. */
export function hubMetrics(metrics: Record<string, Point[]>): object[] {
  return [{ [sampleHub.name]: metrics }];
}

/** A snapshot is worth the same in every way. */
export function snapshotPoint(at: Date, value: number): Point {
  return { timeStamp: wholeMinute(at), average: value, minimum: value, maximum: value };
}

export function totalPoint(at: Date, total: number): Point {
  return { timeStamp: wholeMinute(at), total };
}

/** The minutes from `minutes` before now until now, oldest first, each from its beginning. */
export function minutesUntil(now: Date, minutes: number): Date[] {
  const last = Math.floor(now.getTime() / minuteMs) * minuteMs;
  return Array.from({ length: minutes + 1 }, (_, at) => new Date(last - (minutes - at) * minuteMs));
}

/** How Resource Health sees the bundled hub from a moment on, as `health.json` has it. */
export function hubHealth(properties: {
  availabilityState: 'Available' | 'Degraded' | 'Unavailable';
  summary: string;
  reasonType: string;
  since: Date;
}): object[] {
  const { since, ...others } = properties;
  const status = {
    ...others,
    title: properties.availabilityState,
    reasonChronicity: 'Persistent',
    occuredTime: since.toISOString(),
  };
  return [{ [sampleHub.name]: { location: sampleHub.location, properties: status } }];
}

/** The bundled hub as a resource, as `hub.json` has it; what is not said is as it always is. */
export function hubResource(body: object): object[] {
  return [{ [sampleHub.name]: { location: sampleHub.location, ...body } }];
}

function wholeMinute(at: Date): string {
  return `${at.toISOString().slice(0, 16)}:00Z`;
}

const minuteMs = 60_000;
