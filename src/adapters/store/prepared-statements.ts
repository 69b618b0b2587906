import type { SqliteDatabase, SqliteStatement } from 'kysely';

/** The longest wait unused: statements for many rows at once come in as many lengths. */
const mostKept = 300;

/**
 * The database whose statements are prepared once: that takes longer than most of them run. A
 * statement that failed stays unfinished in libsql, so it is not used again. `forget` when tables
 * change.
 */
export function keepStatements(database: SqliteDatabase): SqliteDatabase & { forget(): void } {
  const kept = new Map<string, SqliteStatement>();
  const prepare = (sql: string): SqliteStatement => {
    const statement = kept.get(sql) ?? guard(database.prepare(sql), () => kept.delete(sql));
    kept.delete(sql);
    kept.set(sql, statement);
    const [oldest] = kept.keys();
    if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
    return statement;
  };
  return { prepare, close: () => database.close(), forget: () => kept.clear() };
}

function guard(statement: SqliteStatement, onFailure: () => void): SqliteStatement {
  const attempt = <Result>(work: () => Result): Result => {
    try {
      return work();
    } catch (error) {
      onFailure();
      throw error;
    }
  };
  return {
    reader: statement.reader,
    all: (parameters) => attempt(() => statement.all(parameters)),
    run: (parameters) => attempt(() => statement.run(parameters)),
    // Its rows are read later, when the same statement may be in use again.
    iterate: (parameters) => {
      onFailure();
      return statement.iterate(parameters);
    },
  };
}
