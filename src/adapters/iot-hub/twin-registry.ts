import type { TokenCredential } from '@azure/core-auth';
import {
  bearerTokenAuthenticationPolicy,
  createDefaultHttpClient,
  createHttpHeaders,
  createPipelineFromOptions,
  createPipelineRequest,
  type Pipeline,
  type PipelinePolicy,
  type PipelineResponse,
  redirectPolicyName,
  retryPolicy,
} from '@azure/core-rest-pipeline';
import type { DeviceRegistry } from '../../ports/device-registry';
import type { Hub } from '../../ports/hub';
import { AppError } from '../../shared/app-error';
import type { Logger } from '../../shared/logger';
import { createLocalCredential, readLoopbackOrigin, sendToLoopback } from '../../shared/loopback';
import { quickRetry } from '../../shared/quick-retry';
import { explainNoReply, explainStatus } from './explain-failure';
import { readTwin } from './read-twin';

export interface TwinRegistryOptions {
  /** Not needed, and never used, with `localOrigin`. */
  credential: TokenCredential | undefined;
  /** Sends everything to a stand-in on this machine instead. */
  localOrigin?: string;
  /** How long a person can be asked to wait; 10 s when absent. */
  patienceMs?: number;
  log: Logger;
}

/**
 * Reads twins from the hubs' own service API: unlike the identities there, they hold no keys.
 * Throws AppError `local_origin_invalid` and `credential_missing` like any adapter of Azure.
 */
export function createTwinRegistry(options: TwinRegistryOptions): DeviceRegistry {
  const pipeline = createPipeline(options);
  const httpClient = createDefaultHttpClient();
  const { log, patienceMs = 10_000 } = options;
  return {
    async findTwin(hub, deviceId, signal) {
      const patience = AbortSignal.timeout(patienceMs);
      const request = createPipelineRequest({
        url: twinUrl(hub, deviceId),
        headers: createHttpHeaders({ accept: 'application/json' }),
        abortSignal: signal ? AbortSignal.any([signal, patience]) : patience,
      });
      let response: PipelineResponse;
      try {
        response = await pipeline.sendRequest(httpClient, request);
      } catch (error) {
        if (signal?.aborted) throw error;
        throw explainNoReply(error, hub, patience.aborted);
      }
      log.debug({ hub: hub.name, status: response.status }, 'twin answered');
      if (response.status === 200) return readTwin(response.bodyAsText ?? '', hub);
      if (isUnknownDevice(response)) return undefined;
      throw explainStatus(response, hub);
    },
  };
}

function createPipeline(options: TwinRegistryOptions): Pipeline {
  const { localOrigin } = options;
  const origin = localOrigin === undefined ? undefined : readLoopbackOrigin(localOrigin);
  const credential = origin ? createLocalCredential() : options.credential;
  if (!credential) {
    throw new AppError('credential_missing', 'IoT Hub needs a credential to sign in with.');
  }
  const pipeline = createPipelineFromOptions({ retryOptions: { maxRetries: 0 } });
  // A hub never redirects; whoever does must not see our token.
  pipeline.removePolicy({ name: redirectPolicyName });
  pipeline.addPolicy(retryPolicy([quickRetry], { maxRetries: 1 }));
  pipeline.addPolicy(bearerTokenAuthenticationPolicy({ credential, scopes: tokenScope }), {
    phase: 'Sign',
  });
  if (origin) pipeline.addPolicy(loopbackPolicy(origin), { afterPhase: 'Sign' });
  return pipeline;
}

function loopbackPolicy(origin: URL): PipelinePolicy {
  return {
    name: 'loopbackPolicy',
    sendRequest: (request, next) => sendToLoopback(request, origin, next),
  };
}

/** The token goes to this address, so it must be one that only Azure hands out. */
function twinUrl(hub: Hub, deviceId: string): string {
  if (!hubAddress.test(hub.hostName)) {
    throw new AppError('registry_unreachable', `${hub.hostName} is not the address of an IoT hub.`);
  }
  return `https://${hub.hostName}/twins/${encodeURIComponent(deviceId)}?api-version=2021-04-12`;
}

/** A 404 can also come from an address that is no hub, or from a path that is gone. */
function isUnknownDevice({ status, headers, bodyAsText }: PipelineResponse): boolean {
  if (status !== 404) return false;
  const code = headers.get('iothub-errorcode');
  return code === 'DeviceNotFound' || /ErrorCode:\s*DeviceNotFound\b/.test(bodyAsText ?? '');
}

const tokenScope = 'https://iothubs.azure.net/.default';
const hubAddress = /^[a-z0-9][a-z0-9-]{1,48}[a-z0-9]\.azure-devices\.(?:net|us|cn)$/i;
