import type { HubDirectory } from '../../ports/hub';
import type { LogSource } from '../../ports/log-source';
import type { TimeWindow } from '../../ports/time-window';
import { AppError } from '../../shared/app-error';
import type { DisconnectBin, QueryRun } from '../diagnosis';
import { chooseBinSeconds } from '../timeline';
import { fillQuery, type QueryParameter } from './fill-query';
import { narrowQuery } from './narrow-query';
import { findPeopleQuery, type PeopleQuery, type TimeAxis } from './people-queries';
import { readQuery } from './read-query';
import { writeCell } from './write-cell';

export interface PeopleQuestion {
  /** As the person said it. */
  query: string;
  /** All hubs of the workspace when absent. */
  hubName?: string;
  window: TimeWindow;
}

/** A query's answer as text: every column and every row that was had. */
export interface QueryTable {
  query: PeopleQuery;
  /** Empty for all hubs. */
  hub: string;
  hubResourceId: string | undefined;
  run: QueryRun;
  /** Why only a part could be had, in the service's words. */
  partial: { reason: string } | undefined;
  /** Set when there are more rows than this and only so many were taken. */
  cutAt?: number;
  columns: string[];
  rows: string[][];
  timeline: { binSeconds: number; bins: DisconnectBin[] } | undefined;
}

type Cells = Record<string, unknown>;

/** More is no table for people: the portal is made for that. */
export const mostQueryRows = 50_000;

/**
 * Runs one of the queries for people; never more than `mostQueryRows` rows are shown. Throws
 * AppError `query_unknown`, with near names in its message, and what the log source throws.
 */
export async function runPeopleQuery(
  question: PeopleQuestion,
  deps: { logs: LogSource; hubs: HubDirectory },
): Promise<QueryTable> {
  const found = findPeopleQuery(question.query);
  if (found.kind === 'unknown') throw queryUnknown(question.query, found.near);
  const { query } = found;
  const hub = question.hubName ?? '';
  const kql = writeKql(query, hub, question.window);
  const answer = await deps.logs.ask({
    name: query.file,
    kql,
    window: question.window,
    readRow: (cells) => cells,
  });
  const kept = sortRows(answer.rows.slice(0, mostQueryRows), query.mostFirst);
  const columns = Object.keys(kept[0] ?? {});
  const { file: name, question: words } = query;
  const { window, durationMs, partial } = answer;
  return {
    query,
    hub,
    hubResourceId: findHubId(hub, deps.hubs),
    run: {
      ...{ name, question: words, kql, window, durationMs },
      rows: kept.length,
      partial: partial !== undefined,
      ...(partial && { partialReason: partial.reason }),
    },
    partial,
    ...(answer.rows.length > kept.length ? { cutAt: mostQueryRows } : {}),
    columns,
    rows: kept.map((cells) => columns.map((column) => writeCell(cells[column]))),
    timeline: countBins(kept, query.time, question.window),
  };
}

function queryUnknown(said: string, near: string[]): AppError {
  const meant = near.length === 0 ? '' : ` Did you mean ${near.join(' or ')}?`;
  return new AppError('query_unknown', `There is no query “${said.slice(0, 80)}”.${meant}`);
}

/** Our own queries declare what they need; the documented ones declare nothing. */
function writeKql(query: PeopleQuery, hub: string, window: TimeWindow): string {
  const { text } = readQuery(query.file);
  // One row more tells that there are more.
  const cap = mostQueryRows + 1;
  if (query.file.startsWith('documented/')) return narrowQuery(text, { hub, cap });
  const known: Record<string, QueryParameter> = {
    hub,
    cap,
    step: { seconds: chooseBinSeconds(window) },
  };
  const declared = [...text.matchAll(/^\/\/ param (?<name>\w+):/gm)].map((m) => m.groups?.name);
  const parameters = Object.entries(known).filter(([name]) => declared.includes(name));
  const filled = fillQuery(text, Object.fromEntries(parameters));
  return declared.includes('cap') ? filled : narrowQuery(filled, { hub: '', cap });
}

/** The portal opens a query on a hub: the asked one, or the only one there is. */
function findHubId(hub: string, hubs: HubDirectory): string | undefined {
  if (hub !== '') return hubs.find(hub)?.resourceId;
  const [only, ...others] = hubs.all();
  return others.length === 0 ? only?.resourceId : undefined;
}

function sortRows(rows: Cells[], column: string | undefined): Cells[] {
  return column === undefined ? rows : rows.sort((a, b) => sizeOf(b[column]) - sizeOf(a[column]));
}

function sizeOf(cell: unknown): number {
  const size = cell instanceof Date ? cell.getTime() : Number(cell ?? 0);
  return Number.isNaN(size) ? 0 : size;
}

function countBins(
  rows: Cells[],
  axis: TimeAxis | undefined,
  window: TimeWindow,
): QueryTable['timeline'] {
  if (axis === undefined) return undefined;
  const binSeconds = chooseBinSeconds(window);
  const bins = new Map<string, DisconnectBin>();
  for (const cells of rows) {
    const at = cells[axis.at];
    if (!(at instanceof Date)) continue;
    const start = Math.floor(at.getTime() / (binSeconds * 1000)) * binSeconds * 1000;
    const code = writeCell(cells[axis.code]);
    const key = `${start} ${code}`;
    const count = axis.count === undefined ? 1 : Number(cells[axis.count] ?? 0);
    const bin = bins.get(key);
    if (bin !== undefined) bin.count += count;
    else bins.set(key, { at: new Date(start), code, name: writeCell(cells[axis.name]), count });
  }
  return { binSeconds, bins: [...bins.values()] };
}
