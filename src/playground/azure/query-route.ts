import type { IncomingMessage, ServerResponse } from 'node:http';
import { KqlError } from '../../kql';
import type { Effect } from './fault-effects';
import type { FaultSwitch } from './faults';
import { isJsonRequest, readJsonBody, replyError, replyText } from './http';
import { injectFault } from './inject-fault';
import { type QueryOutcome, writeReply } from './query-reply';
import { intersectTimespans, readTimespan, type Timespan } from './read-timespan';
import type { ServiceLimits } from './service-limits';
import { badArgument, queryRefused, tooManyRequests, type WireError } from './wire-errors';
import type { Lack, Workspace } from './workspace';

interface QueryDeps {
  workspace: Workspace;
  now(): Date;
  faults: FaultSwitch;
  /** Absent where nothing is limited. */
  limits: ServiceLimits | undefined;
}

export const queryPath = /^POST \/v1\/workspaces\/[^/]+\/query$/;

/** `POST /v1/workspaces/{id}/query`; whatever the id, there is one workspace. */
export async function handleQuery(
  req: IncomingMessage,
  res: ServerResponse,
  url: URL,
  deps: QueryDeps,
): Promise<void> {
  const admission = await deps.limits?.enter(req.headers.authorization ?? '', goneSignal(res));
  if (admission && 'retryAfterSeconds' in admission) {
    res.setHeader('retry-after', String(admission.retryAfterSeconds));
    replyError(res, tooManyRequests());
    return;
  }
  try {
    const fault = deps.faults.take('logs');
    if ((await injectFault(req, res, fault, deps.faults)) === 'answered') return;
    const reply = await answerQuery(req, url, fault?.effect, deps);
    if (typeof reply === 'string') replyText(res, 200, reply);
    else replyError(res, reply.refused);
  } finally {
    admission?.leave();
  }
}

/** The service gives a turn to nobody who has hung up. */
function goneSignal(res: ServerResponse): AbortSignal {
  const gone = new AbortController();
  res.once('close', () => gone.abort());
  return gone.signal;
}

async function answerQuery(
  req: IncomingMessage,
  url: URL,
  fault: Effect | undefined,
  { workspace, now }: QueryDeps,
): Promise<string | { refused: WireError }> {
  // The service answers an empty 200 where it finds no JSON to read.
  if (!isJsonRequest(req) || req.headers['content-length'] === '0') return '';
  const body = await readJsonBody(req, bodyLimitBytes);
  if ('refused' in body) return body;
  const askedAt = now();
  const question = readQuestion(body.value, url, askedAt);
  if ('refused' in question) return question;
  const outcome = runQuery({ ...question, lacks: lackOf(fault) }, askedAt, workspace);
  if ('refused' in outcome) return outcome;
  return writeReply(outcome, req, fault);
}

function lackOf(fault: Effect | undefined): Lack | undefined {
  if (fault === 'missing-table') return 'table';
  return fault === 'missing-column' ? 'properties_s' : undefined;
}

interface Question {
  query: string;
  timespan: Timespan;
}

function readQuestion(value: unknown, url: URL, now: Date): Question | { refused: WireError } {
  const { query, timespan, workspaces } = (value ?? {}) as Record<string, unknown>;
  if (typeof query !== 'string' || query.trim() === '') return refuse('query', 'is missing');
  if (Array.isArray(workspaces) && workspaces.length > 0) {
    return refuse('workspaces', 'names others, and there is only one workspace here');
  }
  const inBody = readOneTimespan(timespan, now);
  const inUrl = readOneTimespan(url.searchParams.get('timespan'), now);
  if (!inBody || !inUrl) {
    const wrong = inBody ? url.searchParams.get('timespan') : timespan;
    return refuse('timespan', `'${String(wrong)}' is not an ISO 8601 duration or interval`);
  }
  return { query, timespan: intersectTimespans(inBody, inUrl) };
}

/** The client writes an empty text where it has no timespan. */
function readOneTimespan(text: unknown, now: Date): Timespan | undefined {
  if (text === undefined || text === null || text === '') return {};
  return typeof text === 'string' ? readTimespan(text, now) : undefined;
}

function refuse(field: string, what: string): { refused: WireError } {
  return { refused: badArgument({ code: 'InvalidProperty', message: `${field}: ${what}` }) };
}

function runQuery(
  { query, timespan, lacks }: Question & { lacks: Lack | undefined },
  now: Date,
  workspace: Workspace,
): QueryOutcome | { refused: WireError } {
  const startedAt = performance.now();
  try {
    const result = workspace.query(query, now, timespan, lacks);
    return {
      result,
      seconds: (performance.now() - startedAt) / 1000,
      inputRows: workspace.rows,
    };
  } catch (error) {
    if (error instanceof KqlError) return { refused: queryRefused(error, query) };
    throw error;
  }
}

const bodyLimitBytes = 1 << 20;
