import type { HealthSource } from '../../ports/health-source';
import type { Hub } from '../../ports/hub';
import type { HubInfoSource } from '../../ports/hub-info';
import { readHubResourceId } from '../../ports/hub-resource-id';
import { isAppError } from '../../shared/app-error';
import { rememberFor } from '../../shared/remember-for';
import { shareInFlight } from '../../shared/share-in-flight';
import { type ArmClientOptions, type ArmReader, createArmClient } from './arm-client';
import { readHealth, readHealthPage } from './read-health';
import { readHub } from './read-hub';
import { readDiagnosticSettings } from './read-settings';

export interface AzureArmOptions extends ArmClientOptions {
  /** Gives an ARM id to a hub that has none, where any will do. */
  identify?: (hub: Hub) => Hub;
  /** How long its set-up and where its logs go are taken as read; a minute when absent. */
  rememberHubMs?: number | undefined;
  /** How long the health of a hub is taken as read; asked anew each time when absent. */
  rememberHealthMs?: number;
  now(): Date;
}

/**
 * What Azure Resource Manager tells of hubs. How a hub is set up and where its logs go is
 * remembered for a minute. Throws AppError
 * `local_origin_invalid` and `credential_missing` like any adapter of Azure.
 */
export function createAzureArm(options: AzureArmOptions): HubInfoSource & HealthSource {
  const client = createArmClient(options);
  const { now, log, identify = (hub) => hub, rememberHubMs = memoryMs } = options;

  const source = <Answer>(
    question: string,
    ask: (asked: Asked, reader: ArmReader) => Promise<Answer>,
    rememberedMs?: number,
  ) => {
    const askShared = shareInFlight((asked: Asked, signal: AbortSignal) => {
      const about = { ...asked, question };
      return client.run(about, (reader) => ask(asked, reader), signal);
    }, keyOf);
    const askOnce = rememberedMs ? rememberFor(rememberedMs, askShared, { keyOf, now }) : askShared;
    return async (hub: Hub, signal?: AbortSignal): Promise<Answer> => {
      try {
        return await askOnce({ hub, resourceId: readHubResourceId(identify(hub)) }, signal);
      } catch (error) {
        if (isAppError(error)) {
          log.warn({ hub: hub.name, question, code: error.code }, 'arm failed');
        }
        throw error;
      }
    };
  };

  return {
    findHub: source('hub', findHub, rememberHubMs),
    listDiagnosticSettings: source('diagnostic settings', listSettings, rememberHubMs),
    history: source('health', readHistory, options.rememberHealthMs),
  };
}

interface Asked {
  hub: Hub;
  resourceId: string;
}

function keyOf({ resourceId }: Asked): string {
  return resourceId.toLowerCase();
}

async function findHub({ hub, resourceId }: Asked, reader: ArmReader) {
  return readHub(await reader.get(`${resourceId}?api-version=2023-06-30`), hub);
}

async function listSettings({ resourceId }: Asked, reader: ArmReader) {
  const path = 'providers/Microsoft.Insights/diagnosticSettings?api-version=2021-05-01-preview';
  return readDiagnosticSettings(await reader.get(`${resourceId}/${path}`));
}

/** An old version that is no preview, so that no cloud lacks it. */
async function readHistory({ resourceId }: Asked, reader: ArmReader) {
  const path = 'providers/Microsoft.ResourceHealth/availabilityStatuses?api-version=2020-05-01';
  const statuses = [];
  let next: string | undefined = `${resourceId}/${path}`;
  for (let page = 1; next !== undefined && page <= mostPages; page += 1) {
    const read = readHealthPage(await reader.get(next));
    statuses.push(...read.statuses);
    next = read.nextLink && reader.owns(read.nextLink) ? read.nextLink : undefined;
  }
  return readHealth(statuses);
}

const memoryMs = 60_000;
const mostPages = 3;
