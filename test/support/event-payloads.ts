import { hubTopic, type WireEvent } from './device-events';

// As Azure writes them: each of these has a habit that the others have not.

/** Empty module id, an offset for a zone, the hub in capitals, and a subject that is not the id. */
export const connectedWithOffset: WireEvent = {
  id: '7c0a2a6e-5b0e-4c57-8f0b-0f8f6a3b1c01',
  topic: hubTopic('contoso-hub'),
  subject: 'devices/Pump-Station-7',
  eventType: 'Microsoft.Devices.DeviceConnected',
  eventTime: '2026-03-01T03:14:11.6921933+00:00',
  data: {
    deviceConnectionStateEventInfo: {
      sequenceNumber: '000000000000000001D4132452F67CE200000002000000000000000000000001',
    },
    hubName: 'CONTOSO-HUB',
    deviceId: '0b6f2a51-77b1-4c0e-9d38-1f6d3f2f9a10',
    moduleId: '',
  },
  dataVersion: '1',
  metadataVersion: '1',
};

/** A module's; the hub's name as its owner wrote it. */
export const moduleDisconnected: WireEvent = {
  id: '7c0a2a6e-5b0e-4c57-8f0b-0f8f6a3b1c02',
  topic: hubTopic('contoso-hub'),
  subject: 'devices/pump-7',
  eventType: 'Microsoft.Devices.DeviceDisconnected',
  eventTime: '2026-03-01T03:14:44.4383997Z',
  data: {
    deviceConnectionStateEventInfo: {
      sequenceNumber: '000000000000000001D4132452F67CE200000002000000000000000000000002',
    },
    hubName: 'contoso-hub',
    deviceId: 'pump-7',
    moduleId: 'edgeAgent',
  },
  dataVersion: '',
  metadataVersion: '1',
};

/** A registration has neither a sequence number nor a module id. */
export const created: WireEvent = {
  id: '7c0a2a6e-5b0e-4c57-8f0b-0f8f6a3b1c03',
  topic: hubTopic('contoso-hub'),
  subject: 'devices/pump-8',
  eventType: 'Microsoft.Devices.DeviceCreated',
  eventTime: '2026-03-01T03:15:02.4383997Z',
  data: {
    twin: { deviceId: 'pump-8', etag: 'AAAAAAAAAAE=', authenticationType: 'sas', version: 2 },
    hubName: 'contoso-hub',
    deviceId: 'pump-8',
  },
  dataVersion: '1',
  metadataVersion: '1',
};

export const telemetry: WireEvent = {
  id: '7c0a2a6e-5b0e-4c57-8f0b-0f8f6a3b1c04',
  topic: hubTopic('contoso-hub'),
  subject: 'devices/pump-7',
  eventType: 'Microsoft.Devices.DeviceTelemetry',
  eventTime: '2026-03-01T03:15:03.0000000Z',
  data: { properties: {}, systemProperties: {}, body: 'MjE=' },
  dataVersion: '',
  metadataVersion: '1',
};

/** The same event as CloudEvents 1.0 has it. */
export function asCloudEvent(event: WireEvent): WireEvent {
  const { topic: source, eventType: type, eventTime: time, id, subject, data } = event;
  return { id, source, subject, type, time, data, specversion: '1.0' };
}

/** What Event Grid posts when somebody subscribes. */
export function handshake(topic = hubTopic('contoso-hub'), code: unknown = 'code-1234'): WireEvent {
  return {
    id: '7c0a2a6e-5b0e-4c57-8f0b-0f8f6a3b1c05',
    topic,
    subject: '',
    data: {
      validationCode: code,
      validationUrl: 'https://rp-westeurope.eventgrid.azure.net:553/eventsubscriptions/x/validate',
    },
    eventType: 'Microsoft.EventGrid.SubscriptionValidationEvent',
    eventTime: '2026-03-01T03:10:35.1981776Z',
    metadataVersion: '1',
    dataVersion: '1',
  };
}

export function farewell(): WireEvent {
  const eventType = 'Microsoft.EventGrid.SubscriptionDeletedEvent';
  return { ...handshake(), eventType, data: { eventSubscriptionId: '/subscriptions/x' } };
}
