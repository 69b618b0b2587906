import type { IncomingMessage } from 'node:http';
import { AppError } from '../../shared/app-error';

const maxBytes = 1_000_000;

/** Reads a JSON body of at most 1 MB. An empty body is an empty object. */
export async function readBody(req: IncomingMessage): Promise<unknown> {
  const bytes = await readBytes(req);
  if (bytes.length === 0) return {};
  if (!/^application\/json\b/i.test(req.headers['content-type'] ?? '')) {
    throw new AppError('body_not_json', 'The content type must be application/json.');
  }
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch (cause) {
    throw new AppError('input_invalid', 'body: is not JSON', { cause });
  }
}

async function readBytes(req: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  if (Number(req.headers['content-length'] ?? 0) > maxBytes) throw tooLarge();
  for await (const chunk of req as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > maxBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function tooLarge(): AppError {
  return new AppError('body_too_large', `The body is larger than ${maxBytes} bytes.`);
}
