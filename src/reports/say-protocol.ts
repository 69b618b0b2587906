const protocols = new Map([
  ['mqtt', 'MQTT'],
  ['mqttws', 'MQTT over WebSockets'],
  ['amqp', 'AMQP'],
  ['amqpws', 'AMQP over WebSockets'],
  ['http', 'HTTPS'],
]);

/** The rows spell it `Mqtt` or `AmqpWs`. */
export function sayProtocol(protocol = ''): string {
  return protocols.get(protocol.toLowerCase()) ?? protocol;
}
