import type { TokenCredential } from '@azure/core-auth';
import { type PipelinePolicy, retryPolicy } from '@azure/core-rest-pipeline';
import { MetricsQueryClient } from '@azure/monitor-query';
import type { Hub } from '../../ports/hub';
import { readHubResourceId } from '../../ports/hub-resource-id';
import type { MetricQuestion, MetricSource } from '../../ports/metric-source';
import { AppError, isAppError } from '../../shared/app-error';
import type { Limiter } from '../../shared/limit-running';
import type { Logger } from '../../shared/logger';
import { createLocalCredential, readLoopbackOrigin, sendToLoopback } from '../../shared/loopback';
import { quickRetry } from '../../shared/quick-retry';
import { rememberFor } from '../../shared/remember-for';
import { shareInFlight } from '../../shared/share-in-flight';
import { askMetrics } from './ask-metrics';

export interface AzureMetricsOptions {
  /** Not needed, and never used, with `localOrigin`. */
  credential: TokenCredential | undefined;
  /** Resource Manager of the cloud; the public one's when absent. */
  endpoint?: string;
  /** Token audience without `/.default`, which the client appends. */
  audience?: string;
  /** Sends everything to a stand-in on this machine instead. */
  localOrigin?: string;
  /** Gives an ARM id to a hub that has none, where any will do. */
  identify?: (hub: Hub) => Hub;
  /** How long a person can be asked to wait; 10 s when absent. */
  patienceMs?: number;
  /** One for all that is asked of Resource Manager; without it everything is asked at once. */
  limit?: Limiter;
  /** The same question again within this time has the same answer; asked anew each time when absent. */
  remember?: { ms: number; now(): Date };
  log: Logger;
}

/**
 * Platform metrics by the resource they belong to, all names of a question in one request. Throws
 * AppError `local_origin_invalid` and `credential_missing` like any adapter of Azure.
 */
export function createAzureMetrics(options: AzureMetricsOptions): MetricSource {
  const client = createClient(options);
  const { log, limit = (work) => work(), patienceMs = 10_000, identify = (hub) => hub } = options;
  const askShared = shareInFlight((asked: Asked, signal: AbortSignal) => {
    const patience = AbortSignal.timeout(patienceMs);
    const both = AbortSignal.any([signal, patience]);
    const waiting = { signal: both, patience };
    return askMetrics(asked, waiting, { ask: (work) => limit(work, both), client });
  }, keyOf);
  const { remember } = options;
  const askOnce =
    remember === undefined
      ? askShared
      : rememberFor(remember.ms, askShared, { keyOf, now: remember.now });
  return {
    async read(question, signal) {
      const fields = { hub: question.hub.name, metrics: question.metrics.length };
      try {
        const resourceId = readHubResourceId(identify(question.hub));
        const series = await askOnce({ ...question, resourceId }, signal);
        log.debug(fields, 'metrics answered');
        return series;
      } catch (error) {
        if (isAppError(error)) log.warn({ ...fields, code: error.code }, 'metrics failed');
        throw error;
      }
    },
  };
}

type Asked = MetricQuestion & { resourceId: string };

/** What makes two questions the same one. */
function keyOf({ resourceId, metrics, window, grainSeconds }: Asked): string {
  const span = `${window.from.getTime()}/${window.to.getTime()}/${grainSeconds}`;
  return `${resourceId.toLowerCase()}/${span}/${metrics.join()}`;
}

function createClient(options: AzureMetricsOptions): MetricsQueryClient {
  const { localOrigin, endpoint = publicEndpoint, audience = endpoint } = options;
  const origin = localOrigin === undefined ? undefined : readLoopbackOrigin(localOrigin);
  const credential = origin ? createLocalCredential() : options.credential;
  if (!credential) {
    throw new AppError('credential_missing', 'Azure Monitor needs a credential to sign in with.');
  }
  return new MetricsQueryClient(credential, {
    endpoint,
    audience,
    // The client's own retries wait as long as the service says; a person is waiting here.
    retryOptions: { maxRetries: 0 },
    // Resource Manager never redirects a read; whoever does must not see our token.
    redirectOptions: { maxRetries: 0 },
    additionalPolicies: [
      { policy: retryPolicy([quickRetry], { maxRetries: 1 }), position: 'perCall' },
      ...(origin ? [{ policy: loopbackPolicy(origin), position: 'perRetry' as const }] : []),
    ],
  });
}

function loopbackPolicy(origin: URL): PipelinePolicy {
  return {
    name: 'loopbackPolicy',
    sendRequest: (request, next) => sendToLoopback(request, origin, next),
  };
}

const publicEndpoint = 'https://management.azure.com';
