import type { KqlColumn } from '../types';
import type { Value } from '../values/value';
import { oncePerCode, oncePerRun } from './memory';
import type { Codes, Evaluate, Names, Plan, Runtime, Scalar, Scope } from './types';
import { ingestionColumn } from './types';

export function emptyScope(names: Names): Scope {
  return { columns: [], names };
}

/** The columns of an operator's input as its expressions see them. */
export function scopeOf(input: Plan, names: Names): Scope {
  const scope: Scope = { columns: input.columns, names };
  if (input.deferred) scope.cells = input.deferred.cells;
  return scope;
}

/** Reads a column of the scope; the index must be one of its columns. */
export function cellOf(scope: Scope, index: number): Scalar {
  const type = scope.columns[index]?.type ?? 'dynamic';
  return scope.cells?.[index] ?? { type, evaluate: (row) => row[index] as Value, constant: false };
}

export function columnIndex(columns: KqlColumn[], name: string): number {
  return columns.findIndex((column) => column.name === name);
}

export function visible(columns: KqlColumn[]): KqlColumn[] {
  return columns.filter((column) => column !== ingestionColumn);
}

export function hasIngestion(columns: KqlColumn[]): boolean {
  return columns.includes(ingestionColumn);
}

/**
 * A scalar that is computed from others: once a run if all of them are constant, once for each
 * distinct value if all of them come from one column that numbers its values.
 */
export function derived(
  type: Scalar['type'],
  operands: readonly Scalar[],
  evaluate: Evaluate,
  runtime: Runtime,
): Scalar {
  if (operands.every((operand) => operand.constant)) {
    return { type, evaluate: oncePerRun<Value>(runtime, () => evaluate([])), constant: true };
  }
  const codes = sharedCodes(operands);
  if (!codes) return { type, evaluate, constant: false };
  // Parsed objects are large; what is read from them is remembered instead.
  const remembered = type === 'dynamic' ? evaluate : oncePerCode(codes, evaluate, runtime);
  return { type, evaluate: remembered, constant: false, codes };
}

function sharedCodes(operands: readonly Scalar[]): Codes | undefined {
  const varying = operands.filter((operand) => !operand.constant);
  const codes = varying[0]?.codes;
  return varying.every((operand) => operand.codes === codes) ? codes : undefined;
}
