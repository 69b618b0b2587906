import type { z } from 'zod';
import { anyCaseObject } from '../any-case';
import { LenientObject, LenientProse, LenientText, LenientTime } from '../lenient-fields';

const Authorization = anyCaseObject({ action: LenientText, scope: LenientText });

const Event = anyCaseObject({
  authorization: LenientObject,
  caller: LenientText,
  correlationId: LenientText,
  description: LenientProse,
  'Activity Log Event Description': LenientProse,
  eventDataId: LenientText,
  eventSource: LenientText,
  eventTimestamp: LenientTime,
  level: LenientText,
  operationName: LenientText,
  properties: LenientObject,
  resourceId: LenientText,
  status: LenientText,
  subStatus: LenientText,
  submissionTimestamp: LenientTime,
});

/** An event of the activity log, of whatever kind. Fields that are missing are empty. */
export interface ActivityEvent extends Omit<z.infer<typeof Event>, 'authorization'> {
  scope: string;
  at: Date | undefined;
}

/** Reads an event of the activity log; nothing in it is required. */
export function readActivityEvent(context: unknown): ActivityEvent {
  const { authorization, ...event } = Event.safeParse(context).data ?? Event.parse({});
  const { scope, action } = Authorization.parse(authorization);
  return {
    ...event,
    operationName: event.operationName || action,
    level: nameLevel(event.level),
    scope: event.resourceId || scope,
    at: event.eventTimestamp ?? event.submissionTimestamp,
  };
}

const levels = ['', 'Critical', 'Error', 'Warning', 'Informational', 'Verbose'];

/** Some senders write the level as .NET counts it. */
function nameLevel(level: string): string {
  return /^\d$/.test(level) ? (levels[Number(level)] ?? level) : level;
}
