import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
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
  if ((await injectFault(req, res, fault, deps.faults)) === 'answered') return;
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
  const twin = twins.find(deviceId, readHub(req.headers.host));
  if (twin) return { twin };
  return { status: 404, code: 'DeviceNotFound', what: `Device ${deviceId} not registered` };
}

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
  const id = randomUUID().replaceAll('-', '');
  const body = {
    Message: `ErrorCode:${code};${what}`,
    ExceptionMessage: `Tracking ID:${id}-G:0-TimeStamp:${now.toISOString()}`,
  };
  replyText(res, status, JSON.stringify(body));
}
