import type { IncomingMessage, ServerResponse } from 'node:http';
import { AppError } from '../shared/app-error';
import type { Logger } from '../shared/logger';
import { readRequestId } from './request-id';

// The sender's fault, and only that: Azure gives up what was answered with any of these.
const statuses: Record<string, number> = {
  alert_invalid: 400,
  body_malformed: 400,
  body_incomplete: 400,
  events_invalid: 400,
  webhook_key_wrong: 401,
  token_refused: 401,
  origin_unexpected: 403,
  subscription_unexpected: 403,
  topic_unexpected: 403,
  path_unknown: 404,
  download_gone: 404,
  method_not_allowed: 405,
  batch_too_large: 413,
  body_too_large: 413,
  content_type_unsupported: 415,
};

// Action groups retry 408, 429, 503 and 504, and nothing else; Event Grid after half a minute.
const ourFault = 503;
const retryAfterSeconds = 5;

export interface ErrorBody {
  code: string;
  message: string;
  /** Path of the field that cannot be read, where there is one. */
  field?: string;
  requestId: string;
}

/** The one place that turns failures into status codes. A fault of ours says nothing of itself. */
export function replyError(
  req: IncomingMessage,
  res: ServerResponse,
  error: unknown,
  { log }: { log: Logger },
): void {
  const { status, body } = describeError(error, readRequestId(res));
  const fields = { err: error, status, code: body.code, requestId: body.requestId };
  if (status === ourFault) log.error(fields, 'a request failed');
  else log.info(fields, 'a request was refused');
  if (res.headersSent) {
    // Half an answer was given: only a broken connection can say that it is not the whole.
    req.socket.destroy();
    return;
  }
  if (status === ourFault) res.setHeader('Retry-After', String(retryAfterSeconds));
  replyJson(res, status, body);
}

export function replyJson(res: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  res.statusCode = status;
  res.setHeader('Content-Type', 'application/json; charset=utf-8');
  res.setHeader('Content-Length', Buffer.byteLength(text));
  res.end(text);
}

export function describeError(
  error: unknown,
  requestId: string,
): { status: number; body: ErrorBody } {
  const status = error instanceof AppError ? statuses[error.code] : undefined;
  if (status === undefined || !(error instanceof AppError)) {
    const message = 'Something failed on our side; send the same again later';
    return { status: ourFault, body: { code: 'unavailable', message, requestId } };
  }
  const field = readField(error);
  return { status, body: { code: error.code, message: error.message, field, requestId } };
}

/** Empty when it is the body as a whole. */
function readField(error: AppError): string | undefined {
  if (!('field' in error) || typeof error.field !== 'string') return undefined;
  return error.field === '' ? undefined : error.field;
}
