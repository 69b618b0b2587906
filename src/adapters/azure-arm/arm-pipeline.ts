import type { TokenCredential } from '@azure/core-auth';
import {
  bearerTokenAuthenticationPolicy,
  createPipelineFromOptions,
  type Pipeline,
  type PipelinePolicy,
  redirectPolicyName,
  retryPolicy,
} from '@azure/core-rest-pipeline';
import { AppError } from '../../shared/app-error';
import { createLocalCredential, readLoopbackOrigin, sendToLoopback } from '../../shared/loopback';
import { quickRetry } from '../../shared/quick-retry';

/** Signs and sends. Throws AppError `local_origin_invalid` and `credential_missing`. */
export function createArmPipeline(options: {
  credential: TokenCredential | undefined;
  audience: string;
  localOrigin?: string;
}): Pipeline {
  const { localOrigin, audience } = options;
  const origin = localOrigin === undefined ? undefined : readLoopbackOrigin(localOrigin);
  const credential = origin ? createLocalCredential() : options.credential;
  if (!credential) {
    throw new AppError(
      'credential_missing',
      'Azure Resource Manager needs a credential to sign in with.',
    );
  }
  const pipeline = createPipelineFromOptions({ retryOptions: { maxRetries: 0 } });
  // Resource Manager never redirects a read; whoever does must not see our token.
  pipeline.removePolicy({ name: redirectPolicyName });
  pipeline.addPolicy(retryPolicy([quickRetry], { maxRetries: 1 }));
  const signing = bearerTokenAuthenticationPolicy({ credential, scopes: `${audience}/.default` });
  pipeline.addPolicy(signing, { phase: 'Sign' });
  if (origin) pipeline.addPolicy(loopbackPolicy(origin), { afterPhase: 'Sign' });
  return pipeline;
}

function loopbackPolicy(origin: URL): PipelinePolicy {
  return {
    name: 'loopbackPolicy',
    sendRequest: (request, next) => sendToLoopback(request, origin, next),
  };
}
