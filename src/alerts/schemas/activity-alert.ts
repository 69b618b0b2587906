import type { Alert } from '../../ports/alert';
import { anyCaseObject } from '../any-case';
import { type ActivityEvent, readActivityEvent } from '../contexts/activity-event';
import { readContext } from '../contexts/read-context';
import { type AlertDeps, joinAlert } from '../join-alert';
import { LenientObject, LenientText } from '../lenient-fields';
import { readStatus, timesFromOne } from '../read-status';
import { refuseAlert } from '../refuse-alert';

const ActivityAlert = anyCaseObject({
  data: anyCaseObject({
    status: LenientText,
    context: anyCaseObject({ activityLog: LenientObject }),
  }),
});

const eventPath = 'data.context.activityLog';

/**
 * Reads an alert of `Microsoft.Insights/activityLogs`: administrative events and health alike. It
 * names neither its rule nor the alert, so every event is an alert of its own.
 */
export function readActivityAlert(body: unknown, { hubs }: AlertDeps): Alert {
  const read = ActivityAlert.safeParse(body);
  if (!read.success) {
    throw refuseAlert(read.error.issues[0]?.path.join('.') ?? 'data', 'must be a JSON object');
  }
  const { status, context } = read.data.data;
  const event = readActivityEvent(context.activityLog);
  if (event.at === undefined) {
    throw refuseAlert(`${eventPath}.eventTimestamp`, 'is missing or not an ISO 8601 time');
  }
  const condition = readStatus(status, 'data.status', '"Activated" or "Deactivated"');
  return joinAlert(
    {
      id: readId(event),
      ...timesFromOne(condition, event.at),
      timesFrom: 'sender',
      rule: '',
      severity: 'unknown',
      description: event.description,
      targets: [event.scope],
      items: [],
      portalUrl: undefined,
    },
    readContext(context.activityLog, 'Activity Log'),
    hubs,
  );
}

function readId(event: ActivityEvent): string {
  const id = event.eventDataId || event.correlationId;
  if (id === '') throw refuseAlert(`${eventPath}.eventDataId`, 'is missing or empty');
  return `activity ${id} ${event.scope}`.toLowerCase();
}
