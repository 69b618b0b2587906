/** A metric of Microsoft.Devices/IotHubs, as the list of supported metrics has it. */
export interface MetricDefinition {
  name: string;
  displayName: string;
  unit: 'Count' | 'Bytes' | 'MilliSeconds';
  /** What is given when nobody asks for an aggregation. */
  primary: Aggregation;
}

export type Aggregation = 'average' | 'minimum' | 'maximum' | 'total' | 'count';

/** Snapshots have no total; a count of events has little else. */
export const metricDefinitions: readonly MetricDefinition[] = [
  snapshot('connectedDeviceCount', 'Connected devices'),
  snapshot('totalDeviceCount', 'Total devices'),
  snapshot('dailyMessageQuotaUsed', 'Total number of messages used', 'maximum'),
  counter('devices.connectedDevices.allProtocol', 'Connected devices (deprecated)'),
  counter('devices.totalDevices', 'Total devices (deprecated)'),
  counter('d2c.telemetry.ingress.allProtocol', 'Telemetry message send attempts'),
  counter('d2c.telemetry.ingress.success', 'Telemetry messages sent'),
  counter('d2c.telemetry.ingress.sendThrottle', 'Number of throttling errors'),
  ...named('d2c.telemetry.egress', ['success', 'dropped', 'orphaned', 'invalid', 'fallback']),
  ...named('d2c.endpoints.egress', endpoints()),
  ...named('d2c.endpoints.latency', endpoints(), 'MilliSeconds'),
  ...named('c2d.commands.egress', ['complete.success', 'abandon.success', 'reject.success']),
  ...named('c2d.methods', ['success', 'failure', 'requestSize', 'responseSize']),
  ...['c2d', 'd2c'].flatMap((way) => [
    ...named(`${way}.twin.read`, ['success', 'failure', 'size']),
    ...named(`${way}.twin.update`, ['success', 'failure', 'size']),
  ]),
  counter('C2DMessagesExpired', 'C2D messages expired'),
  ...named('jobs.createTwinUpdateJob', ['success', 'failure']),
  ...named('jobs.createDirectMethodJob', ['success', 'failure']),
  ...named('jobs', ['completed', 'failed']),
  counter('configurations', 'Configuration metrics'),
  counter('RoutingDeliveries', 'Routing deliveries'),
  counter('RoutingDeliveryLatency', 'Routing delivery latency', 'MilliSeconds'),
  counter('RoutingDataSizeInBytesDelivered', 'Routing delivery message size', 'Bytes'),
  counter('EventGridDeliveries', 'Event Grid deliveries'),
  counter('EventGridLatency', 'Event Grid latency', 'MilliSeconds'),
  counter('deviceDataUsage', 'Total device data usage', 'Bytes'),
  counter('deviceDataUsageV2', 'Total device data usage (preview)', 'Bytes'),
];

function snapshot(
  name: string,
  displayName: string,
  primary: Aggregation = 'average',
): MetricDefinition {
  return { name, displayName, unit: 'Count', primary };
}

function counter(
  name: string,
  displayName: string,
  unit: MetricDefinition['unit'] = 'Count',
): MetricDefinition {
  return { name, displayName, unit, primary: unit === 'MilliSeconds' ? 'average' : 'total' };
}

function named(prefix: string, ends: string[], unit?: MetricDefinition['unit']) {
  return ends.map((end) => counter(`${prefix}.${end}`, `${prefix}.${end}`, sizeUnit(end) ?? unit));
}

function sizeUnit(end: string): 'Bytes' | undefined {
  return /size$/i.test(end) ? 'Bytes' : undefined;
}

function endpoints(): string[] {
  return ['eventHubs', 'serviceBusQueues', 'serviceBusTopics', 'builtIn.events', 'storage'];
}
