import { z } from 'zod';
import { AppError, isAppError } from '../../shared/app-error';
import { callLocalAzure } from './local-azure-client';
import { json, type Route } from './routes';
import type { WireDetail, WireEntry, WireLog } from './wire-log';

const Query = z.object({
  id: z.number(),
  at: z.string(),
  query: z.string(),
  from: z.string().optional(),
  to: z.string().optional(),
  rows: z.number().optional(),
  ms: z.number(),
  error: z.string().optional(),
});
type Query = z.infer<typeof Query>;
const QueryLog = z.object({ queries: z.array(Query) });

const Call = z.object({
  id: z.number(),
  at: z.string(),
  method: z.string(),
  path: z.string(),
  host: z.string(),
  status: z.number().optional(),
  ms: z.number(),
});
type Call = z.infer<typeof Call>;
const CallLog = z.object({ calls: z.array(Call).default([]) });

interface WireDeps {
  wire: WireLog;
  /** Where the local Azure listens; without it there are no queries to show. */
  azureOrigin?: (() => string) | undefined;
}

/** What went over the wire, newest first, and each thing in full. */
export function wireRoutes(deps: WireDeps): Route[] {
  return [
    {
      method: 'GET',
      pattern: /^\/local\/chat\/wire$/,
      handle: async () => json(200, await listAll(deps)),
    },
    {
      method: 'GET',
      pattern: /^\/local\/chat\/wire\/(?<id>[^/]+)$/,
      handle: async ({ params }) => json(200, await findOne(params.id ?? '', deps)),
    },
  ];
}

/** Our own view is of use without the queries, so their failure is told beside it. */
async function listAll(deps: WireDeps): Promise<{ entries: WireEntry[]; note?: string }> {
  const seen = deps.wire.list();
  try {
    const queries = (await readQueries(deps)).map(queryEntry);
    const calls = (await readCalls(deps)).map(callEntry);
    const entries = [...seen, ...queries, ...calls].sort((one, other) =>
      other.at.localeCompare(one.at),
    );
    return { entries: entries.slice(0, mostEntries) };
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { entries: seen, note: `Queries are missing here. ${error.message}` };
  }
}

async function findOne(id: string, deps: WireDeps): Promise<WireDetail> {
  const seen = deps.wire.find(id);
  if (seen) return seen;
  const query = id.startsWith('query-')
    ? (await readQueries(deps)).find((each) => queryId(each) === id)
    : undefined;
  if (query) return { ...queryEntry(query), sent: query.query };
  const call = id.startsWith('call-')
    ? (await readCalls(deps)).find((each) => callId(each) === id)
    : undefined;
  if (call) return { ...callEntry(call), sent: `${call.method} https://${call.host}${call.path}` };
  throw new AppError('entry_gone', 'This is no longer kept: newer things took its place.');
}

async function readQueries({ azureOrigin }: WireDeps): Promise<Query[]> {
  if (!azureOrigin) return [];
  const request = { origin: azureOrigin(), path: '/local/queries', method: 'GET' } as const;
  return (await callLocalAzure(request, QueryLog))?.queries ?? [];
}

async function readCalls({ azureOrigin }: WireDeps): Promise<Call[]> {
  if (!azureOrigin) return [];
  const request = { origin: azureOrigin(), path: '/local/calls', method: 'GET' } as const;
  return (await callLocalAzure(request, CallLog))?.calls ?? [];
}

function callEntry(call: Call): WireEntry {
  const { at, method, path, status, ms } = call;
  const outcome = status === undefined ? 'the connection was cut' : String(status);
  const isFailure = status === undefined || status >= 400;
  return {
    id: callId(call),
    at,
    kind: 'call',
    title: `${method} ${tail(path)}`,
    outcome,
    isFailure,
    ms,
  };
}

function callId({ id }: Call): string {
  return `call-${id}`;
}

/** The end of a long path tells more than its subscription. */
function tail(path: string): string {
  const [bare = ''] = path.split('?', 1);
  const named = /\/iothubs\/(?<rest>.*)$/i.exec(bare)?.groups?.rest ?? bare.replace(/^\/+/, '');
  return named.slice(0, 120);
}

function queryEntry(query: Query): WireEntry {
  const { at, rows, ms, error } = query;
  const outcome = error ?? `${(rows ?? 0).toLocaleString('en')} ${rows === 1 ? 'row' : 'rows'}`;
  const isFailure = error !== undefined;
  return { id: queryId(query), at, kind: 'query', title: titleOf(query), outcome, isFailure, ms };
}

function queryId({ id }: Query): string {
  return `query-${id}`;
}

/** Our own queries begin with the question they answer; others are told by their first line. */
function titleOf({ query, from, to }: Query): string {
  const firstLine = query.trimStart().split('\n', 1)[0] ?? '';
  const span = from && to ? ` · ${from.slice(0, 10)} ${hour(from)} to ${hour(to)} UTC` : '';
  return `${firstLine.replace(/^\/\/\s*/, '').slice(0, 100)}${span}`;
}

function hour(iso: string): string {
  return iso.slice(11, 16);
}

const mostEntries = 250;
