import { commonAlert, type Fields, hubArmId } from './alert-payloads';

export const subscriptionArmId = '/subscriptions/11111111-2222-3333-4444-555555555555';

/** Somebody did something to the hub. */
export function administrativeAlert(context: Fields = {}, essentials: Fields = {}): Fields {
  return commonAlert(
    { ...activityEssentials('Activity Log - Administrative'), ...essentials },
    { ...administrativeEvent(), ...context },
  );
}

export function administrativeEvent(): Fields {
  return {
    authorization: { action: 'Microsoft.Devices/IotHubs/Write', scope: hubArmId },
    channels: 'Operation',
    claims: '{"name":"Anna Smith","ver":"1.0"}',
    caller: 'anna.smith@contoso.com',
    correlationId: 'c0ffee00-1111-2222-3333-444444444444',
    eventSource: 'Administrative',
    eventTimestamp: '2026-03-01T03:12:00.2917159+00:00',
    eventDataId: 'deed0000-1111-2222-3333-444444444444',
    level: 'Informational',
    operationName: 'Microsoft.Devices/IotHubs/Write',
    operationId: 'c0ffee00-1111-2222-3333-444444444444',
    properties: {
      eventCategory: 'Administrative',
      entity: hubArmId,
      message: 'Microsoft.Devices/IotHubs/Write',
      hierarchy: 'tenant/group/subscription',
    },
    status: 'Succeeded',
    subStatus: '',
    submissionTimestamp: '2026-03-01T03:13:10.067593+00:00',
    'Activity Log Event Description': '',
  };
}

export function policyAlert(): Fields {
  return commonAlert(activityEssentials('Activity Log - Policy'), {
    ...administrativeEvent(),
    eventSource: 'Policy',
    level: 'Warning',
    caller: '22223333-cccc-4444-dddd-5555eeee6666',
    operationName: 'Microsoft.Authorization/policies/audit/action',
    properties: { isComplianceCheck: 'True', policies: '[{"policyDefinitionName":"x"}]' },
  });
}

export function autoscaleAlert(): Fields {
  return commonAlert(activityEssentials('Activity Log - Autoscale'), {
    channels: 'Admin, Operation',
    claims: '{"spn":"Microsoft.Insights/autoscaleSettings"}',
    caller: 'Microsoft.Insights/autoscaleSettings',
    correlationId: 'c0ffee00-1111-2222-3333-444444444444',
    eventSource: 'Autoscale',
    eventTimestamp: '2026-03-01T03:12:00.1551167+00:00',
    eventDataId: 'deed0000-1111-2222-3333-444444444444',
    level: 'Informational',
    operationName: 'Microsoft.Insights/AutoscaleSettings/Scaleup/Action',
    properties: {
      description: 'Scaling from 1 unit to 2 units',
      resourceName: hubArmId,
      oldInstancesCount: '1',
      newInstancesCount: '2',
    },
    status: 'Succeeded',
    submissionTimestamp: '2026-03-01T03:12:00.2410185+00:00',
  });
}

export function securityAlert(): Fields {
  return commonAlert(activityEssentials('Activity Log - Security'), {
    channels: 'Operation',
    correlationId: 'c0ffee00-1111-2222-3333-444444444444',
    eventSource: 'Security',
    eventTimestamp: '2026-03-01T03:12:00+00:00',
    eventDataId: 'deed0000-1111-2222-3333-444444444444',
    level: 'Informational',
    operationName: 'Microsoft.Security/locations/alerts/activate/action',
    properties: {
      category: 'Virus',
      actionTaken: 'Blocked',
      compromisedEntity: 'gateway-7',
      remediationSteps: '["No user action is necessary"]',
    },
    status: 'Active',
    submissionTimestamp: '2026-03-01T03:12:30.3019107+00:00',
  });
}

export function resourceHealthAlert(properties: Fields = {}, context: Fields = {}): Fields {
  return commonAlert(activityEssentials('Resource Health'), {
    ...resourceHealthEvent(properties),
    'Activity Log Event Description': null,
    ...context,
  });
}

export function resourceHealthEvent(properties: Fields = {}): Fields {
  return {
    channels: 'Admin, Operation',
    correlationId: 'c0ffee00-1111-2222-3333-444444444444',
    eventSource: 'ResourceHealth',
    eventTimestamp: '2026-03-01T03:05:00.074+00:00',
    eventDataId: 'deed0000-1111-2222-3333-444444444444',
    level: 'Critical',
    operationName: 'Microsoft.Resourcehealth/healthevent/Activated/action',
    operationId: 'deed0000-1111-2222-3333-444444444444',
    properties: {
      title: 'Devices cannot connect',
      details: null,
      currentHealthStatus: 'Unavailable',
      previousHealthStatus: 'Available',
      type: 'Downtime',
      cause: 'PlatformInitiated',
      ...properties,
    },
    status: 'Active',
    submissionTimestamp: '2026-03-01T03:06:00.4488186+00:00',
  };
}

/** As the test action sends it: numbers for enums, a list of services, no configuration items. */
export function serviceHealthAlert(properties: Fields = {}, context: Fields = {}): Fields {
  return commonAlert(
    {
      ...activityEssentials('ServiceHealth'),
      signalType: 'ActivityLog',
      alertTargetIDs: [subscriptionArmId],
      configurationItems: undefined,
    },
    {
      ...serviceHealthEvent(properties),
      authorization: null,
      channels: 1,
      claims: null,
      caller: null,
      eventSource: 2,
      httpRequest: null,
      level: 3,
      subStatus: null,
      ResourceType: null,
      ...context,
    },
  );
}

export function serviceHealthEvent(properties: Fields = {}): Fields {
  return {
    channels: 'Admin',
    correlationId: 'c0ffee00-1111-2222-3333-444444444444',
    description: 'Tells of service issues',
    eventSource: 'ServiceHealth',
    eventTimestamp: '2026-03-01T03:05:00.2562699+00:00',
    eventDataId: 'deed0000-1111-2222-3333-444444444444',
    level: 'Warning',
    operationName: 'Microsoft.ServiceHealth/incident/action',
    operationId: 'c0ffee00-1111-2222-3333-444444444444',
    properties: {
      title: 'Connectivity &amp; telemetry, West Europe',
      service: 'Azure IoT Hub',
      region: 'West Europe',
      communication:
        '<p><strong>Summary</strong>:&nbsp;devices cannot connect.</p>\n<p><br></p><p>See <a href="https://evil.example/">status</a>.</p>',
      incidentType: 'Incident',
      trackingId: 'VT60-LC0',
      impactStartTime: '2026-03-01T02:00:00Z',
      impactMitigationTime: null,
      impactedServices: [
        { ImpactedRegions: [{ RegionName: 'West Europe' }], ServiceName: 'Azure IoT Hub' },
      ],
      impactedServicesTableRows: '<tr><td>Azure IoT Hub</td></tr>',
      stage: 'Active',
      communicationId: '11223344556677',
      isHIR: 'false',
      version: '0.1.1',
      ...properties,
    },
    status: 'Active',
    submissionTimestamp: '2026-03-01T03:06:00.7147357+00:00',
  };
}

function activityEssentials(monitoringService: string): Fields {
  return {
    alertRule: 'hub-events',
    severity: 'Sev4',
    signalType: 'Activity Log',
    monitoringService,
    description: 'What happens to the hub',
  };
}
