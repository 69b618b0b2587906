import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Effect } from './fault-effects';
import type { FaultSwitch } from './faults';
import { replyText } from './http';
import { injectFault } from './inject-fault';
import type { TwinShelf } from './twin-shelf';

export const twinPath = /^GET \/twins\/[^/]+$/;

/** `GET /twins/{id}` as the registry of the hub in the `Host` header answers it. */
export async function handleTwin(
  req: IncomingMessage,
  res: ServerResponse,
  url: URL,
  deps: { twins: TwinShelf; now(): Date; faults: FaultSwitch },
): Promise<void> {
  const fault = deps.faults.take('twins');
  const bodyOf = (effect: Effect) => refusalBody(effect, req, url, deps.now());
  if ((await injectFault(req, res, fault, deps.faults, bodyOf)) === 'answered') return;
  const reply = findTwin(req, url, deps.twins);
  if ('twin' in reply) replyText(res, 200, JSON.stringify(reply.twin));
  else refuse(res, reply, deps.now());
}

type TwinReply = { twin: Record<string, unknown> } | Refusal;

interface Refusal {
  status: number;
  code: string;
  what: string;
}

function findTwin(req: IncomingMessage, url: URL, twins: TwinShelf): TwinReply {
  if (!url.searchParams.has('api-version')) {
    return { status: 400, code: 'InvalidProtocolVersion', what: 'api-version is missing' };
  }
  const deviceId = readDeviceId(url.pathname);
  if (deviceId === undefined) {
    return { status: 400, code: 'ArgumentInvalid', what: 'the device id cannot be decoded' };
  }
  const hub = readHub(req.headers.host);
  const twin = twins.find(deviceId, hub);
  if (twin) return { twin };
  // Whoever exported only logs said nothing of who is registered.
  if (!twins.hasRegistry(hub)) return registryMissing;
  return { status: 404, code: 'DeviceNotFound', what: `Device ${deviceId} not registered` };
}

const registryMissing: Refusal = {
  status: 404,
  code: 'IotHubNotFound',
  what: 'No twin of this hub was given, so its registry is not here',
};

function readDeviceId(path: string): string | undefined {
  try {
    return decodeURIComponent(path.slice('/twins/'.length));
  } catch {
    return undefined;
  }
}

/** A request that kept our own address as host asks for a device of any hub. */
function readHub(host = ''): string | undefined {
  return /^(?<hub>[^.:]+)\.azure-devices\./i.exec(host)?.groups?.hub?.toLowerCase();
}

function refuse(res: ServerResponse, { status, code, what }: Refusal, now: Date): void {
  res.setHeader('iothub-errorcode', code);
  replyText(res, status, JSON.stringify(errorBody(code, what, now)));
}

function errorBody(code: string, what: string, now: Date): object {
  const id = randomUUID().replaceAll('-', '');
  return {
    Message: `ErrorCode:${code};${what}`,
    ExceptionMessage: `Tracking ID:${id}-G:0-TimeStamp:${now.toISOString()}`,
  };
}

/** How a hub words the refusals that can be switched on; a path it does not have is nobody's. */
function refusalBody(effect: Effect, req: IncomingMessage, url: URL, now: Date) {
  const read = `${req.method} on ${url.pathname}`;
  const words: Partial<Record<Effect, [code: string, what: string]>> = {
    '401': ['IotHubUnauthorizedAccess', 'Unauthorized'],
    '403': [
      'IotHubUnauthorizedAccess',
      `Principal local is not authorized for ${read} due to no assigned permissions`,
    ],
    '429': ['ThrottlingException', 'Operations are being throttled for this tier'],
    '503': ['ServiceUnavailable', 'The service is unavailable'],
  };
  const said = words[effect];
  return said && errorBody(...said, now);
}
