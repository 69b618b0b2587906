import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One call of the Bot Framework connector API, as the bot made it. */
export interface ConnectorCall {
  method: string;
  path: string;
  body: Record<string, unknown>;
}

interface ConnectorAnswer {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
  /** Takes the call and never answers it. */
  silent?: true;
}

export interface FakeConnector {
  serviceUrl: string;
  calls: ConnectorCall[];
  /** Resolves with the n-th call (from 1) as soon as it was made. */
  call(number: number): Promise<ConnectorCall>;
  /** The next calls get these answers, one each; afterwards everything is taken again. */
  answerNext(...answers: ConnectorAnswer[]): void;
  /** Refuses every connection until `comeBack`, which listens at the same address. */
  goAway(): Promise<void>;
  comeBack(): Promise<void>;
  close(): Promise<void>;
}

/** A chat platform's side of the Bot Framework on a port of its own: takes and remembers activities. */
export async function openFakeConnector(): Promise<FakeConnector> {
  const calls: ConnectorCall[] = [];
  const waiting: { number: number; resolve(call: ConnectorCall): void }[] = [];
  const planned: ConnectorAnswer[] = [];
  const server = createServer((req, res) => {
    void readBody(req).then((body) => {
      calls.push({ method: req.method ?? '', path: decodeURIComponent(req.url ?? ''), body });
      const answer = planned.shift() ?? { status: 200, body: { id: `message-${calls.length}` } };
      settleWaiting(calls, waiting);
      if (answer.silent) return;
      res.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
      res.end(JSON.stringify(answer.body ?? {}));
    });
  });
  const listen = (at: number) =>
    new Promise<void>((resolve) => server.listen(at, '127.0.0.1', resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    serviceUrl: `http://127.0.0.1:${port}/connector`,
    calls,
    call(number) {
      return new Promise((resolve) => {
        waiting.push({ number, resolve });
        settleWaiting(calls, waiting);
      });
    },
    answerNext: (...answers) => void planned.push(...answers),
    goAway: close,
    comeBack: () => listen(port),
    close,
  };
}

function settleWaiting(
  calls: ConnectorCall[],
  waiting: { number: number; resolve(call: ConnectorCall): void }[],
): void {
  for (const { number, resolve } of waiting) {
    const made = calls[number - 1];
    if (made !== undefined) resolve(made);
  }
}

async function readBody(req: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
}
