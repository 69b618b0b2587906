import type { IncomingMessage, ServerResponse } from 'node:http';
import { refuseForeign, replyError, replyText } from './http';

/** One request to Resource Manager or a device registry, as it was answered. */
interface LoggedCall {
  /** Counts up from 1. */
  id: number;
  /** ISO 8601. */
  at: string;
  method: string;
  /** With its query. */
  path: string;
  /** The host that was asked for. */
  host: string;
  /** Absent where the connection ended before an answer. */
  status?: number;
  ms: number;
}

export interface CallLog {
  /** Answers one request and writes down how that went, once the answer is out. */
  follow(req: IncomingMessage, res: ServerResponse, work: () => Promise<void>): Promise<void>;
  /** `GET /local/calls`: the last calls, newest first. */
  answer(req: IncomingMessage, res: ServerResponse): void;
}

export const callLogPath = 'GET /local/calls';

/** Remembers the last calls, so that a page can show what was asked and what it took. */
export function createCallLog(deps: { now(): Date }, limit = 100): CallLog {
  const logged: LoggedCall[] = [];
  let lastId = 0;
  return {
    async follow(req, res, work) {
      const startedAt = performance.now();
      lastId += 1;
      const about = { id: lastId, at: deps.now().toISOString(), ...describe(req) };
      res.once('close', () => {
        const ms = Math.round(performance.now() - startedAt);
        const status = res.writableFinished ? { status: res.statusCode } : {};
        logged.unshift({ ...about, ...status, ms });
        logged.splice(limit);
      });
      await work();
    },
    answer(req, res) {
      const refused = refuseForeign(req);
      if (refused) replyError(res, refused);
      else replyText(res, 200, JSON.stringify({ calls: logged }));
    },
  };
}

function describe({ method = '', url = '', headers: { host = '' } }: IncomingMessage) {
  return { method, path: url.slice(0, longestPath), host };
}

const longestPath = 2000;
