import { storedTable } from '../create-table';
import { KqlError } from '../kql-error';
import { runRows } from '../operators/deferred';
import { guardText } from '../parser/guard-text';
import { type Diagnostic, describeTables, loadLanguage } from '../parser/language';
import { listItems, type Syntax } from '../parser/syntax';
import type { KqlCell, KqlColumn, KqlErrorKind, KqlResult, RunOptions } from '../types';
import { cellWriter } from '../values/cell';
import { ticksFromMs } from '../values/ticks';
import type { Row } from '../values/value';
import { createCompiler } from './create-compiler';
import { cellOf, scopeOf, visible } from './scope';
import { compileStatements } from './statements';
import type { Compiler, Plan, Runtime } from './types';

export interface CompiledQuery {
  columns: KqlColumn[];
  /** Throws KqlError `runtime` for what only the data shows, such as a table that is not there. */
  run(options: RunOptions): KqlResult;
}

/** Throws KqlError: `syntax` and `semantic` with the parser's words, `unsupported` with ours. */
export function compileQuery(
  text: string,
  schema: { name: string; columns: KqlColumn[] }[],
): CompiledQuery {
  guardText(text);
  const rendered: { value: KqlResult['render'] } = { value: undefined };
  const compiler = createCompiler(text, schema, (render) => {
    rendered.value = render;
  });
  const plan = withinStack(text, 'syntax', () =>
    compileStatements(analyse(text, schema), compiler),
  );
  const columns = visible(plan.columns).map((column) => ({ ...column }));
  return {
    columns,
    run: (options) =>
      withinStack(text, 'runtime', () => runPlan(plan, columns, rendered.value, options, compiler)),
  };
}

/** Closures stand in one another as deep as the query, and JSON in the data is as deep as it likes. */
function withinStack<Result>(query: string, kind: KqlErrorKind, work: () => Result): Result {
  try {
    return work();
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    const span = { start: 0, length: query.length };
    throw new KqlError(kind, 'KQL001', 'The query or a value is nested too deeply', {
      query,
      span,
    });
  }
}

function analyse(text: string, schema: { name: string; columns: KqlColumn[] }[]): Syntax {
  const language = loadLanguage();
  const code = language.KustoCode.ParseAndAnalyze(text, describeTables(schema, language));
  const errors = listItems(code.GetDiagnostics()).filter((found) => found.Severity === 'Error');
  const [first] = errors;
  if (first) throw errorFrom(first, text);
  return code.Syntax;
}

/** Codes below KS100 and these are about the form of the text, all others about its meaning. */
const syntaxCodes = new Set(['KS173', 'KS176', 'KS198', 'KS199']);

function errorFrom(found: Diagnostic, query: string): KqlError {
  const isSyntax = Number(found.Code.slice(2)) < 100 || syntaxCodes.has(found.Code);
  const span = { start: found.Start, length: found.Length };
  return new KqlError(isSyntax ? 'syntax' : 'semantic', found.Code, found.Message, { query, span });
}

function runPlan(
  plan: Plan,
  columns: KqlColumn[],
  render: KqlResult['render'],
  options: RunOptions,
  compiler: Compiler,
): KqlResult {
  const { runtime } = compiler;
  startRun(runtime, options);
  const rows: KqlCell[][] = [];
  const read = cellsReader(plan, columns);
  try {
    runRows(
      plan,
      (row: Row) => {
        rows.push(read(row));
        return true;
      },
      true,
    );
  } finally {
    release(runtime);
  }
  return { columns, rows, render };
}

function cellsReader(plan: Plan, columns: KqlColumn[]): (row: Row) => KqlCell[] {
  const scope = scopeOf(plan, new Map());
  const readers = columns.map((column, index) => {
    const { evaluate } = cellOf(scope, index);
    const write = cellWriter(column.type);
    return write ? (row: Row) => write(evaluate(row)) : evaluate;
  });
  return (row) => {
    const cells: KqlCell[] = new Array(readers.length);
    for (let index = 0; index < readers.length; index++) {
      cells[index] = (readers[index] as (row: Row) => KqlCell)(row);
    }
    return cells;
  };
}

function startRun(runtime: Runtime, options: RunOptions): void {
  release(runtime);
  runtime.now = ticksFromMs(options.now.getTime());
  runtime.from = options.timespan?.from && ticksFromMs(options.timespan.from.getTime());
  runtime.to = options.timespan?.to && ticksFromMs(options.timespan.to.getTime());
  runtime.visibleUntil = options.visibleUntil && ticksFromMs(options.visibleUntil.getTime());
  runtime.tables = new Map(options.tables.map((table) => [table.name, storedTable(table)]));
}

function release(runtime: Runtime): void {
  for (const forget of runtime.releases) forget();
  runtime.releases = [];
}
