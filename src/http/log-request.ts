import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from '../shared/logger';
import { readRequestId } from './request-id';
import { readRequestPath } from './request-path';

const quietPaths = new Set(['/healthz', '/readyz', '/metrics']);

/** One line when the answer is out, or the sender gone; without query, headers and bodies. */
export function logRequest(
  req: IncomingMessage,
  res: ServerResponse,
  deps: { log: Logger; observeRequest?(route: string, status: number, seconds: number): void },
): void {
  const startedAt = performance.now();
  res.once('close', () => {
    const path = readRequestPath(req);
    const ms = Math.round(performance.now() - startedAt);
    const status = res.writableFinished ? res.statusCode : 499;
    const fields = {
      method: req.method,
      path: hideToken(path),
      status,
      ms,
      requestId: readRequestId(res),
    };
    deps.log[quietPaths.has(path) ? 'debug' : 'info'](fields, 'request');
    // Paths are the sender's choice: only ours become labels.
    const isOurs = quietPaths.has(path) || path.startsWith('/api/');
    deps.observeRequest?.(isOurs && status !== 404 ? path : 'other', status, ms / 1000);
  });
}

/** Whoever knows the name of a file may have it: readers of the log should not. */
function hideToken(path: string): string {
  return path.startsWith('/queries/') ? '/queries/…' : path;
}
