import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createTeamsLimits } from '../../src/playground/chat/teams-limits';

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
  /** The calls that were answered 429, for being too many or while it is busy. */
  throttled: ConnectorCall[];
  /** Answers everything with 429 and that Retry-After, until `beFree`. */
  beBusy(retryAfterSeconds: number): void;
  beFree(): void;
  /** Refuses every connection until `comeBack`, which listens at the same address. */
  goAway(): Promise<void>;
  comeBack(): Promise<void>;
  close(): Promise<void>;
}

/**
 * A chat platform's side of the Bot Framework on a port of its own: takes and remembers activities.
 * With the limits of Teams it refuses what comes too fast by `nowMs`, the machine's clock unless
 * given. A call that is refused stands in `calls` as well.
 */
export async function openFakeConnector(
  options: { limits?: 'teams'; nowMs?: () => number } = {},
): Promise<FakeConnector> {
  const { nowMs = Date.now } = options;
  const limits = options.limits && createTeamsLimits({ nowMs });
  let busySeconds: number | undefined;
  const calls: ConnectorCall[] = [];
  const throttled: ConnectorCall[] = [];
  const waiting: { number: number; resolve(call: ConnectorCall): void }[] = [];
  const planned: ConnectorAnswer[] = [];
  const server = createServer((req, res) => {
    void readBody(req).then((body) => {
      const call = { method: req.method ?? '', path: decodeURIComponent(req.url ?? ''), body };
      calls.push(call);
      const seconds = busySeconds ?? limits?.refuse(conversationOf(call));
      if (seconds !== undefined) throttled.push(call);
      const taken: ConnectorAnswer = { status: 200, body: { id: `message-${calls.length}` } };
      const answer = seconds === undefined ? (planned.shift() ?? taken) : tooMany(seconds);
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
    throttled,
    beBusy(retryAfterSeconds) {
      busySeconds = retryAfterSeconds;
    },
    beFree() {
      busySeconds = undefined;
    },
    goAway: close,
    comeBack: () => listen(port),
    close,
  };
}

/** A thread of a conversation is limited with it. */
function conversationOf({ path }: ConnectorCall): string | undefined {
  return /\/conversations\/(?<id>[^/;]+)/.exec(path)?.groups?.id;
}

function tooMany(seconds: number): ConnectorAnswer {
  const error = { code: 'TooManyRequests', message: 'Too many requests.' };
  return { status: 429, body: { error }, headers: { 'retry-after': String(seconds) } };
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
