import { z } from 'zod';
import { AppError } from '../../shared/app-error';

/** What the connector's HTTP client throws, as far as we read it. */
const ConnectorFailure = z.looseObject({
  statusCode: z.number().optional().catch(undefined),
  code: z.string().optional().catch(undefined),
  errorCode: z.string().optional().catch(undefined),
  body: z.unknown().optional(),
  details: z.unknown().optional(),
  response: z.unknown().optional(),
});

const ErrorBody = z.looseObject({ error: z.looseObject({ code: z.string() }) });
const unreachableStatus = [408, 412, 500, 502, 503, 504];
const longestRetryAfterSeconds = 3600;

/**
 * Words a failure of the connector as one of the codes of `ChatChannel`. 412 and 5xx are what Teams
 * answers when it is busy; a status that says nothing of these is a message it does not accept.
 */
export function readConnectorError(error: unknown, doing: 'post' | 'reply' | 'update'): AppError {
  if (error instanceof AppError) return error;
  const read = ConnectorFailure.safeParse(error);
  const failure = read.success ? read.data : undefined;
  const status = failure?.statusCode;
  const details = { cause: error };
  if (status === undefined) return withoutStatus(failure?.errorCode, error);
  if (status === 429) return throttled(error, failure?.response);
  if (status === 403 || status === 404) return gone(status, errorCodeOf(failure), doing, error);
  if (unreachableStatus.includes(status)) {
    return new AppError('chat_unreachable', `The chat platform answered ${status}.`, {
      ...details,
      retryable: true,
    });
  }
  return new AppError(
    'chat_refused',
    `The chat platform did not accept the message: it answered ${status}.`,
    details,
  );
}

/** Sign-in errors carry an OAuth code; everything else without a status never reached the platform. */
function withoutStatus(oauthCode: string | undefined, cause: unknown): AppError {
  if (oauthCode !== undefined && /^(?:invalid_|unauthorized_)/.test(oauthCode)) {
    return new AppError('chat_refused', 'The bot could not sign in to the chat platform.', {
      cause,
    });
  }
  return new AppError('chat_unreachable', 'The chat platform cannot be reached.', {
    cause,
    retryable: true,
  });
}

/** A deleted message is 404 as well; an update can meet it, and a reply in its thread. */
function gone(
  status: number,
  code: string | undefined,
  doing: 'post' | 'reply' | 'update',
  cause: unknown,
): AppError {
  const conversationGone = status === 403 || /conversation(?:not|is)|bot|roster/i.test(code ?? '');
  if (doing !== 'post' && !conversationGone) {
    return new AppError('chat_message_gone', 'The message was deleted.', { cause });
  }
  return new AppError(
    'chat_gone',
    'The bot was removed from this conversation, or it was deleted.',
    { cause },
  );
}

function throttled(cause: unknown, response: unknown): AppError {
  const retryAfterSeconds = readRetryAfter(response);
  return new AppError('chat_throttled', 'The chat platform asks for a pause.', {
    cause,
    retryable: true,
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  });
}

const Headers = z.looseObject({
  headers: z.custom<{ get(name: string): unknown }>(
    (value) => typeof (value as { get?: unknown } | null)?.get === 'function',
  ),
});

/** Seconds, or a date; nothing where it is missing or makes no sense. */
function readRetryAfter(response: unknown): number | undefined {
  const read = Headers.safeParse(response);
  const header = read.success ? read.data.headers.get('retry-after') : undefined;
  if (typeof header !== 'string' || header === '') return undefined;
  const seconds = /^\d+$/.test(header)
    ? Number(header)
    : Math.ceil((Date.parse(header) - Date.now()) / 1000);
  if (!Number.isFinite(seconds)) return undefined;
  return Math.min(Math.max(seconds, 1), longestRetryAfterSeconds);
}

function errorCodeOf(failure: z.infer<typeof ConnectorFailure> | undefined): string | undefined {
  for (const body of [failure?.body, failure?.details]) {
    const read = ErrorBody.safeParse(body);
    if (read.success) return read.data.error.code;
  }
  return failure?.code;
}
