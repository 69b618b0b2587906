import {
  type CompiledQuery,
  compileQuery,
  createTable,
  type KqlResult,
  type KqlTable,
} from '../../kql';
import { type ConnectionHistory, createConnectionHistory } from './connection-history';
import {
  createDiagnosticsCells,
  diagnosticsColumns,
  diagnosticsTable,
  findHubName,
} from './diagnostics-row';
import type { ExportedRecord } from './exported-record';
import type { Timespan } from './read-timespan';

/** The logs, and the only place that knows the evaluator. */
export interface Workspace {
  /** Throws when a cell does not fit its column, naming the column. */
  add(record: ExportedRecord, ingestedAt: Date): void;
  /** Throws KqlError. Sees only what has arrived by now. */
  query(text: string, now: Date, timespan?: Timespan, lacks?: Lack): KqlResult;
  readonly rows: number;
  /** Names of the hubs that rows came from, in lower case. */
  hubs(): string[];
  /** Categories of the rows of this hub, named in lower case. */
  categoriesOf(hub: string): string[];
  readonly connections: ConnectionHistory;
  /** Writes what has happened until now, where something goes on happening. */
  catchUp(now: Date): void;
}

/** What a workspace can be without: its table, or the column of IoT Hub's own fields. */
export type Lack = 'table' | 'properties_s';

export function createWorkspace(): Workspace {
  const table = createTable(diagnosticsTable, diagnosticsColumns);
  const cellsOf = createDiagnosticsCells();
  const resources = new Map<string, Set<string>>();
  const connections = createConnectionHistory();
  const compile = rememberCompiled();
  return {
    add(record, ingestedAt) {
      table.append(cellsOf(record), ingestedAt);
      noteCategory(resources, record);
      connections.note(record);
    },
    query(text, now, timespan, lacks) {
      const tables = tablesOf(table, lacks);
      return compile(text, tables).run({ tables, now, timespan, visibleUntil: now });
    },
    get rows() {
      return table.size;
    },
    hubs: () => hubNames(resources.keys()),
    categoriesOf: (hub) => categoriesOf(hub, resources),
    connections,
    catchUp() {},
  };
}

function noteCategory(resources: Map<string, Set<string>>, record: ExportedRecord): void {
  const categories = resources.get(record.resourceId) ?? new Set();
  if (categories.size === 0) resources.set(record.resourceId, categories);
  categories.add(record.category ?? '');
}

/** An id may be written in more than one case. */
function categoriesOf(hub: string, resources: Map<string, Set<string>>): string[] {
  const found = new Set<string>();
  for (const [id, categories] of resources) {
    if (findHubName(id) === hub) for (const category of categories) found.add(category);
  }
  found.delete('');
  return [...found].sort();
}

/** A workspace has no table before its first row, which is how an unrouted hub is recognised. */
function tablesOf(table: KqlTable, lacks: Lack | undefined): KqlTable[] {
  if (table.size === 0 || lacks === 'table') return [];
  return lacks === 'properties_s' ? [withoutProperties(table)] : [table];
}

/** A workspace that has all the columns it may have puts new ones into this one instead. */
function withoutProperties(table: KqlTable): KqlTable {
  const columns = table.columns.map((column) =>
    column.name === 'properties_s' ? { ...column, name: 'AdditionalFields' } : column,
  );
  return { ...table, columns };
}

/** The bot asks the same few questions again and again, and compiling costs more than running. */
function rememberCompiled(): (text: string, tables: KqlTable[]) => CompiledQuery {
  const compiled = new Map<string, CompiledQuery>();
  let known = '';
  return (text, tables) => {
    const schema = tables.flatMap(({ columns }) => columns.map(({ name }) => name)).join();
    if (schema !== known) compiled.clear();
    known = schema;
    const found = compiled.get(text);
    if (found) return found;
    const query = compileQuery(text, tables);
    if (compiled.size >= rememberedQueries) compiled.clear();
    compiled.set(text, query);
    return query;
  };
}

function hubNames(resourceIds: Iterable<string>): string[] {
  const names = new Set<string>();
  for (const id of resourceIds) names.add(findHubName(id) ?? '');
  names.delete('');
  return [...names].sort();
}

const rememberedQueries = 200;
