import { setImmediate } from 'node:timers/promises';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type SqliteDatabase,
  SqliteDialect,
} from 'kysely';
import { AppError } from '../../shared/app-error';
import { keepStatements } from './prepared-statements';

/** What `better-sqlite3` and its likes offer beyond what Kysely asks for. */
type Database = SqliteDatabase & { exec(sql: string): unknown; readonly inTransaction: boolean };

// SQLite works on the thread that answers everybody: this long at a stretch, then others have a turn.
const stretchMs = 10;
const longestWaitMs = 3000;

/**
 * SQLite that neither blocks the process while another one holds the database, nor keeps it busy
 * when thousands of statements wait. Whatever writes takes the write lock before anything else: a
 * statement that is turned away later stays unfinished in libsql, and no commit succeeds until it is
 * collected as garbage.
 */
export function createPatientDialect(database: Database): Dialect {
  const statements = keepStatements(database);
  const plain = new SqliteDialect({ database: statements });
  return {
    createAdapter: () => plain.createAdapter(),
    createIntrospector: (db) => plain.createIntrospector(db),
    createQueryCompiler: () => plain.createQueryCompiler(),
    createDriver: () => createPatientDriver(plain.createDriver(), database, statements.forget),
  };
}

function createPatientDriver(plain: Driver, database: Database, onTables: () => void): Driver {
  const patience = createPatience();
  let isWriting = false;
  let isOpen = true;
  const begin = async () => {
    await patience.whenFree(() => database.exec('begin immediate'));
    isWriting = true;
  };
  const end = (how: 'commit' | 'rollback') => {
    // A commit that fails leaves the transaction open, and a rollback follows.
    if (how === 'commit') database.exec(how);
    isWriting = false;
    // A full disk has rolled back by itself. Asked once it is closed, libsql ends the process.
    if (how === 'rollback' && isOpen && database.inTransaction) database.exec(how);
  };
  const wrap = (connection: DatabaseConnection): DatabaseConnection => ({
    async executeQuery(query) {
      await patience.giveTurn();
      if (!isAboutRows(query)) onTables();
      if (isWriting || !isWrite(query)) return connection.executeQuery(query);
      await begin();
      try {
        const result = await connection.executeQuery<never>(query);
        end('commit');
        return result;
      } catch (error) {
        end('rollback');
        throw error;
      }
    },
    streamQuery: (query, chunkSize) => connection.streamQuery(query, chunkSize),
  });
  let only: DatabaseConnection | undefined;
  return {
    init: () => plain.init(),
    async acquireConnection() {
      const connection = await plain.acquireConnection();
      only ??= wrap(connection);
      return only;
    },
    beginTransaction: begin,
    commitTransaction: async () => end('commit'),
    rollbackTransaction: async () => end('rollback'),
    releaseConnection: (connection) => plain.releaseConnection(connection),
    destroy() {
      isOpen = false;
      return plain.destroy();
    },
  };
}

const rowQueries = ['SelectQueryNode', 'InsertQueryNode', 'UpdateQueryNode', 'DeleteQueryNode'];

/** Anything else may change tables. */
function isAboutRows({ query }: CompiledQuery): boolean {
  return rowQueries.includes(query.kind);
}

function isWrite({ query }: CompiledQuery): boolean {
  return query.kind !== 'SelectQueryNode' && query.kind !== 'RawNode';
}

function createPatience() {
  let turnAt = performance.now();
  // Who waits in vain is not followed by others who do: their senders would give up meanwhile.
  let isHeld = false;
  const pause = async () => {
    await setImmediate();
    turnAt = performance.now();
  };
  return {
    async giveTurn() {
      if (performance.now() - turnAt > stretchMs) await pause();
    },
    async whenFree(lock: () => unknown): Promise<void> {
      const since = performance.now();
      for (;;) {
        try {
          lock();
          isHeld = false;
          return;
        } catch (error) {
          if (!isBusy(error)) throw error;
          isHeld ||= performance.now() - since > longestWaitMs;
          if (isHeld) throw held(error);
          await pause();
        }
      }
    },
  };
}

function held(cause: unknown): AppError {
  const what = 'Another process holds the database and does not let go';
  return new AppError('store_unavailable', what, { cause, retryable: true });
}

function isBusy(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return code.startsWith('SQLITE_BUSY');
}
