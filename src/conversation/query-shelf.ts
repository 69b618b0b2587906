import { randomBytes } from 'node:crypto';
import type { PeopleQuestion, QueryTable } from '../diagnosis/asking/run-people-query';
import type { Clock } from '../ports/clock';
import type { CsvDownload } from '../reports/report-query-table';
import { writeCsv } from '../reports/write-csv';

interface ShelvedTable {
  table: QueryTable;
  /** Absent where nobody could reach the file: without a public address. */
  csv?: CsvDownload;
}

/**
 * Tables that people may still page through or download, in memory only: after fifteen minutes, a
 * restart, or when newer ones need the room, the query has to be run again.
 */
export interface QueryShelf {
  keep(question: PeopleQuestion, table: QueryTable): ShelvedTable;
  /** The table of exactly this question. */
  find(question: PeopleQuestion): ShelvedTable | undefined;
  /** The file that a link leads to. */
  download(token: string): { name: string; csv: string } | undefined;
}

interface Entry extends ShelvedTable {
  key: string;
  expiresAt: Date;
  size: number;
  /** Fewer than the table has, where the file would be too large. */
  rows: string[][];
}

const keptMs = 15 * 60_000;
const mostTables = 20;
/** Roughly bytes: of all tables, and of one. */
const mostInAll = 64 * 1024 * 1024;
const mostOfOne = 24 * 1024 * 1024;
/** What a text costs beside its characters. */
const cellCost = 24;

/** `origin` is where people's browsers reach this bot, such as `https://bot.contoso.com`. */
export function createQueryShelf(deps: {
  clock: Pick<Clock, 'now'>;
  origin(): string | undefined;
  limits?: { inAll: number; ofOne: number };
}): QueryShelf {
  const entries = new Map<string, Entry>();
  const { inAll, ofOne } = deps.limits ?? { inAll: mostInAll, ofOne: mostOfOne };
  const live = () => [...entries].filter(([, entry]) => entry.expiresAt > deps.clock.now());

  function removeOld(): void {
    const kept = new Set(live().map(([token]) => token));
    for (const token of entries.keys()) if (!kept.has(token)) entries.delete(token);
    let size = [...entries.values()].reduce((sum, entry) => sum + entry.size, 0);
    for (const [token, entry] of entries) {
      if (entries.size <= mostTables && size <= inAll) break;
      entries.delete(token);
      size -= entry.size;
    }
  }

  return {
    keep(question, table) {
      const { rows, size } = fitRows(table.rows, ofOne);
      const expiresAt = new Date(deps.clock.now().getTime() + keptMs);
      const token = randomBytes(24).toString('base64url');
      const csv = linkTo(token, expiresAt, deps.origin(), table, rows);
      const shelved = { table, ...(csv === undefined ? {} : { csv }) };
      // A table that does not fit is not kept: its pages are asked anew.
      const whole = rows.length === table.rows.length;
      const held = whole ? table : { ...table, rows };
      const key = whole ? keyOf(question) : '';
      entries.set(token, { ...shelved, table: held, key, expiresAt, size, rows });
      removeOld();
      return shelved;
    },
    find(question) {
      const key = keyOf(question);
      const [, entry] = live().findLast(([, each]) => each.key === key) ?? [];
      return (
        entry && { table: entry.table, ...(entry.csv === undefined ? {} : { csv: entry.csv }) }
      );
    },
    download(token) {
      const [, entry] = live().find(([each]) => each === token) ?? [];
      if (entry === undefined) return undefined;
      return {
        name: `${entry.table.query.name}.csv`,
        csv: writeCsv(entry.table.columns, entry.rows),
      };
    },
  };
}

function linkTo(
  token: string,
  expiresAt: Date,
  origin: string | undefined,
  table: QueryTable,
  rows: string[][],
): CsvDownload | undefined {
  if (origin === undefined) return undefined;
  const url = new URL(`/queries/${token}.csv`, origin).href;
  return { url, expiresAt, ...(rows.length < table.rows.length ? { rows: rows.length } : {}) };
}

function fitRows(rows: string[][], most: number): { rows: string[][]; size: number } {
  let size = 0;
  for (const [at, row] of rows.entries()) {
    let rowSize = 0;
    for (const cell of row) rowSize += cell.length + cellCost;
    if (size + rowSize > most) return { rows: rows.slice(0, at), size };
    size += rowSize;
  }
  return { rows, size };
}

function keyOf({ query, hubName = '', window }: PeopleQuestion): string {
  return JSON.stringify([query, hubName.toLowerCase(), window.from, window.to]);
}
