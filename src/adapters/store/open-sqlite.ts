import { mkdir, statfs } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { Kysely, sql } from 'kysely';
import Database from 'libsql';
import { AppError } from '../../shared/app-error';
import { createPatientDialect } from './patient-sqlite';
import type { StoreTables } from './schema';

/** What `statfs` calls file systems that live on another machine: NFS, SMB, CIFS, SMB2. */
const networkFileSystems = new Set([0x6969, 0x517b, 0xff534d42, 0xfe534d42]);

/**
 * Opens an SQLite file, creating its folder, or a database in memory for `:memory:`. The only file
 * that speaks SQLite's own language.
 */
export async function openSqlite(
  path: string,
  deps: { fileSystemType(folder: string): Promise<number> } = { fileSystemType },
): Promise<Kysely<StoreTables>> {
  if (path !== ':memory:') await prepareFolder(dirname(resolve(path)), deps);
  return new Kysely({ dialect: createPatientDialect(openFile(path)) });
}

async function prepareFolder(
  folder: string,
  deps: { fileSystemType(folder: string): Promise<number> },
): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (cause) {
    throw unavailable(`The folder ${folder} cannot be created`, cause);
  }
  if (networkFileSystems.has(await deps.fileSystemType(folder))) {
    throw new AppError(
      'store_url_invalid',
      `SQLite loses data on a network file system, and ${folder} is one: choose a local disk`,
    );
  }
}

function openFile(path: string): Database.Database {
  try {
    const database = new Database(path);
    // Written ahead: a commit survives a kill. Who answers for it waits for the disk as well, beside
    // the thread that answers everybody: see `keepOnDisk`.
    database.exec(
      'pragma busy_timeout = 5000; pragma journal_mode = wal; pragma synchronous = normal;',
    );
    // From here on nothing may block the process for long: who waits does so without it.
    database.exec('pragma busy_timeout = 20;');
    return database;
  } catch (cause) {
    throw explainDamage(path, unavailable(`The database ${path} cannot be opened`, cause));
  }
}

/** Brings everything that was written ahead into the database itself, and that to the disk. */
export async function copyFromLog(db: Kysely<StoreTables>): Promise<void> {
  const { rows } = await sql<{ busy: number }>`pragma wal_checkpoint(full)`.execute(db);
  if (rows[0]?.busy !== 0) throw new Error('Another process reads what is to be copied');
}

/** The error itself, unless the file behind it cannot be read as a database any more. */
export function explainDamage(path: string, error: unknown): unknown {
  if (!isDamage(error)) return error;
  const next = 'restore a backup, or move it away to begin with an empty one';
  return unavailable(`The database ${path} is damaged: ${next}`, error);
}

function isDamage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return /^SQLITE_(?:CORRUPT|NOTADB)/.test(code) || isDamage(error.cause);
}

async function fileSystemType(folder: string): Promise<number> {
  return (await statfs(folder)).type;
}

function unavailable(message: string, cause: unknown): AppError {
  return new AppError('store_unavailable', message, { cause });
}
