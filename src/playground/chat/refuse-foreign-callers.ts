import type { IncomingMessage } from 'node:http';
import { AppError } from '../../shared/app-error';

const loopbackHost = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i;

/**
 * Nobody signs in here, so any web site the developer visits could talk to this server through
 * the browser. A foreign name that resolves to loopback shows in Host, a foreign page in Origin.
 */
export function refuseForeignCallers(req: IncomingMessage): void {
  const host = req.headers.host ?? '';
  if (!loopbackHost.test(host)) throw foreign('Host');
  const { origin } = req.headers;
  if (origin !== undefined && origin !== `http://${host}`) throw foreign('Origin');
  if (req.headers['sec-fetch-site'] === 'cross-site' && req.method !== 'GET') {
    throw foreign('Sec-Fetch-Site');
  }
}

function foreign(header: string): AppError {
  return new AppError(
    'caller_foreign',
    `${header}: only the local page and the bot may call here.`,
  );
}
