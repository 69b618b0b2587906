import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import restify, { type Next, type Request, type Response, type Server } from 'restify';
import { AppError } from '../shared/app-error';
import { type AlertRouteDeps, handleAlertRequest } from './alert-route';
import { handleConsentRequest } from './event-consent';
import { type EventIntake, handleEventRequest } from './event-route';
import { handleHealthRequest, handleReadinessRequest, type Readiness } from './health-routes';
import { logRequest } from './log-request';
import { handleMetricsRequest } from './metrics-route';
import { handleQueryDownload, type QueryRouteDeps } from './query-route';
import { readJsonBody } from './read-json-body';
import { describeError, replyError } from './replies';
import { readRequestId, setRequestId } from './request-id';
import { readRequestPath } from './request-path';
import { setCommonHeaders, setInterfaceHeaders } from './security-headers';

/** Something with pages and paths of its own; it reads bodies itself and resolves when it replied. */
export interface Mount {
  matches(path: string): boolean;
  handle(req: IncomingMessage, res: ServerResponse): Promise<void>;
}

export interface HttpServerDeps extends AlertRouteDeps, QueryRouteDeps {
  /** POST /api/messages with the parsed body in `req.body`; absent where there is no chat. */
  messages?(req: Request, res: Response): Promise<void>;
  /** POST and OPTIONS /api/events; absent where nobody takes events. */
  events?: EventIntake;
  readiness(): Promise<Readiness>;
  metrics(): Promise<string>;
  mounts: Mount[];
  observeRequest?(route: string, status: number, seconds: number): void;
}

export interface HttpServer {
  /** Port 0 takes any free one; `origin` names the one taken. */
  listen(port: number, host: string): Promise<{ origin: string }>;
  /** Takes nothing new and lets running requests end; streams are cut after three seconds. */
  close(): Promise<void>;
}

const closeWithinMs = 3000;
// A sender that is slower holds a connection and nothing else; it is told 408, and may come again.
const requestWithinMs = 30_000;
const headersWithinMs = 15_000;

/** All entrances. Mounts come first and get the request as it came, bodies unread. */
export function createHttpServer(deps: HttpServerDeps): HttpServer {
  const server = restify.createServer({ name: '' });
  server.server.requestTimeout = requestWithinMs;
  server.server.headersTimeout = headersWithinMs;
  server.pre((req, res, next) => prepare(req, res, next, deps));
  server.pre((req, res, next) => serveMounts(req, res, next, deps));
  const { messages, events } = deps;
  server.post('/api/alerts', entrance(deps, handleAlertRequest));
  if (events !== undefined) {
    const withEvents = { ...deps, events };
    server.post(
      '/api/events',
      entrance(deps, (req, res) => handleEventRequest(req, res, withEvents)),
    );
    server.opts('/api/events', entrance(deps, handleConsentRequest));
  }
  if (messages !== undefined) {
    server.post(
      '/api/messages',
      entrance(deps, (req, res) => takeMessage(req, res, messages)),
    );
  }
  server.get('/healthz', entrance(deps, handleHealthRequest));
  server.get('/readyz', entrance(deps, handleReadinessRequest));
  server.get('/metrics', entrance(deps, handleMetricsRequest));
  server.get('/queries/:file', entrance(deps, handleQueryDownload));
  server.on('restifyError', explainUnrouted);
  return { listen: (port, host) => listen(server, port, host), close: () => close(server) };
}

function prepare(req: Request, res: Response, next: Next, deps: HttpServerDeps): void {
  setRequestId(req, res);
  setCommonHeaders(res);
  logRequest(req, res, deps);
  if (isReadable(req)) {
    next();
    return;
  }
  replyError(req, res, new AppError('path_unknown', 'The address cannot be read'), deps);
  next(false);
}

/** The router throws at an address such as `http://[`, outside of anything that catches. */
function isReadable(req: Request): boolean {
  try {
    req.getUrl();
    return true;
  } catch {
    return false;
  }
}

function serveMounts(req: Request, res: Response, next: Next, deps: HttpServerDeps): void {
  const path = readRequestPath(req);
  const mount = deps.mounts.find((each) => each.matches(path));
  if (mount === undefined) {
    setInterfaceHeaders(res);
    next();
    return;
  }
  mount
    .handle(req, res)
    .catch((error: unknown) => replyError(req, res, error, deps))
    .finally(() => next(false));
}

type Entrance = (req: Request, res: Response, deps: HttpServerDeps) => Promise<void>;

function entrance(deps: HttpServerDeps, handle: Entrance) {
  return async (req: Request, res: Response): Promise<void> => {
    try {
      await handle(req, res, deps);
    } catch (error) {
      replyError(req, res, error, deps);
    }
  };
}

async function takeMessage(
  req: Request,
  res: Response,
  messages: NonNullable<HttpServerDeps['messages']>,
): Promise<void> {
  req.body = await readJsonBody(req);
  await messages(req, res);
}

/** The router's own refusals, in the form of all others. */
function explainUnrouted(
  _req: Request,
  res: Response,
  error: Error & { statusCode?: number; toJSON?: () => unknown },
  done: () => void,
): void {
  const known =
    error.statusCode === 405
      ? new AppError('method_not_allowed', 'The path is right, the method is not: see Allow')
      : new AppError('path_unknown', 'There is nothing at this path');
  error.toJSON = () => describeError(known, readRequestId(res)).body;
  res.setHeader('Content-Type', 'application/json');
  done();
}

function listen(server: Server, port: number, host: string): Promise<{ origin: string }> {
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.listen(port, host, () => {
      server.removeListener('error', reject);
      const address = server.address() as AddressInfo;
      const name = address.family === 'IPv6' ? `[${address.address}]` : address.address;
      resolve({ origin: `http://${name}:${address.port}` });
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.server.closeAllConnections(), closeWithinMs);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.server.closeIdleConnections();
  });
}
