import type { Accumulator } from '../aggregates/aggregate';
import { findAggregate } from '../aggregates/index';
import { scopeOf } from '../compiler/scope';
import type { Compiler, Plan, Scalar, Scope } from '../compiler/types';
import {
  columnsOf,
  hasColumns,
  items,
  kindOf,
  nameText,
  optionalPart,
  part,
  type Syntax,
  scalarTypeOf,
} from '../parser/syntax';
import type { KqlColumn } from '../types';
import type { Row, Value } from '../values/value';
import { runRows } from './deferred';
import { inputOf, type OperatorUse, readParameters } from './operator';
import { createRowKeys } from './row-keys';

/** One row a group: its keys, then its aggregates. Without `by` there is always one group. */
export function compileSummarize(use: OperatorUse): Plan {
  readParameters(use, []);
  const input = inputOf(use);
  const scope = scopeOf(input, use.names);
  const keys = compileKeys(use, scope);
  const makers: (() => Accumulator)[] = [];
  const outputs = items(use.node, 'Aggregates').map((node) =>
    compileOutput(unnamed(node, use.compiler), scope, makers, use.compiler),
  );
  return {
    columns: columnsOf(use.node),
    serialized: false,
    run(sink) {
      const groups = aggregate(input, keys, makers);
      for (const group of groups.rows()) {
        const values = outputs.flatMap((output) => output(group.aggregated));
        if (!sink([...group.keys, ...values])) return;
      }
    },
  };
}

function compileKeys(use: OperatorUse, scope: Scope): Scalar[] {
  const clause = optionalPart(use.node, 'ByClause');
  if (!clause) return [];
  const bin = optionalPart(clause, 'BinClause');
  if (bin) throw use.compiler.refuse("The clause 'bin ='", bin);
  return items(clause, 'Expressions').map((node) =>
    use.compiler.scalar(unnamed(node, use.compiler), scope),
  );
}

/** The names are in the result already. */
function unnamed(node: Syntax, compiler: Compiler): Syntax {
  if (kindOf(node) === 'CompoundNamedExpression') throw compiler.refuse('A list of names', node);
  return kindOf(node) === 'SimpleNamedExpression' ? part(node, 'Expression') : node;
}

/** Makes the cells of a result from what the aggregates of a group came to. */
type Output = (aggregated: Value[][]) => Value[];

function compileOutput(
  node: Syntax,
  scope: Scope,
  makers: (() => Accumulator)[],
  compiler: Compiler,
): Output {
  if (hasColumns(node)) {
    const slot = addAggregate(node, scope, makers, compiler);
    return (aggregated) => aggregated[slot] ?? [];
  }
  const { evaluate } = compiler.scalar(node, aggregateScope(scope, makers, compiler));
  return (aggregated) => [evaluate(aggregated as Row)];
}

/**
 * Around the aggregates, as in `round(avg(x), 1)`, a "row" is the list of what the aggregates came
 * to: each call of one reads its own place.
 */
function aggregateScope(scope: Scope, makers: (() => Accumulator)[], compiler: Compiler): Scope {
  return {
    columns: [],
    names: scope.names,
    aggregate(call: Syntax): Scalar | undefined {
      if (!findAggregate(nameText(part(call, 'Name')))) return undefined;
      const slot = addAggregate(call, scope, makers, compiler);
      return {
        type: scalarTypeOf(call) ?? 'dynamic',
        constant: false,
        evaluate: (row) => (row[slot] as Value[])[0] ?? null,
      };
    },
  };
}

function addAggregate(
  node: Syntax,
  scope: Scope,
  makers: (() => Accumulator)[],
  compiler: Compiler,
): number {
  const nameNode = part(node, 'Name');
  const name = nameText(nameNode);
  const compile = findAggregate(name);
  if (!compile) throw compiler.refuse(`The aggregate '${name}'`, nameNode);
  const argNodes = items(part(node, 'ArgumentList'), 'Expressions');
  const resultType = scalarTypeOf(node) ?? 'dynamic';
  const columns: KqlColumn[] = hasColumns(node) ? columnsOf(node) : [{ name, type: resultType }];
  const args = argNodes.map((arg) => compileArgument(arg, scope, compiler));
  makers.push(compile({ name, node, args, argNodes, resultType, scope, compiler, columns }));
  return makers.length - 1;
}

/** `*` is no value; the aggregates that take it look at the node. */
function compileArgument(node: Syntax, scope: Scope, compiler: Compiler): Scalar {
  if (kindOf(node) === 'StarExpression')
    return { type: 'dynamic', evaluate: () => true, constant: true };
  return compiler.scalar(node, scope);
}

interface Group {
  keys: Value[];
  aggregated: Value[][];
}

function aggregate(
  input: Plan,
  keys: Scalar[],
  makers: (() => Accumulator)[],
): { rows(): Iterable<Group> } {
  const accumulators = makers.map((make) => make());
  const index = createRowKeys(keys);
  const groupKeys: Value[][] = [];
  const reuse = !accumulators.some((accumulator) => accumulator.keepsRows);
  function openGroup(group: number, row: Row): void {
    groupKeys[group] = keys.map((key) => key.evaluate(row));
    for (const accumulator of accumulators) accumulator.open(group);
  }
  if (keys.length === 0) openGroup(index.find([]), []);
  function addRow(row: Row): boolean {
    const group = index.find(row);
    if (group === groupKeys.length) openGroup(group, row);
    for (const accumulator of accumulators) accumulator.add(group, row);
    return true;
  }
  runRows(input, addRow, reuse);
  return { rows: () => finishGroups(groupKeys, accumulators) };
}

function* finishGroups(groupKeys: Value[][], accumulators: Accumulator[]): Iterable<Group> {
  for (const [group, keys] of groupKeys.entries()) {
    yield { keys, aggregated: accumulators.map((accumulator) => accumulator.finish(group)) };
  }
}
