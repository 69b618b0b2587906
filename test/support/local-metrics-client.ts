import type { PipelinePolicy } from '@azure/core-rest-pipeline';
import { MetricsQueryClient } from '@azure/monitor-query';
import {
  createLocalCredential,
  readLoopbackOrigin,
  sendToLoopback,
} from '../../src/shared/loopback';

/** Azure's own client, with nothing changed but where its requests go. */
export function createLocalMetricsClient(localOrigin: string): MetricsQueryClient {
  const origin = readLoopbackOrigin(localOrigin);
  const policy: PipelinePolicy = {
    name: 'loopbackPolicy',
    sendRequest: (request, next) => sendToLoopback(request, origin, next),
  };
  return new MetricsQueryClient(createLocalCredential(), {
    retryOptions: { maxRetries: 0 },
    additionalPolicies: [{ policy, position: 'perRetry' }],
  });
}
