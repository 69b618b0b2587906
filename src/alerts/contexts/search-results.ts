import { z } from 'zod';
import { anyCaseObject } from '../any-case';
import { LenientList, LenientText } from '../lenient-fields';

/** The first table of a query's results, as texts. */
export interface SearchResults {
  columns: string[];
  rows: string[][];
  /** ARM ids of the workspaces that were asked. */
  sources: string[];
}

const Results = anyCaseObject({ tables: LenientList, dataSources: LenientList });
const Table = anyCaseObject({ columns: LenientList, rows: LenientList });
const Column = anyCaseObject({ name: LenientText });
const Source = anyCaseObject({ resourceId: LenientText });

/** Undefined when there are none: alerts beyond 256 KB come without. */
export const LenientSearchResults = z.unknown().transform(readResults);

function readResults(value: unknown): SearchResults | undefined {
  const read = Results.safeParse(value);
  if (!read.success) return undefined;
  const table = Table.safeParse(read.data.tables[0]).data;
  const columns = (table?.columns ?? []).map((column) => Column.safeParse(column).data?.name ?? '');
  const sources = read.data.dataSources
    .map((source) => Source.safeParse(source).data?.resourceId ?? '')
    .filter((id) => id !== '');
  return { columns, rows: (table?.rows ?? []).map((row) => readRow(row, columns)), sources };
}

function readRow(row: unknown, columns: string[]): string[] {
  const cells: unknown[] = Array.isArray(row) ? row : [];
  return columns.map((_column, index) => LenientText.parse(cells[index]));
}
