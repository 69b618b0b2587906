import type { Hub } from '../../ports/hub';
import { AppError } from '../../shared/app-error';
import { explainNoReply, explainStatus, type ServiceWords } from '../../shared/service-failure';

/** Says in our words why a question gave no answer; the client's own error stays as the cause. */
export function explainFailure(
  cause: unknown,
  context: {
    hub: Hub;
    resourceId: string;
    /** Of the reply, where one came. */
    status: number | undefined;
    patienceSpent: boolean;
  },
): AppError {
  const words = wordsFor(context.hub, context.resourceId);
  const { statusCode, code, response } = cause as ClientError;
  const status = context.status ?? statusCode;
  if (context.patienceSpent || status === undefined) {
    return explainNoReply(cause, context.patienceSpent, words);
  }
  if (status < 300) return unreadable(`something that is no metrics (status ${status})`, { cause });
  const retryAfter = response?.headers?.get('retry-after');
  return explainStatus({ status, code, retryAfter }, words, cause);
}

export function unreadable(what: string, details: { cause?: unknown } = {}): AppError {
  return new AppError(
    'arm_unreadable',
    `Azure Monitor answered with ${what}. Check that no proxy answers in its place.`,
    details,
  );
}

/** What the client's errors have, as far as it is read here. */
interface ClientError {
  statusCode?: number;
  code?: string;
  response?: { headers?: { get(name: string): string | undefined } };
}

function wordsFor({ name }: Hub, resourceId: string): ServiceWords {
  return {
    prefix: 'arm',
    name: 'Azure Monitor',
    forbidden: `This bot may not read the metrics of ${name}. Give its identity the role Monitoring Reader on ${resourceId}; a new role can take some minutes to work.`,
    notFound: `Azure Monitor knows no hub ${resourceId}. Check IOT_HUB_RESOURCE_IDS, and that the hub still exists.`,
  };
}
