import { AppError, type AppErrorDetails } from '../../shared/app-error';
import { kindOfBrokenConnection } from '../../shared/broken-connection';
import { readRetryAfter } from '../../shared/read-retry-after';

/** The reply as it came, where one came. */
export interface SeenReply {
  status: number;
  text: string;
}

/** Says in our words why a query gave no answer; the client's own error stays as the cause. */
export function explainFailure(
  cause: unknown,
  context: { seen: SeenReply | undefined; patienceSpent: boolean },
): AppError {
  const { statusCode } = cause as ClientError;
  const fail = (code: string, message: string, details: AppErrorDetails = {}) =>
    new AppError(code, message, { cause, ...details });
  if (context.patienceSpent) return fail(...timedOut);
  if (context.seen && context.seen.status < 300) return explainUnreadable(context.seen, fail);
  if (statusCode !== undefined) return explainStatus(statusCode, cause as ClientError, fail);
  if (isSignInError(cause)) return fail(...notSignedIn);
  return explainNoReply(codeOf(cause), fail);
}

/** The name that a refused query used and the workspace does not know, from the client's error. */
export function findUnknownName(cause: unknown): string | undefined {
  const said = innermostMessage(cause as ClientError);
  return /Failed to resolve (?:scalar|column)[a-z ]* named '(?<name>[^']+)'/.exec(said)?.groups
    ?.name;
}

type Fail = (code: string, message: string, details?: AppErrorDetails) => AppError;
type Failure = Parameters<Fail>;

/** What the client's errors have, as far as it is read here. */
interface ClientError {
  statusCode?: number;
  code?: string;
  message?: string;
  details?: { error?: InnerError };
  response?: { headers?: { get(name: string): string | undefined } };
}

interface InnerError {
  code?: string;
  message?: string;
  innerError?: InnerError;
}

function explainNoReply(code: string, fail: Fail): AppError {
  switch (kindOfBrokenConnection(code)) {
    case 'tls':
      return fail(
        'logs_tls_failed',
        `No secure connection to Log Analytics could be made (${code}). Something on the way may be answering in its place.`,
      );
    case 'interrupted':
      return fail(
        'logs_interrupted',
        'The connection to Log Analytics broke in the middle of its answer.',
        { retryable: true },
      );
    case 'unreachable':
      return fail(
        'logs_unreachable',
        `Log Analytics cannot be reached (${code}). Check the network and the endpoint.`,
        { retryable: true },
      );
  }
}

function explainUnreadable({ status, text }: SeenReply, fail: Fail): AppError {
  if (status === 204) {
    return fail(
      'logs_table_missing',
      'The workspace holds no data at all: no log was ever routed to it.',
    );
  }
  const what = text.trim() === '' ? 'nothing' : 'something that is not a query result';
  return fail(
    'logs_unreadable',
    `Log Analytics answered with ${what} (status ${status}). Check that the endpoint is right and no proxy answers in its place.`,
  );
}

function explainStatus(status: number, error: ClientError, fail: Fail): AppError {
  if (status === 400) return explainRefusal(error, fail);
  if (status === 403 && /^InvalidAuthenticationToken/.test(error.code ?? '')) {
    return fail(...notSignedIn);
  }
  const known = failures[status];
  if (known) return fail(known[0], known[1], { ...known[2], ...retryAfter(error) });
  if (status >= 500) {
    return fail(
      'logs_unavailable',
      `Log Analytics failed to answer (status ${status}). It usually recovers by itself; ask again in a minute.`,
      { retryable: true, ...retryAfter(error) },
    );
  }
  return fail('logs_unreadable', `Log Analytics answered with the unexpected status ${status}.`);
}

/** The words that help sit in the innermost error. */
function explainRefusal(error: ClientError, fail: Fail): AppError {
  const said = innermostMessage(error);
  if (unroutedTable.test(said)) {
    return fail(
      'logs_table_missing',
      'The workspace has no table AzureDiagnostics: no resource log was ever routed to it. Create a diagnostic setting on the hub that sends the category Connections to this workspace.',
    );
  }
  return fail('logs_query_refused', `Log Analytics refused the query: ${firstLine(said)}`);
}

function innermostMessage(error: ClientError): string {
  let inner = error.details?.error;
  while (inner?.innerError) inner = inner.innerError;
  return inner?.message ?? error.message ?? 'no reason given';
}

function firstLine(text: string): string {
  const line = text.split('\n', 1)[0] ?? '';
  return line.length > 300 ? `${line.slice(0, 299)}…` : line;
}

function retryAfter({ response }: ClientError): AppErrorDetails {
  const retryAfterSeconds = readRetryAfter(response?.headers?.get('retry-after'));
  return retryAfterSeconds === undefined ? {} : { retryAfterSeconds };
}

function isSignInError(error: unknown): boolean {
  const { name = '' } = error as { name?: string };
  return /^(?:CredentialUnavailable|Authentication|AuthenticationRequired|AggregateAuthentication)Error$/.test(
    name,
  );
}

function codeOf(error: unknown): string {
  const { code, name } = error as { code?: string; name?: string };
  return code ?? name ?? 'no reason given';
}

const timedOut: Failure = [
  'logs_timeout',
  'Log Analytics did not answer in time. Ask about a shorter window, or again in a minute.',
  { retryable: true },
];
const notSignedIn: Failure = [
  'logs_unauthorized',
  'Signing in to Log Analytics failed. Check the identity this bot runs as, and that its token is for this cloud.',
];
const failures: Record<number, Failure> = {
  401: notSignedIn,
  403: [
    'logs_forbidden',
    'This bot may not read the workspace. Give its identity the role Log Analytics Reader there; a new role can take an hour to work.',
  ],
  404: [
    'logs_not_found',
    'Log Analytics does not know this workspace. Check LOG_ANALYTICS_WORKSPACE_ID: it is the workspace id (a GUID), not its name.',
  ],
  408: timedOut,
  413: ['logs_query_refused', 'Log Analytics refused the query because it is too long.'],
  429: [
    'logs_throttled',
    'Log Analytics takes no more queries from this bot for the moment.',
    { retryable: true },
  ],
  504: timedOut,
};
/** This table exists from the first routed log on; any other missing one is a wrong query. */
const unroutedTable =
  /Failed to resolve table(?: or column)?(?: or scalar)? expression named 'AzureDiagnostics'/;
