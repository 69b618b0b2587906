import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

const header = 'X-Request-Id';

/** Keeps the caller's id, when it is a harmless one, so that both logs can be read together. */
export function setRequestId(req: IncomingMessage, res: ServerResponse): void {
  const given = req.headers['x-request-id'];
  const isHarmless = typeof given === 'string' && /^[\w.-]{1,64}$/.test(given);
  res.setHeader(header, isHarmless ? given : randomUUID());
}

export function readRequestId(res: ServerResponse): string {
  return String(res.getHeader(header) ?? '');
}
