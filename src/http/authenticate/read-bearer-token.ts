import type { IncomingMessage } from 'node:http';
import { AppError } from '../../shared/app-error';

/**
 * The token of `Authorization: Bearer`; undefined without one. Throws AppError `token_refused` where
 * there is more than one, which proxy and bot might take for each other.
 */
export function readBearerToken(req: IncomingMessage): string | undefined {
  // Node's own `headers` keeps the first of several and drops the others.
  const headers = req.headersDistinct.authorization ?? [];
  const [token, ...others] = headers.flatMap((header) => readTokens(header));
  if (others.length > 0) {
    throw new AppError('token_refused', 'The token is refused (several): there is more than one');
  }
  return token;
}

function readTokens(header: string): string[] {
  const words = header.split(/[\s,]+/).filter((word) => word !== '');
  if (words[0]?.toLowerCase() !== 'bearer') return [];
  return words.filter((word) => word.toLowerCase() !== 'bearer');
}
