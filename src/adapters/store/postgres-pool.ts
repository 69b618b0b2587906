import type { PostgresPool, PostgresPoolClient } from 'kysely';
import { DatabaseError, Pool, type PoolClient, type PoolConfig } from 'pg';
import { AppError } from '../../shared/app-error';

/**
 * Connections to a PostgreSQL server that may go away for a while. What fails meanwhile fails with
 * AppError `store_unavailable`; a connection that failed is never used again, so that everything
 * works by itself when the server is back.
 */
export function createPostgresPool(config: PoolConfig): PostgresPool {
  const pool = new Pool(config);
  // The loss of a connection is told to whoever uses it; without a listener it ends the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return { connect: () => connect(pool), end: () => pool.end() };
}

async function connect(pool: Pool): Promise<PostgresPoolClient> {
  const client = await pool.connect().catch((cause) => {
    throw unavailable(cause);
  });
  let loss: AppError | undefined;
  const query = async (text: string, values: readonly unknown[]) => {
    // What would follow, such as a rollback, would only wait for a server that is not there.
    if (loss !== undefined) throw loss;
    try {
      return await runQuery(client, text, values);
    } catch (error) {
      if (!isOutage(error)) throw error;
      loss = unavailable(error);
      throw loss;
    }
  };
  // Kysely also knows cursors; nothing here asks for one.
  return { query, release: () => client.release(loss) } as unknown as PostgresPoolClient;
}

function runQuery(client: PoolClient, text: string, values: readonly unknown[]) {
  return client.query(text, values.map(replaceNul));
}

/** The one character that PostgreSQL has no place for. */
function replaceNul(value: unknown): unknown {
  return typeof value === 'string' ? value.replaceAll('\0', '\ufffd') : value;
}

/** Connections lost, resources used up, somebody's intervention; and a copy that only reads. */
const outages = /^(?:08|53|57|25006)/;

function isOutage(error: unknown): boolean {
  if (!(error instanceof DatabaseError)) return true;
  return error.severity === 'FATAL' || outages.test(error.code ?? '');
}

const explained: Record<string, string> = {
  '28P01': 'The database server refuses the user name or the password',
  '28000': 'The database server refuses the user',
  '3D000': 'The database server has no database of that name',
  '25006': 'The database server takes nothing, it can only be read',
  '53100': 'The disk of the database server is full',
};

function unavailable(cause: unknown): AppError {
  const { code, message } = cause as { code?: string; message?: string };
  const what = explained[code ?? ''] ?? 'The database server does not answer';
  const reason = code ?? message ?? 'no reason given';
  return new AppError('store_unavailable', `${what} (${reason})`, { cause, retryable: true });
}
