import type { Compiler, Evaluate, Plan, Scope } from '../compiler/types';
import { columnScalar } from '../expressions/names';
import {
  columnsOf,
  items,
  kindOf,
  nameText,
  optionalPart,
  part,
  type Syntax,
  valueText,
} from '../parser/syntax';
import type { KqlColumn } from '../types';
import { dynamicText, textOf } from '../values/convert';
import { searchTerm } from '../values/search-term';
import type { Row } from '../values/value';
import { mergeInto } from './merge-columns';
import { type OperatorUse, readParameters } from './operator';
import { scanTable } from './scan';

/** Rows of any table in which a term stands somewhere; `$table` says which table. */
export function compileSearch(use: OperatorUse): Plan {
  const kind = readParameters(use, ['kind']).get('kind') ?? 'default';
  const columns = columnsOf(use.node);
  const inputs = readInputs(use);
  const scope: Scope = { columns, names: use.names };
  const matches = compileCondition(part(use.node, 'Condition'), {
    scope,
    compiler: use.compiler,
    ignoreCase: kind !== 'case_sensitive',
  });
  return {
    columns,
    serialized: false,
    run(sink) {
      let more = true;
      for (const { plan, source } of inputs) {
        if (!more) return;
        const merge = mergeInto(columns, plan, source);
        plan.run((row) => {
          const merged = merge(row);
          if (matches(merged) === true) more = sink(merged);
          return more;
        });
      }
    },
  };
}

interface Input {
  plan: Plan;
  source: string;
}

function readInputs({ node, input, names, compiler }: OperatorUse): Input[] {
  if (input) return [{ plan: input, source: 'search_arg0' }];
  const clause = optionalPart(node, 'InClause');
  if (!clause) {
    return compiler.tables.map((table) => ({
      plan: scanTable(table, node, compiler),
      source: table.name,
    }));
  }
  return items(clause, 'Expressions').map((table) => ({
    plan: compiler.table(table, names),
    source: nameText(table),
  }));
}

interface Search {
  scope: Scope;
  compiler: Compiler;
  ignoreCase: boolean;
}

/** A bare text is looked for in every column; the rest are conditions as in `where`. */
function compileCondition(node: Syntax, search: Search): Evaluate {
  const kind = kindOf(node);
  if (kind === 'StarExpression') return () => true;
  if (kind === 'StringLiteralExpression') return anywhere(valueText(node), search);
  if (kind === 'ParenthesizedExpression') return compileCondition(part(node, 'Expression'), search);
  if (kind === 'SearchExpression') return inColumn(node, search);
  if (kind === 'AndExpression' || kind === 'OrExpression') return combined(node, kind, search);
  return search.compiler.scalar(node, search.scope).evaluate;
}

function combined(node: Syntax, kind: string, search: Search): Evaluate {
  const left = compileCondition(part(node, 'Left'), search);
  const right = compileCondition(part(node, 'Right'), search);
  return kind === 'AndExpression'
    ? (row) => left(row) === true && right(row) === true
    : (row) => left(row) === true || right(row) === true;
}

function anywhere(text: string, { scope, ignoreCase }: Search): Evaluate {
  const test = searchTerm(text, ignoreCase);
  // The first column is `$table`, which is not part of the data.
  const readers = scope.columns.flatMap((column, index) =>
    index > 0 ? readerOf(column, index) : [],
  );
  return (row) => readers.some((read) => test(read(row)));
}

function readerOf({ type }: KqlColumn, index: number): ((row: Row) => string)[] {
  if (type === 'dynamic') return [(row) => dynamicText(row[index] ?? null)];
  if (type === 'string' || type === 'guid') return [(row) => String(row[index] ?? '')];
  return [];
}

function inColumn(node: Syntax, { scope, compiler, ignoreCase }: Search): Evaluate {
  const column = part(node, 'Left');
  const term = part(node, 'Right');
  if (kindOf(term) !== 'StringLiteralExpression') throw compiler.refuse('This search term', term);
  const test = searchTerm(valueText(term), ignoreCase);
  const { evaluate, type } = columnScalar(nameText(column), column, scope, compiler);
  const text = textOf(type);
  return (row) => test(text(evaluate(row)));
}
