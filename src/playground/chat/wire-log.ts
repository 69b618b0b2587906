import { isAppError } from '../../shared/app-error';
import { hideSecrets } from './hide-secrets';

type WireKind = 'alert' | 'event' | 'to-bot' | 'from-bot' | 'query' | 'call' | 'fault';

/** One thing that went over the wire, without its bodies. */
export interface WireEntry {
  id: string;
  /** ISO 8601. */
  at: string;
  kind: WireKind;
  /** One line: what it was. */
  title: string;
  /** HTTP status, or why there is none. */
  outcome: string;
  isFailure: boolean;
  ms: number;
}

/** An entry with what was sent and what came back, in JSON text. */
export interface WireDetail extends WireEntry {
  sent: string;
  received?: string;
}

/** What the playground saw going in and out of the bot, bounded in number and size. */
export interface WireLog {
  /**
   * Does the work and writes down how it went, also when it throws. The work gives an HTTP status,
   * or a status with the body that came back.
   */
  follow<T extends Followed>(
    about: { kind: WireKind; title: string; sent: unknown },
    work: () => Promise<T> | T,
  ): Promise<T>;
  /** Newest first. */
  list(): WireEntry[];
  find(id: string): WireDetail | undefined;
}

type Followed = number | { status: number; body?: unknown };

export function createWireLog(deps: { now(): Date }, limits = defaultLimits): WireLog {
  const entries: WireDetail[] = [];
  let lastId = 0;

  function write(entry: Omit<WireDetail, 'id'>): void {
    lastId += 1;
    entries.unshift({ id: `wire-${lastId}`, ...entry });
    entries.splice(limits.entries);
    let size = 0;
    const tooMany = entries.findIndex((each) => {
      size += each.sent.length + (each.received?.length ?? 0);
      return size > limits.characters;
    });
    if (tooMany > 0) entries.splice(tooMany);
  }

  return {
    async follow({ kind, title, sent }, work) {
      const startedAt = performance.now();
      const about = { at: deps.now().toISOString(), kind, title, sent: writeJson(sent) };
      const ms = () => Math.round(performance.now() - startedAt);
      try {
        const result = await work();
        const { status, body } = typeof result === 'number' ? { status: result } : result;
        const received = body === undefined ? undefined : writeJson(body);
        write({ ...about, outcome: String(status), isFailure: status >= 400, ms: ms(), received });
        return result;
      } catch (error) {
        const outcome = isAppError(error) ? error.message : 'failed';
        write({ ...about, outcome: outcome.slice(0, 300), isFailure: true, ms: ms() });
        throw error;
      }
    },
    list: () => entries.map(({ sent: _, received: __, ...entry }) => entry),
    find: (id) => entries.find((entry) => entry.id === id),
  };
}

/** Where nobody looks, nothing is kept. */
export const noWireLog: WireLog = {
  follow: async (_, work) => work(),
  list: () => [],
  find: () => undefined,
};

function writeJson(value: unknown): string {
  const text = JSON.stringify(hideSecrets(value), null, 2) ?? '';
  if (text.length <= longestBody) return text;
  return `${text.slice(0, longestBody)}\n… and ${text.length - longestBody} more characters`;
}

const defaultLimits = { entries: 200, characters: 4_000_000 };
const longestBody = 60_000;
