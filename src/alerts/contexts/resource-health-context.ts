import { anyCaseObject } from '../any-case';
import { LenientProse, LenientText } from '../lenient-fields';
import { readActivityEvent } from './activity-event';
import { type AlertContext, contextOf } from './alert-context';

const Properties = anyCaseObject({
  title: LenientProse,
  details: LenientProse,
  currentHealthStatus: LenientText,
  previousHealthStatus: LenientText,
  type: LenientText,
  cause: LenientText,
});

/** True for events of Resource Health. */
export function isResourceHealthContext(context: unknown): boolean {
  const { operationName, eventSource, properties } = readActivityEvent(context);
  const { currentHealthStatus } = Properties.parse(properties);
  return (
    /^microsoft\.resourcehealth\//i.test(operationName) ||
    /^resource ?health$/i.test(eventSource) ||
    currentHealthStatus !== ''
  );
}

/** How Azure sees the resource's health, before and now. */
export function readResourceHealthContext(context: unknown): AlertContext {
  const event = readActivityEvent(context);
  const health = Properties.parse(event.properties);
  const resolved = /^resolved$/i.test(event.status) || /\/resolved\//i.test(event.operationName);
  return contextOf(
    {
      kind: 'resource-health',
      current: health.currentHealthStatus,
      previous: health.previousHealthStatus,
      cause: health.cause,
      type: health.type,
      title: health.title,
      details: health.details,
      status: event.status,
      correlationId: event.correlationId,
      at: event.at,
      isOver: resolved || /^available$/i.test(health.currentHealthStatus),
    },
    { clues: { targets: [event.scope] }, at: event.at },
  );
}
