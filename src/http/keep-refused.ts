import type { IncomingMessage } from 'node:http';
import { AppError } from '../shared/app-error';
import type { Logger } from '../shared/logger';
import { readRecordedBody } from './read-recorded-body';
import type { BodyRecord } from './record-body';
import { describeError } from './replies';

/** A request that its authenticated sender will not send again. May hold secrets. */
export interface RefusedRequest {
  /** Who it proved to be from. */
  sender: string;
  /** Address and user agent. */
  origin: string;
  status: number;
  code: string;
  message: string;
  /** Length of the whole body as far as it is known; `body` is at most its first 64 KB. */
  bodyBytes: number;
  body: string;
}

export interface KeepRefusedDeps {
  /** Resolves when it is durable. */
  keepRefused(refused: RefusedRequest): Promise<void>;
  log: Logger;
  countRefused?(code: string, kept: boolean): void;
}

/**
 * Keeps what is lost by an answer after which nobody tries again. A failure to do so is logged and
 * counted, and changes nothing of the answer: sending the same again would not help.
 */
export async function keepRefused(
  req: IncomingMessage,
  refusal: { sender: string; error: unknown; record: BodyRecord },
  deps: KeepRefusedDeps,
): Promise<void> {
  const { sender, error, record } = refusal;
  const { status, body } = describeError(error, '');
  // Who stopped in the middle has no answer and will try again.
  if (status >= 500 || !(error instanceof AppError) || error.code === 'body_incomplete') return;
  try {
    const bytes = await record.beginning();
    await deps.keepRefused({
      sender,
      origin: describeOrigin(req),
      status,
      code: body.code,
      message: body.message,
      bodyBytes: record.size(),
      body: readRecordedBody(bytes, req.headers['content-encoding']),
    });
    deps.countRefused?.(body.code, true);
  } catch (cause) {
    deps.log.error({ err: cause, code: body.code }, 'a refused request could not be kept');
    deps.countRefused?.(body.code, false);
  }
}

function describeOrigin(req: IncomingMessage): string {
  const agent = req.headers['user-agent'] ?? 'no user agent';
  return `${req.socket.remoteAddress ?? 'unknown address'}, ${agent}`;
}
