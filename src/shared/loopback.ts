import { AppError } from './app-error';

/**
 * An origin on this machine, such as `http://127.0.0.1:3979`. Whatever else it is given it refuses
 * with AppError `local_origin_invalid`: a request that is sent elsewhere must never get there by
 * way of a setting meant for development.
 */
export function readLoopbackOrigin(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === 'http:' && loopbackHosts.has(url.hostname)) return new URL(url.origin);
  throw new AppError(
    'local_origin_invalid',
    `${text} is not an address of this machine; expected something like http://127.0.0.1:3979.`,
  );
}

/**
 * Sends a request of the Azure pipeline to this machine and leaves the rest as it is, the host name
 * included. The pipeline insists on https until a request is signed, so this must come after that,
 * and the address is put back for a second try; and a proxy that was chosen for the real address
 * must not get it.
 */
export async function sendToLoopback<Request extends TurnableRequest, Response>(
  request: Request,
  origin: URL,
  send: (request: Request) => Promise<Response>,
): Promise<Response> {
  const address = request.url;
  const url = new URL(address);
  request.headers.set('Host', url.host);
  // Not resolved against the origin: a path that begins with two slashes would name a host.
  request.url = `${origin.origin}${url.pathname}${url.search}`;
  request.allowInsecureConnection = true;
  request.agent = undefined;
  request.proxySettings = undefined;
  try {
    return await send(request);
  } finally {
    request.url = address;
  }
}

/** Signs in to a stand-in on this machine, which takes any token; a real one never gets there. */
export function createLocalCredential(): {
  getToken(): Promise<{ token: string; expiresOnTimestamp: number }>;
} {
  return {
    getToken: async () => ({ token: 'local', expiresOnTimestamp: Date.now() + dayMs }),
  };
}

interface TurnableRequest {
  url: string;
  headers: { set(name: string, value: string): void };
  allowInsecureConnection?: boolean;
  agent?: unknown;
  proxySettings?: unknown;
}

const loopbackHosts = new Set(['127.0.0.1', 'localhost', '[::1]']);
const dayMs = 86_400_000;
