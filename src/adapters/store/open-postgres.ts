import { type DataTypeNode, Kysely, PostgresDialect, PostgresQueryCompiler } from 'kysely';
import { Client, TypeOverrides } from 'pg';
import { AppError } from '../../shared/app-error';
import { createPostgresPool } from './postgres-pool';
import type { StoreTables } from './schema';

/**
 * A pool of connections to the PostgreSQL server of the url; none is made before the first question.
 * 'migrating' sets no limit of time: a step over a large table, or the wait for another copy that is
 * at it, takes as long as it takes. Throws AppError `store_url_invalid`, never with the password.
 */
export function openPostgres(url: string, use: 'serving' | 'migrating'): Kysely<StoreTables> {
  const connectionString = readUrl(url);
  const pool = createPostgresPool({ ...common, ...limits[use], connectionString, types });
  return new Kysely({ dialect: new ByteOrderDialect({ pool }) });
}

const common = {
  application_name: 'reconnect',
  // What is due is taken in the order of an index. The planner does not know how long a queue has
  // become within the last minute, and would rather collect the whole of it to sort it. Where a sort
  // is needed it still sorts, at a price that must not make it compile the query first.
  options: '-c enable_sort=off -c jit=off',
  connectionTimeoutMillis: 5000,
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
  idleTimeoutMillis: 30_000,
  // After a failover the name may lead to another server.
  maxLifetimeSeconds: 3600,
};

const limits = {
  // Two copies leave room for others on the smallest servers that are for hire, which take 35.
  serving: {
    max: 10,
    statement_timeout: 15_000,
    // A copy that hangs with a lock in its hands loses it.
    idle_in_transaction_session_timeout: 15_000,
    // Later than the server's own: a server that does not even say no is not there.
    query_timeout: 20_000,
  },
  migrating: { max: 1 },
};

/** Times are milliseconds and counts are counts: both fit a number. */
const types = new TypeOverrides();
const bigint = 20;
const numeric = 1700;
for (const type of [bigint, numeric]) types.setTypeParser(type, Number);

/** Texts sort by their bytes, as they do in SQLite, whatever language the database speaks. */
class ByteOrderDialect extends PostgresDialect {
  override createQueryCompiler(): PostgresQueryCompiler {
    return new ByteOrderCompiler();
  }
}

class ByteOrderCompiler extends PostgresQueryCompiler {
  protected override visitDataType(node: DataTypeNode): void {
    super.visitDataType(node);
    const isColumn = this.parentNode?.kind === 'ColumnDefinitionNode';
    if (isColumn && node.dataType === 'text') this.append(' collate "C"');
  }
}

/** `sslmode=verify-full` is what pg does for all of these, with a warning for the others. */
const verified = new Set(['require', 'verify-ca', 'verify-full']);
const sslModes = new Set([...verified, 'disable', 'no-verify']);

function readUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || url.pathname.length < 2) {
    throw invalid(
      'must look like postgres://user:password@host:5432/reconnect?sslmode=require, with signs such as # and / in the password written as %23 and %2F',
    );
  }
  const mode = url.searchParams.get('sslmode');
  if (mode !== null && !sslModes.has(mode)) {
    throw invalid(`has an sslmode other than ${[...sslModes].join(', ')}`);
  }
  if (mode !== null && verified.has(mode)) url.searchParams.set('sslmode', 'verify-full');
  tryUrl(url.href);
  return url.href;
}

/** Certificates that the url names are read at once, and not at the first alert. */
function tryUrl(connectionString: string): void {
  try {
    new Client({ connectionString });
  } catch (error) {
    const { code } = error as { code?: string };
    const reason = code === undefined ? '' : ` (${code})`;
    throw invalid(`names something that cannot be read${reason}, perhaps a certificate`);
  }
}

/** Without a cause: it might repeat the url, and with it the password. */
function invalid(what: string): AppError {
  return new AppError('store_url_invalid', `The database url ${what}`);
}
