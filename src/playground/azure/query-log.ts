import { AsyncLocalStorage } from 'node:async_hooks';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { KqlResult } from '../../kql';
import { replyError, replyText } from './http';
import type { Workspace } from './workspace';

/** One query as the workspace answered it. */
export interface LoggedQuery {
  /** Counts up from 1. */
  id: number;
  /** ISO 8601. */
  at: string;
  query: string;
  /** The time span that went with it, where there was one. */
  from?: string;
  to?: string;
  rows?: number;
  ms: number;
  /** Why it was refused, instead of rows. */
  error?: string;
}

export interface QueryLog {
  /** The same workspace, with every query written down. */
  watch(workspace: Workspace): Workspace;
  /** Answers one request; what ended before a query ran is written down as well. */
  follow(res: ServerResponse, work: () => Promise<void>): Promise<void>;
  /** `GET /local/queries`: the last queries, newest first. */
  answer(req: IncomingMessage, res: ServerResponse): void;
}

export const queryLogPath = 'GET /local/queries';

/** Remembers the last queries, so that a page can show what was asked and what it took. */
export function createQueryLog(deps: { now(): Date }, limit = 100): QueryLog {
  const logged: LoggedQuery[] = [];
  const requests = new AsyncLocalStorage<{ isLogged: boolean }>();
  let lastId = 0;

  function write(entry: Omit<LoggedQuery, 'id'>): void {
    const request = requests.getStore();
    if (request) request.isLogged = true;
    lastId += 1;
    logged.unshift({ id: lastId, ...entry });
    logged.splice(limit);
  }

  return {
    watch: (workspace) => ({
      ...workspace,
      get rows() {
        return workspace.rows;
      },
      query(text, now, timespan, lacks) {
        const startedAt = performance.now();
        const about = {
          at: now.toISOString(),
          query: text.slice(0, longestText),
          from: timespan?.from?.toISOString(),
          to: timespan?.to?.toISOString(),
        };
        const ms = () => Math.round(performance.now() - startedAt);
        return keepOutcome(
          () => workspace.query(text, now, timespan, lacks),
          (outcome) => write({ ...about, ms: ms(), ...outcome }),
        );
      },
    }),
    async follow(res, work) {
      const request = { isLogged: false };
      const [at, startedAt] = [deps.now().toISOString(), performance.now()];
      res.once('close', () => {
        const ms = Math.round(performance.now() - startedAt);
        if (!request.isLogged) write({ at, query: '(no query ran)', ms, error: endOf(res) });
      });
      await requests.run(request, work);
    },
    answer(req, res) {
      if (isLoopback(req.headers.host)) replyText(res, 200, JSON.stringify({ queries: logged }));
      else replyError(res, { status: 403, body: { error: forbidden } });
    },
  };
}

function endOf(res: ServerResponse): string {
  return res.writableFinished ? `answered ${res.statusCode}` : 'the connection was cut';
}

function keepOutcome(
  run: () => KqlResult,
  keep: (outcome: Pick<LoggedQuery, 'rows' | 'error'>) => void,
): KqlResult {
  try {
    const result = run();
    keep({ rows: result.rows.length });
    return result;
  } catch (error) {
    keep({ error: error instanceof Error ? error.message.slice(0, 500) : 'unexpected' });
    throw error;
  }
}

/** A foreign name that resolves to loopback could read the log through a browser. */
function isLoopback(host = ''): boolean {
  return /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/i.test(host);
}

const forbidden = { message: 'This address is for the machine itself', code: 'Forbidden' };
const longestText = 20_000;
