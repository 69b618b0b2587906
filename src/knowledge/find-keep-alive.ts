import knowledge from './keep-alive.json';
import sdks from './sdks.json';

/** The MQTT keep-alive of an SDK with its default settings. Lengths in seconds. */
export interface KeepAlive {
  seconds: number;
  configurable: boolean;
  /** After this long without a sign of life the hub gives a connection up and logs 404104. */
  silentLossSeconds: number;
  /** How long an AMQP connection of the SDK may be idle, where that is known. */
  amqpIdleSeconds?: number;
  /** Where the documents contradict each other or the source: a sentence. */
  disputed?: string;
  source: string;
}

/**
 * By id or name of the SDK in any case: `dotnet`, `.NET`, `Node.js`. Undefined where nothing is
 * documented. What is configurable may be set to anything: the default is a guess at the device.
 */
export function findKeepAlive(sdkName: string | undefined): KeepAlive | undefined {
  const asked = sdkName?.trim().toLowerCase();
  const id = sdks.sdks.find((sdk) => sdk.id === asked || sdk.name.toLowerCase() === asked)?.id;
  const record = knowledge.sdks.find(({ sdk }) => sdk === id);
  if (record === undefined) return undefined;
  const { seconds, configurable, amqpIdleSeconds, disputed } = record;
  return {
    seconds,
    configurable,
    silentLossSeconds: Math.min(seconds * knowledge.hubFactor, knowledge.longestHubWaitSeconds),
    ...(amqpIdleSeconds === undefined ? {} : { amqpIdleSeconds }),
    ...(disputed === undefined ? {} : { disputed }),
    source: record.sources[0] ?? '',
  };
}
