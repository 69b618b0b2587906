import type { Alert } from '../../ports/alert';
import type { DevicesAbout } from '../../ports/alert-about';
import type { Hub } from '../../ports/hub';
import { findAlertDevices } from './alert-devices';

/** What an alert is about beside the connections themselves. */
export type AlertTopic = 'throttling' | 'quota' | 'routing';

/** More would hold up other alerts: a device costs two or three queries, a hub five. */
export const devicesAsked = 5;
export const hubsAsked = 3;

/** What to ask the logs about an alert. Without `hubName` every hub of the workspace is meant. */
export interface AlertQuestion {
  hubName?: string;
  /** Set instead where an alert names several, but not just any of the workspace. */
  hubNames?: string[];
  /** Devices that the rule was split by. */
  devices?: string[];
  /** Set instead of these where the device, and not its hub, is what it is about. */
  alone?: string;
  topic?: AlertTopic;
}

/**
 * What the logs can tell about this alert; undefined when nothing: it is about something that is no
 * hub, or about a hub that nobody configured.
 */
export function questionOfAlert(alert: Alert): AlertQuestion | undefined {
  const { about, hub, hubs, hubCertainty } = alert;
  if (about.kind === 'budget') return undefined;
  if (about.kind === 'devices') return questionOfDevices(about, hub);
  const topic = topicOf(alert);
  const devices = findAlertDevices(alert);
  const ask = {
    ...(topic === undefined ? {} : { topic }),
    ...(devices.length === 0 ? {} : { devices }),
  };
  if (hub !== undefined && hubs.length < 2) return { hubName: hub.name, ...ask };
  if (hubCertainty === 'workspace') return ask;
  if (hubs.length > 1) return { hubNames: hubs.map(({ name }) => name), ...ask };
  if (hub !== undefined) return { hubName: hub.name, ...ask };
  return about.kind === 'service-health' && about.concernsIotHub ? ask : undefined;
}

/** Of several together the hub tells more than each of them. */
function questionOfDevices({ total, devices }: DevicesAbout, hub: Hub | undefined): AlertQuestion {
  const [only] = devices;
  const named = hub === undefined ? {} : { hubName: hub.name };
  return total === 1 && only !== undefined ? { ...named, alone: only } : named;
}

function topicOf({ about, criteria }: Alert): AlertTopic | undefined {
  if (about.kind === 'metric') return find(metricTopics, criteria[0]?.metric ?? '');
  return about.kind === 'log' ? find(queryTopics, about.query) : undefined;
}

type Topics = { topic: AlertTopic; pattern: RegExp }[];

const metricTopics: Topics = [
  { topic: 'throttling', pattern: /throttle/i },
  { topic: 'quota', pattern: /^dailyMessageQuotaUsed$/i },
  { topic: 'routing', pattern: /^(?:RoutingDeliver|d2c\.(?:endpoints|telemetry\.egress)\.)/i },
];

const queryTopics: Topics = [
  { topic: 'throttling', pattern: /\b429(?:\d{3})?\b|throttl/i },
  { topic: 'quota', pattern: /\b403002\b|quotaexceeded/i },
  { topic: 'routing', pattern: /endpoint(?:Dead|Unhealthy)|Category\s*[=~]{2}\s*["']Routes["']/i },
];

function find(topics: Topics, text: string): AlertTopic | undefined {
  return topics.find(({ pattern }) => pattern.test(text))?.topic;
}
