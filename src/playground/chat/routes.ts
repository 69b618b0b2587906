import type { IncomingMessage, ServerResponse } from 'node:http';
import type { z } from 'zod';
import { AppError, isAppError } from '../../shared/app-error';
import type { Logger } from '../../shared/logger';
import { readBody } from './read-body';
import { refuseForeignCallers } from './refuse-foreign-callers';

export interface Request {
  /** Named groups of the route's pattern, decoded. */
  params: Record<string, string>;
  query: URLSearchParams;
  /** Parsed JSON of POST and PUT, else undefined. */
  body: unknown;
}

export interface JsonAnswer {
  kind: 'json';
  status: number;
  body: unknown;
}

export type Answer =
  | JsonAnswer
  | { kind: 'file'; contentType: string; content: Buffer; headers: Record<string, string> }
  /** Takes the response over and ends it in its own time. */
  | { kind: 'stream'; start(res: ServerResponse): void };

export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  pattern: RegExp;
  handle(request: Request): Promise<Answer> | Answer;
  /** How this route's callers expect an error's code; ours unless given. */
  errorCode?(code: string): string;
}

const statusByCode: Record<string, number> = {
  input_invalid: 400,
  caller_foreign: 403,
  conversation_gone: 404,
  message_gone: 404,
  route_unknown: 404,
  bot_removed: 403,
  entry_gone: 404,
  faults_unknown: 404,
  scenario_unknown: 404,
  method_unknown: 405,
  body_too_large: 413,
  body_not_json: 415,
  too_many_requests: 429,
};

/** Answers one HTTP request from a table of routes. Every failure becomes a JSON error. */
export async function answerFromRoutes(
  routes: Route[],
  req: IncomingMessage,
  res: ServerResponse,
  deps: { log: Logger },
): Promise<void> {
  const url = new URL(req.url ?? '/', 'http://localhost');
  const method = req.method === 'HEAD' ? 'GET' : (req.method ?? 'GET');
  const fitting = routes.filter((route) => route.pattern.test(url.pathname));
  const route = fitting.find((each) => each.method === method);
  try {
    refuseForeignCallers(req);
    if (!route) throw noRoute(fitting, method, url.pathname);
    const params = readParams(route.pattern, url.pathname);
    const body = method === 'POST' || method === 'PUT' ? await readBody(req) : undefined;
    writeAnswer(res, await route.handle({ params, query: url.searchParams, body }));
  } catch (error) {
    writeFailure(res, error, { ...deps, errorCode: (route ?? fitting[0])?.errorCode });
  }
}

/** Reads a body or refuses it with AppError `input_invalid`, naming the field. */
export function readInput<T>(shape: z.ZodType<T>, input: unknown): T {
  const read = shape.safeParse(input);
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  const field = issue?.path.join('.') || 'body';
  throw new AppError('input_invalid', `${field}: ${issue?.message ?? 'is not valid'}`, {
    cause: read.error,
  });
}

export function json(status: number, body: unknown): JsonAnswer {
  return { kind: 'json', status, body };
}

function noRoute(fitting: Route[], method: string, path: string): AppError {
  if (fitting.length === 0) return new AppError('route_unknown', `There is nothing at ${path}.`);
  const allowed = fitting.map((route) => route.method).join(', ');
  return new AppError('method_unknown', `${path} takes ${allowed}, not ${method}.`);
}

function readParams(pattern: RegExp, path: string): Record<string, string> {
  const groups = Object.entries(pattern.exec(path)?.groups ?? {});
  try {
    return Object.fromEntries(groups.map(([name, text]) => [name, decodeURIComponent(text)]));
  } catch (cause) {
    throw new AppError('input_invalid', 'path: is not percent-encoded text', { cause });
  }
}

function writeAnswer(res: ServerResponse, answer: Answer): void {
  if (answer.kind === 'stream') {
    answer.start(res);
    return;
  }
  if (answer.kind === 'file') {
    const { contentType, content, headers } = answer;
    const unchanged =
      headers.etag !== undefined && res.req.headers['if-none-match'] === headers.etag;
    res.writeHead(unchanged ? 304 : 200, { ...headers, 'content-type': contentType });
    res.end(unchanged || res.req.method === 'HEAD' ? undefined : content);
    return;
  }
  res.writeHead(answer.status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  res.end(JSON.stringify(answer.body));
}

function writeFailure(
  res: ServerResponse,
  error: unknown,
  deps: { log: Logger; errorCode: Route['errorCode'] },
): void {
  if (!isAppError(error)) deps.log.error({ err: error }, 'the local chat failed');
  if (res.headersSent) {
    res.destroy();
    return;
  }
  const code = isAppError(error) ? error.code : 'unexpected';
  const message = isAppError(error) ? error.message : 'Something went wrong in the local chat.';
  const status = statusByCode[code] ?? (isAppError(error) ? 502 : 500);
  // An unread body would hold the connection, so it is given up with the answer.
  if (!res.req.complete) res.setHeader('connection', 'close');
  const wait = isAppError(error) ? error.retryAfterSeconds : undefined;
  if (wait !== undefined) res.setHeader('retry-after', String(wait));
  writeAnswer(res, json(status, { error: { code: deps.errorCode?.(code) ?? code, message } }));
}
