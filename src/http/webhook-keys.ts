import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/**
 * Tells which of the shared keys a webhook brings, in the header `x-reconnect-key` or in the query
 * as `key`: "webhook key 1" for the first, undefined for none of them. Two keys allow a change
 * without a gap. Without keys, which is local mode only, every sender is welcome.
 */
export function createWebhookKeys(keys: string[]): (req: IncomingMessage) => string | undefined {
  const digests = keys.map(digest);
  if (digests.length === 0) return () => 'local sender';
  return (req) => {
    const given = readGivenKey(req);
    if (given === undefined) return undefined;
    const asked = digest(given);
    // Digests of equal length, and every key compared: time tells neither length nor which one.
    const matches = digests.map((known) => timingSafeEqual(known, asked));
    const index = matches.lastIndexOf(true);
    return index === -1 ? undefined : `webhook key ${index + 1}`;
  };
}

function readGivenKey(req: IncomingMessage): string | undefined {
  const header = req.headers['x-reconnect-key'];
  if (typeof header === 'string') return header;
  const query = /\?(?<query>[^#]*)/.exec(req.url ?? '')?.groups?.query ?? '';
  return new URLSearchParams(query).get('key') ?? undefined;
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
