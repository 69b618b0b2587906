import {
  createDefaultHttpClient,
  createPipelineFromOptions,
  createPipelineRequest,
  redirectPolicyName,
} from '@azure/core-rest-pipeline';
import type { JSONWebKeySet } from 'jose';
import { z } from 'zod';
import { AppError } from '../../shared/app-error';

const KeySet = z.object({ keys: z.array(z.looseObject({ kty: z.string() })).min(1) });

/**
 * The public keys that Entra signs a tenant's tokens with, by way of a proxy where Azure's clients
 * use one. Throws the retryable AppError `token_keys_unavailable` for whatever is no set of keys.
 */
export function createFetchKeys(
  entraOrigin: string,
  tenantId: string,
  timeoutMs = 5000,
): FetchKeys {
  const url = `${entraOrigin}/${tenantId}/discovery/v2.0/keys`;
  const client = createDefaultHttpClient();
  const pipeline = createPipelineFromOptions({ retryOptions: { maxRetries: 0 } });
  // Keys from elsewhere would be anybody's keys.
  pipeline.removePolicy({ name: redirectPolicyName });
  return async () => {
    try {
      const request = createPipelineRequest({
        url,
        abortSignal: AbortSignal.timeout(timeoutMs),
        allowInsecureConnection: url.startsWith('http:'),
      });
      const { status, bodyAsText } = await pipeline.sendRequest(client, request);
      if (status !== 200) throw new Error(`Entra answered ${status} when asked for its keys`);
      return KeySet.parse(JSON.parse(bodyAsText ?? '')) as JSONWebKeySet;
    } catch (cause) {
      throw keysUnavailable('The keys of Entra cannot be fetched', cause);
    }
  };
}

export type FetchKeys = () => Promise<JSONWebKeySet>;

export function keysUnavailable(message: string, cause?: unknown): AppError {
  return new AppError('token_keys_unavailable', message, { cause, retryable: true });
}
