import type { IncomingMessage, ServerResponse } from 'node:http';
import { badArgument, tooLarge, type WireError } from './wire-errors';

/** A JSON body, or the reply that says why it is none. */
export async function readJsonBody(
  req: IncomingMessage,
  limitBytes: number,
): Promise<{ value: unknown } | { refused: WireError }> {
  const body = await readBody(req, limitBytes);
  if ('refused' in body) return body;
  try {
    return { value: JSON.parse(body.text) };
  } catch {
    const message = 'The request body is not valid JSON';
    return { refused: badArgument({ code: 'MalformedJson', message }) };
  }
}

/** Reads a body as text, or refuses it before it was read in full. */
async function readBody(
  req: IncomingMessage,
  limitBytes: number,
): Promise<{ text: string } | { refused: WireError }> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req) {
    const piece = Buffer.from(chunk);
    size += piece.length;
    if (size > limitBytes) return { refused: tooLarge(limitBytes) };
    chunks.push(piece);
  }
  return { text: Buffer.concat(chunks).toString('utf8') };
}

export function isJsonRequest(req: IncomingMessage): boolean {
  return /^application\/(?:[\w.+-]+\+)?json\b/i.test(req.headers['content-type'] ?? '');
}

/**
 * For what changes or shows this machine: a page of another site could send a form here, or point a
 * name of its own at loopback; neither gets past the two checks.
 */
export function refuseForeign(req: IncomingMessage): WireError | undefined {
  if (!loopbackHost.test(req.headers.host ?? '')) {
    const message = 'This address is for the machine itself';
    return { status: 403, body: { error: { message, code: 'Forbidden' } } };
  }
  if (req.method !== 'POST' || isJsonRequest(req)) return undefined;
  const message = 'The content type must be application/json';
  return { status: 415, body: { error: { message, code: 'UnsupportedMediaType' } } };
}

export function replyText(res: ServerResponse, status: number, json: string): void {
  res.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(json),
  });
  res.end(json);
}

export function replyError(res: ServerResponse, { status, body }: WireError): void {
  // What is left of a refused body is not waited for.
  if (status === 413) res.setHeader('connection', 'close');
  replyText(res, status, JSON.stringify(body));
}

const loopbackHost = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/i;
