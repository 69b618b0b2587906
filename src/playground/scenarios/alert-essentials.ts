import { randomUUID } from 'node:crypto';
import { sampleHub } from '../samples/hub';

export interface FiredRule {
  rule: string;
  severity: string;
  description: string;
  firedAt: Date;
}

/** An alert in the common schema, around what its kind adds. */
export function commonAlert(
  fired: FiredRule,
  signal: {
    signalType: string;
    monitoringService: string;
    alertTargetIDs: string[];
    configurationItems?: string[];
    originAlertId: string;
  },
  alertContext: object,
): object {
  const { originAlertId, ...kind } = signal;
  return {
    schemaId: 'azureMonitorCommonAlertSchema',
    data: {
      essentials: {
        alertId: `/subscriptions/${sampleHub.subscriptionId}/providers/Microsoft.AlertsManagement/alerts/${randomUUID()}`,
        alertRule: fired.rule,
        severity: fired.severity,
        monitorCondition: 'Fired',
        ...kind,
        originAlertId,
        firedDateTime: fired.firedAt.toISOString(),
        description: fired.description,
        essentialsVersion: '1.0',
        alertContextVersion: '1.0',
      },
      alertContext,
    },
  };
}

/** The hub's ARM id as alerts write it. */
export const hubTarget = `/subscriptions/${sampleHub.subscriptionId}/resourcegroups/contoso-rg/providers/microsoft.devices/iothubs/${sampleHub.name}`;
