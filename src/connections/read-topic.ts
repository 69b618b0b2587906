import type { HubDirectory } from '../ports/hub';

/** Which topics events may come from; none listed means any, as in local mode. */
export interface TopicCheck {
  isExpected(topic: string): boolean;
  /** The same, for the topic of a handshake. */
  isExpectedScope(topic: string): boolean;
}

const hubId = /\/providers\/microsoft\.devices\/iothubs\/(?<name>[a-z0-9-]{3,50})\/?$/i;
const hubName = /^[a-z0-9-]{3,50}$/i;
const azureSubscription = /^\/subscriptions\/[^/]+$/;

/** Event Grid writes topics, which are ARM ids, in capitals; the settings hold them in any case. */
export function checkTopics(expected: string[]): TopicCheck {
  const known = new Set(expected.map(plain));
  const isExpected = (topic: string) => known.size === 0 || known.has(plain(topic));
  return {
    isExpected,
    isExpectedScope: (topic) => isExpected(topic) || isAround(plain(topic), known),
  };
}

/** The documented handshake names nothing but the Azure subscription that its topic is in. */
function isAround(scope: string, known: Set<string>): boolean {
  if (!azureSubscription.test(scope)) return false;
  return [...known].some((topic) => topic.startsWith(`${scope}/`));
}

function plain(topic: string): string {
  return topic.toLowerCase().replace(/\/$/, '');
}

/**
 * The hub that a topic is of, spelled as the settings do, else as the data of the event do. The
 * data name the hub only where the topic is none: the topic is what was checked. A topic all in
 * capitals says nothing about how the hub is spelled: lower case is how nearly all are.
 */
export function readHub(
  topic: string,
  inData: string | undefined,
  hubs: HubDirectory,
): string | undefined {
  const said = inData !== undefined && hubName.test(inData) ? inData : undefined;
  const name = hubId.exec(topic)?.groups?.name ?? said;
  if (name === undefined) return undefined;
  const inTopic = topic === topic.toUpperCase() ? name.toLowerCase() : name;
  const spelled = said?.toLowerCase() === name.toLowerCase() ? said : inTopic;
  return hubs.find(spelled)?.name ?? spelled;
}
