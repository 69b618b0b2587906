/** A resource log as Azure exports it; `properties` is a JSON text in storage, an object elsewhere. */
export interface ExportedRecord {
  time: string;
  resourceId: string;
  operationName?: string;
  category?: string;
  level?: string;
  resultType?: string;
  resultDescription?: string;
  properties?: unknown;
  location?: string;
  /**
   * Not Azure's: when the workspace is to have received this record. Invented history says so here,
   * or its whole past would look like late logs.
   */
  ingestedAt?: string;
  [field: string]: unknown;
}

export type RecordReading = { record: ExportedRecord } | { refused: string };

/** Takes what the table cannot do without; everything else may be missing. */
export function readRecord(value: unknown): RecordReading {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { refused: 'a record must be a JSON object' };
  }
  const record = value as Partial<ExportedRecord>;
  return refuseTime(record) ?? refuseResource(record) ?? { record: record as ExportedRecord };
}

function refuseTime({ time, ingestedAt }: Partial<ExportedRecord>): RecordReading | undefined {
  if (time === undefined || time === null) return { refused: 'time is missing' };
  if (!isTime(time)) return { refused: 'time is not an ISO 8601 date' };
  if (ingestedAt === undefined || isTime(ingestedAt)) return undefined;
  return { refused: 'ingestedAt is not an ISO 8601 date' };
}

function refuseResource({ resourceId }: Partial<ExportedRecord>): RecordReading | undefined {
  if (resourceId === undefined || resourceId === null) return { refused: 'resourceId is missing' };
  if (typeof resourceId === 'string' && armId.test(resourceId)) return undefined;
  return { refused: 'resourceId is not an ARM id' };
}

export function isTime(value: unknown): value is string {
  return typeof value === 'string' && isoStart.test(value) && !Number.isNaN(Date.parse(value));
}

/** Milliseconds since 1970. A time without a zone means UTC in Azure, unlike in JavaScript. */
export function utcMs(time: string): number {
  const zoned = time.endsWith('Z') || /[+-]\d\d:?\d\d$/.test(time);
  return Date.parse(zoned ? time : `${time}Z`);
}

const isoStart = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;
const armId =
  /^\/subscriptions\/[^/]+(?:\/resourcegroups\/[^/]+)?\/providers\/[^/]+\/[^/]+\/[^/]+/i;
