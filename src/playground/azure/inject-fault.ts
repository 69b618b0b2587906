import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Effect } from './fault-effects';
import type { ActiveFault, FaultSwitch } from './faults';
import { replyText } from './http';

/**
 * Spoils one request. Says 'answered' when nothing is left to do, otherwise the request is to be
 * answered: as usual, or in the way that only those can who know what the answer holds.
 */
export async function injectFault(
  req: IncomingMessage,
  res: ServerResponse,
  fault: ActiveFault | undefined,
  faults: Pick<FaultSwitch, 'released'>,
  /** The body of a refusal, for a service that says no in its own way. */
  bodyOf?: (effect: Effect) => object | undefined,
): Promise<'answered' | 'go-on'> {
  if (!fault) return 'go-on';
  const { effect } = fault;
  const spoil = spoilers[effect];
  if (spoil) {
    spoil(req, res, bodyOf?.(effect));
    return 'answered';
  }
  if (effect === 'time-out') await heldUntil(res, faults.released());
  if (effect === 'slow') await heldUntil(res, sleep(fault.milliseconds, undefined, unref));
  return res.destroyed ? 'answered' : 'go-on';
}

/** Somebody who hangs up is not held any longer. */
function heldUntil(res: ServerResponse, end: Promise<unknown>): Promise<unknown> {
  return Promise.race([end, new Promise((resolve) => res.once('close', resolve))]);
}

type Spoiler = (req: IncomingMessage, res: ServerResponse, words?: object) => void;

const spoilers: Partial<Record<Effect, Spoiler>> = {
  unreachable: (req) => req.socket.destroy(),
  tls: (req) => {
    req.socket.end('\u0016\u0003\u0001 this is no answer\r\n\r\n');
  },
  '401': refuse(401, 'AuthenticationFailed', 'Authentication failed'),
  '403': refuse(
    403,
    'InsufficientAccessError',
    'The provided credentials have insufficient access to perform the requested operation',
  ),
  '404': refuse(404, 'ResourceNotFoundError', 'The requested resource was not found'),
  '429': refuse(429, 'ThrottledError', 'Too many requests', { 'retry-after': '20' }),
  '503': refuse(503, 'ServiceUnavailable', 'The service is unavailable', { 'retry-after': '5' }),
  '504': refuse(504, 'GatewayTimeout', 'A gateway did not receive a response in time'),
  aborted(req, res) {
    res.writeHead(200, { 'content-type': 'application/json', 'content-length': 4096 });
    res.write('{"tables":[{"name":"PrimaryResult","columns":[', () => req.socket.destroy());
  },
  'not-json'(_, res) {
    res.writeHead(200, { 'content-type': 'text/html' });
    res.end('<!doctype html><title>Sign in</title><p>Please sign in to this network.');
  },
  'empty-200': (_, res) => replyText(res, 200, ''),
  'empty-204'(_, res) {
    res.writeHead(204);
    res.end();
  },
};

function refuse(
  status: number,
  code: string,
  message: string,
  headers: Record<string, string> = {},
): Spoiler {
  return (_, res, words = { error: { message, code } }) => {
    for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
    replyText(res, status, JSON.stringify(words));
  };
}

const unref = { ref: false };
