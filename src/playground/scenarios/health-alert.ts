import { randomUUID } from 'node:crypto';
import { sampleHub } from '../samples/hub';
import { commonAlert, type FiredRule, hubTarget } from './alert-essentials';

/** A Resource Health alert in the common schema: Azure says that the hub itself is not well. */
export function healthAlert(fired: FiredRule & { title: string; details: string }): object {
  const eventDataId = randomUUID();
  const signal = {
    signalType: 'Activity Log',
    monitoringService: 'Resource Health',
    alertTargetIDs: [hubTarget],
    configurationItems: [sampleHub.name],
    originAlertId: `${eventDataId}_1042404104000000000000000000abcd`,
  };
  const at = fired.firedAt.toISOString();
  return commonAlert(fired, signal, {
    channels: 'Admin, Operation',
    correlationId: randomUUID(),
    eventSource: 'ResourceHealth',
    eventTimestamp: at,
    eventDataId,
    level: 'Critical',
    operationName: 'Microsoft.Resourcehealth/healthevent/Activated/action',
    operationId: eventDataId,
    properties: {
      title: fired.title,
      details: fired.details,
      currentHealthStatus: 'Degraded',
      previousHealthStatus: 'Available',
      type: 'Downtime',
      cause: 'PlatformInitiated',
    },
    status: 'Active',
    submissionTimestamp: at,
    'Activity Log Event Description': null,
  });
}
