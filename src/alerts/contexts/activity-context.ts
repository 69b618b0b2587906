import { anyCaseObject } from '../any-case';
import { LenientProse, LenientText } from '../lenient-fields';
import { readCallerName } from '../read-caller-name';
import { type ActivityEvent, readActivityEvent } from './activity-event';
import { type AlertContext, contextOf } from './alert-context';

const Properties = anyCaseObject({
  description: LenientProse,
  message: LenientProse,
  statusMessage: LenientProse,
  title: LenientProse,
  // What the security centre found.
  category: LenientText,
  actionTaken: LenientText,
  compromisedEntity: LenientText,
});

/** True for whatever comes from the activity log and is not told apart before. */
export function isActivityContext(context: unknown): boolean {
  return readActivityEvent(context).operationName !== '';
}

/** Something that somebody did to a resource, or that a policy, autoscale or a scanner found. */
export function readActivityContext(context: unknown, service: string): AlertContext {
  const event = readActivityEvent(context);
  return contextOf(
    {
      kind: 'activity',
      category: readCategory(event.eventSource, service),
      operation: event.operationName,
      caller: readCallerName(event.caller),
      status: event.status,
      subStatus: event.subStatus,
      level: event.level,
      correlationId: event.correlationId,
      scope: event.scope,
      detail: findDetail(event),
      at: event.at,
    },
    { clues: { targets: [event.scope] }, at: event.at },
  );
}

/** From the event, else from `Activity Log - Policy`. */
function readCategory(eventSource: string, service: string): string {
  if (eventSource !== '' && !/^\d+$/.test(eventSource)) return eventSource;
  return /^activity ?log\s*-\s*(?<category>\w+)$/i.exec(service)?.groups?.category ?? '';
}

function findDetail(event: ActivityEvent): string {
  const properties = Properties.parse(event.properties);
  const { category, actionTaken, compromisedEntity } = properties;
  const finding = [category, actionTaken, compromisedEntity].filter(Boolean).join(' · ');
  const candidates = [
    properties.description,
    event['Activity Log Event Description'],
    properties.statusMessage,
    properties.message,
    finding,
    properties.title,
  ];
  // Administrative events repeat the operation as their message.
  return candidates.find((text) => text !== '' && text !== event.operationName) ?? '';
}
