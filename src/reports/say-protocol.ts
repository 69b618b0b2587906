const protocols: Record<string, string> = {
  mqtt: 'MQTT',
  mqttws: 'MQTT over WebSockets',
  amqp: 'AMQP',
  amqpws: 'AMQP over WebSockets',
  http: 'HTTPS',
};

/** The rows spell it `Mqtt` or `AmqpWs`. */
export function sayProtocol(protocol = ''): string {
  return protocols[protocol.toLowerCase()] ?? protocol;
}
