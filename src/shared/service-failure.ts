import { AppError, type AppErrorDetails } from './app-error';
import { kindOfBrokenConnection } from './broken-connection';
import { readRetryAfter } from './read-retry-after';

/** How a service is spoken of when it fails. */
export interface ServiceWords {
  /** What the codes begin with: `arm` makes `arm_timeout`. */
  prefix: string;
  name: string;
  /** Whole sentences for the reader. */
  forbidden: string;
  notFound: string;
}

/** What a reply other than success told, as far as it is of use. */
export interface FailedReply {
  status: number;
  /** The service's own word for the failure. */
  code: string | undefined;
  retryAfter: string | undefined;
}

/** Why no reply came at all: `_timeout`, `_unauthorized` or `_unreachable`. */
export function explainNoReply(
  cause: unknown,
  patienceSpent: boolean,
  { prefix, name }: Named,
): AppError {
  if (patienceSpent) return timeout({ prefix, name }, { cause });
  if (isSignInError(cause)) return unauthorized({ prefix, name }, { cause });
  const { code = 'no reason given' } = cause as { code?: string };
  const [message, retryable] = brokenConnection(code, name);
  return new AppError(`${prefix}_unreachable`, message, { cause, retryable });
}

/** What a status other than success means for the reader. */
export function explainStatus(reply: FailedReply, words: ServiceWords, cause?: unknown): AppError {
  const { status } = reply;
  const fail = (code: string, message: string, details: AppErrorDetails = {}) =>
    new AppError(`${words.prefix}_${code}`, message, { cause, ...details });
  const later = { retryable: true, retryAfterSeconds: readRetryAfter(reply.retryAfter) };
  if (status === 401 || (status === 403 && isAboutToken(reply))) {
    return unauthorized(words, { cause });
  }
  if (status === 403) return fail('forbidden', words.forbidden);
  if (status === 404) return fail('not_found', words.notFound);
  if (status === 408 || status === 504) return timeout(words, { cause });
  if (status === 429) {
    return fail('throttled', `${words.name} takes no more requests for the moment.`, later);
  }
  const said = `(status ${status}${sayCode(reply)})`;
  if (status < 500) return fail('unreadable', `${words.name} answered unexpectedly ${said}.`);
  return fail(
    'unavailable',
    `${words.name} failed to answer ${said}. It usually recovers by itself; ask again in a minute.`,
    later,
  );
}

type Named = Pick<ServiceWords, 'prefix' | 'name'>;

function timeout({ prefix, name }: Named, details: AppErrorDetails): AppError {
  const message = `${name} did not answer in time. Ask again in a minute.`;
  return new AppError(`${prefix}_timeout`, message, { ...details, retryable: true });
}

function unauthorized({ prefix, name }: Named, details: AppErrorDetails): AppError {
  return new AppError(
    `${prefix}_unauthorized`,
    `Signing in to ${name} failed. Check the identity this bot runs as, and that its token is for this cloud.`,
    details,
  );
}

function brokenConnection(code: string, name: string): [message: string, retryable: boolean] {
  switch (kindOfBrokenConnection(code)) {
    case 'tls':
      return [
        `No secure connection to ${name} could be made (${code}). Something on the way may be answering in its place.`,
        false,
      ];
    case 'interrupted':
      return [`The connection to ${name} broke in the middle of its answer.`, true];
    case 'unreachable':
      return [`${name} cannot be reached (${code}). Check the network and the address.`, true];
  }
}

function isAboutToken({ code = '' }: FailedReply): boolean {
  return /^(?:Invalid|Expired)AuthenticationToken/.test(code);
}

/** What comes from outside is repeated only where it is a plain word. */
function sayCode({ code = '' }: FailedReply): string {
  return /^\w{1,60}$/.test(code) ? `, ${code}` : '';
}

function isSignInError(error: unknown): boolean {
  const { name = '' } = error as { name?: string };
  return /^(?:CredentialUnavailable|Authentication|AuthenticationRequired|AggregateAuthentication)Error$/.test(
    name,
  );
}
