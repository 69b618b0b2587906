import { createHash } from 'node:crypto';

// PostgreSQL looks up 2,704 bytes at most, and a key may stand beside others.
const longestBytes = 200;

/**
 * A text by which rows are found, and that is never read back: PostgreSQL refuses a row whose key is
 * a text of pages, and would do so for ever. A longer one becomes a digest, as good to compare.
 */
export function shortenKey(text: string): string {
  if (Buffer.byteLength(text) <= longestBytes) return text;
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
