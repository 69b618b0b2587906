import type { IncomingMessage } from 'node:http';
import { AppError } from '../shared/app-error';
import { locateJsonError } from './locate-json-error';

export const maxBodyBytes = 1024 * 1024;
// Of a body that is too large we read this much more, so that the sender gets to see the answer.
const maxDrainedBytes = 8 * maxBodyBytes;
const drainIdleMs = 500;

export interface BodyLimits {
  maxBytes: number;
  /** In lower case; a charset beside them has to be UTF-8. */
  contentTypes: string[];
}

const usualLimits: BodyLimits = { maxBytes: maxBodyBytes, contentTypes: ['application/json'] };

/**
 * Reads a JSON body, of at most 1 MB where nothing else is said. Throws AppError
 * `content_type_unsupported`, `body_too_large` (as soon as that is known, before parsing and without
 * reading the rest), `body_incomplete` or `body_malformed` with line and column.
 */
export async function readJsonBody(
  req: IncomingMessage,
  limits: BodyLimits = usualLimits,
): Promise<unknown> {
  requireJson(req, limits.contentTypes);
  const text = decode(await readBytes(req, limits.maxBytes));
  try {
    return JSON.parse(text);
  } catch {
    // The error repeats what stands around the mistake, which may be a secret, and would be logged.
    throw malformed(describeMalformed(text));
  }
}

function requireJson(req: IncomingMessage, contentTypes: string[]): void {
  const encoding = req.headers['content-encoding'] ?? 'identity';
  const isJson = isOneOf(contentTypes, req.headers['content-type'] ?? '');
  if (isJson && encoding.toLowerCase() === 'identity') return;
  drain(req);
  throw new AppError(
    'content_type_unsupported',
    isJson
      ? 'The body must not be compressed'
      : `The content type must be ${contentTypes.join(' or ')} in UTF-8`,
  );
}

function isOneOf(contentTypes: string[], given: string): boolean {
  const parts = /^(?<type>[^\s;]+)\s*(?:;\s*charset\s*=\s*"?utf-?8"?\s*)?;?\s*$/i.exec(
    given,
  )?.groups;
  return parts?.type !== undefined && contentTypes.includes(parts.type.toLowerCase());
}

function readBytes(req: IncomingMessage, maxBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const refuse = (): void => {
      req.off('data', take);
      drain(req);
      reject(new AppError('body_too_large', `The body is larger than ${maxBytes} bytes`));
    };
    const take = (chunk: Buffer): void => {
      size += chunk.length;
      if (size > maxBytes) refuse();
      else chunks.push(chunk);
    };
    if (Number(req.headers['content-length']) > maxBytes) {
      refuse();
      return;
    }
    req.on('data', take);
    req.once('end', () => resolve(Buffer.concat(chunks)));
    req.once('error', (cause) => {
      reject(new AppError('body_incomplete', 'The sender stopped in the middle', { cause }));
    });
  });
}

/**
 * Closing at once would reset the connection before the sender has read why; reading on for ever
 * would be an invitation. So: some more, then nothing, then the connection is dropped.
 */
function drain(req: IncomingMessage): void {
  let left = maxDrainedBytes;
  req.on('data', (chunk: Buffer) => {
    left -= chunk.length;
    if (left >= 0) return;
    req.pause();
    req.socket.setTimeout(drainIdleMs);
  });
  req.on('error', () => undefined);
  const drop = (): void => void req.socket.destroy();
  req.socket.once('timeout', drop);
  req.once('end', () => {
    req.socket.off('timeout', drop);
    req.socket.setTimeout(0);
  });
}

function decode(bytes: Buffer): string {
  if (bytes.length === 0) throw malformed('it is empty');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw malformed('it is not UTF-8 text', cause);
  }
}

function describeMalformed(text: string): string {
  const place = locateJsonError(text);
  if (place === undefined) return 'it is not JSON';
  return `it is not JSON: line ${place.line}, column ${place.column}: expected ${place.expected}`;
}

function malformed(why: string, cause?: unknown): AppError {
  return new AppError('body_malformed', `The body cannot be read: ${why}`, { cause });
}
