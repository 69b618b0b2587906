import { isAppError } from '../../shared/app-error';
import type { CellsAnswer } from './ask-workspace';
import { findUnknownName } from './explain-failure';

/**
 * A workspace has a column only from the first row on that filled it, and none that its limit of
 * columns left out. A query that names such a column is asked again with an empty one, and its
 * answer is partial. Throws what `ask` throws.
 */
export async function askWithColumns(
  kql: string,
  ask: (kql: string) => Promise<CellsAnswer>,
): Promise<CellsAnswer> {
  const missing: string[] = [];
  for (;;) {
    try {
      const answer = await ask(supplyColumns(kql, missing));
      return missing.length === 0 ? answer : { ...answer, partial: addReason(answer, missing) };
    } catch (error) {
      const column = findMissingColumn(error);
      if (column === undefined || missing.includes(column)) throw error;
      missing.push(column);
    }
  }
}

function findMissingColumn(error: unknown): string | undefined {
  if (!isAppError(error, 'logs_query_refused')) return undefined;
  const name = findUnknownName(error.cause);
  return name !== undefined && columnsThatCanBeMissing.has(name) ? name : undefined;
}

function addReason({ partial }: CellsAnswer, missing: string[]): { reason: string } {
  const names = missing.join(', ');
  const [column, it] = missing.length === 1 ? ['column', 'it'] : ['columns', 'them'];
  const reason = `The workspace has no ${column} ${names}: whatever depends on ${it} is empty.`;
  return { reason: partial ? `${partial.reason} ${reason}` : reason };
}

/** The table stands for itself with the columns added; texts and comments are left alone. */
function supplyColumns(kql: string, missing: string[]): string {
  if (missing.length === 0) return kql;
  const columns = missing.map((name) => `${name} = column_ifexists("${name}", "")`).join(', ');
  return kql.replace(textOrTable, (found) =>
    found === 'AzureDiagnostics' ? `(AzureDiagnostics | extend ${columns})` : found,
  );
}

const textOrTable =
  /\/\/[^\n]*|```[\s\S]*?```|@"(?:[^"]|"")*"|@'(?:[^']|'')*'|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\bAzureDiagnostics\b/g;

/** Texts, all of them: these are what IoT Hub's records may or may not fill. */
const columnsThatCanBeMissing = new Set([
  'properties_s',
  'location_s',
  'Level',
  'ResultType',
  'ResultSignature',
  'ResultDescription',
  'OperationVersion',
  'CallerIPAddress',
  'CorrelationId',
]);
