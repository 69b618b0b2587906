import { cellOf, columnIndex } from '../compiler/scope';
import { type Evaluate, ingestionColumn, type RowWindow } from '../compiler/types';
import { convertScalar } from '../expressions/comparison';
import { nameText, symbolOf, valueText } from '../parser/syntax';
import { isWhole } from '../values/convert';
import type { Value, Whole } from '../values/value';
import { addWhole } from '../values/whole';
import type { Call, FunctionTable } from './define';

/** Functions that know more of the row than its values: its neighbours, its table, its ingestion. */
export const rowFunctions: FunctionTable = {
  column_ifexists: { compile: compileColumnIfExists, perRow: true },
  columnifexists: { compile: compileColumnIfExists, perRow: true },
  ingestion_time: { compile: compileIngestionTime, perRow: true },
  row_number: { compile: compileRowNumber, perRow: true },
  prev: { compile: (call) => compileNeighbour(call, -1), perRow: true },
  next: { compile: (call) => compileNeighbour(call, 1), perRow: true },
  row_cumsum: { compile: compileCumulativeSum, perRow: true },
};

function compileColumnIfExists({ argNodes, args, scope, resultType }: Call): Evaluate {
  const [nameNode] = argNodes;
  const name = nameNode
    ? (symbolOf(nameNode)?.name ?? (nameNode.SimpleName ? nameText(nameNode) : valueText(nameNode)))
    : '';
  const index = columnIndex(scope.columns, name);
  if (index >= 0) return cellOf(scope, index).evaluate;
  const otherwise = args[1];
  return otherwise ? convertScalar(otherwise, resultType).evaluate : () => null;
}

/** Null behind an operator that makes new rows. */
function compileIngestionTime({ scope }: Call): Evaluate {
  const index = scope.columns.indexOf(ingestionColumn);
  return index < 0 ? () => null : cellOf(scope, index).evaluate;
}

/** Starts again where the optional second argument is true. */
function compileRowNumber(call: Call): Evaluate {
  const window = openWindow(call);
  const [first, restart] = call.args;
  let current: Whole = 0;
  return (row) => {
    const start = first?.evaluate(row) ?? 1;
    const again = window.index === 0 || restart?.evaluate(row) === true;
    current = again && isWhole(start) ? start : addWhole(current, 1);
    return current;
  };
}

function compileNeighbour(call: Call, direction: number): Evaluate {
  const window = openWindow(call);
  const [value, offset, otherwise] = call.args;
  return (row) => {
    const distance = Number(offset?.evaluate(row) ?? 1);
    const neighbour = window.rows[window.index + direction * distance];
    if (neighbour) return value?.evaluate(neighbour) ?? null;
    return otherwise?.evaluate(row) ?? (call.resultType === 'string' ? '' : null);
  };
}

function compileCumulativeSum(call: Call): Evaluate {
  const window = openWindow(call);
  const [term, restart] = call.args;
  const add = call.resultType === 'real' ? addReal : addWhole;
  let sum: Whole = 0;
  return (row) => {
    if (window.index === 0 || restart?.evaluate(row) === true) sum = 0;
    const value: Value = term?.evaluate(row) ?? null;
    if (isWhole(value)) sum = add(sum, value);
    return sum;
  };
}

function addReal(left: Whole, right: Whole): number {
  return Number(left) + Number(right);
}

function openWindow({ scope, compiler, name, node }: Call): RowWindow {
  if (!scope.window) {
    throw compiler.reject(
      `'${name}' needs rows in an order: put 'sort by' or 'serialize' before it`,
      node,
    );
  }
  scope.window.used = true;
  return scope.window;
}
