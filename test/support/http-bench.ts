import { connect } from 'node:net';
import { createHttpServer, type HttpServerDeps } from '../../src/http/create-http-server';
import { recordedLog } from './recorded-log';

export interface HttpBench {
  origin: string;
  post(path: string, body: string | Uint8Array, headers?: Record<string, string>): Promise<Reply>;
  get(path: string, headers?: Record<string, string>): Promise<Reply>;
  /** Sends exactly these bytes, and gives what came back until the server closed or `until` came. */
  raw(text: string, until?: string): Promise<string>;
  logText(): string;
  close(): Promise<void>;
}

interface Reply {
  status: number;
  headers: Headers;
  text: string;
  json: unknown;
}

/** A server on a free port of the loopback interface. */
export async function openHttpBench(parts: Partial<HttpServerDeps> = {}): Promise<HttpBench> {
  const { log, lines } = recordedLog();
  const server = createHttpServer({
    receiveAlert: async () => 'accepted',
    identifySender: () => 'somebody',
    keepRefused: async () => undefined,
    readiness: async () => ({ ready: true, checks: {} }),
    metrics: async () => '',
    mounts: [],
    log,
    ...parts,
  });
  const { origin } = await server.listen(0, '127.0.0.1');
  const ask = async (path: string, init: RequestInit): Promise<Reply> => {
    // One connection a request, so that closing the server waits for none.
    const headers = { connection: 'close', ...init.headers };
    const response = await fetch(`${origin}${path}`, { ...init, headers });
    const text = await response.text();
    const { status, headers: given } = response;
    return { status, headers: given, text, json: readJson(text) };
  };
  return {
    origin,
    post: (path, body, headers) =>
      ask(path, {
        method: 'POST',
        body: body as string,
        headers: { 'content-type': 'application/json', ...headers },
      }),
    get: (path, headers) => ask(path, { headers }),
    raw: (text, until) => sendRaw(Number(new URL(origin).port), text, until),
    logText: () => lines().join('\n'),
    close: () => server.close(),
  };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function sendRaw(port: number, text: string, until?: string): Promise<string> {
  return new Promise((resolve) => {
    let received = '';
    const socket = connect(port, '127.0.0.1', () => void socket.write(text));
    socket.setEncoding('utf8');
    socket.on('data', (chunk) => {
      received += chunk;
      if (until !== undefined && received.includes(until)) socket.destroy();
    });
    // A reset is one of the ways a server ends a connection: what came before it counts.
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(received));
  });
}
