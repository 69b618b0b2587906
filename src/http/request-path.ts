import type { IncomingMessage } from 'node:http';

/** The path without its query, which may hold a key: the only part of a url that is ever logged. */
export function readRequestPath(req: IncomingMessage): string {
  return (req.url ?? '/').split(/[?#]/, 1)[0] ?? '/';
}
