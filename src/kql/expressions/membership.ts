import { oncePerRun } from '../compiler/memory';
import { derived } from '../compiler/scope';
import type { Compiler, Scalar, Scope } from '../compiler/types';
import { isTabular, items, part, type Syntax, tokenText } from '../parser/syntax';
import type { KqlType } from '../types';
import { keyOf } from '../values/compare';
import { comparable } from '../values/convert';
import { containsTerm, foldCase } from '../values/terms';
import type { Value } from '../values/value';
import { convertScalar, readAs } from './comparison';

/** `in`, `!in`, `in~`, `!in~` over a list of values, a dynamic array or a table's first column. */
export function compileIn(node: Syntax, scope: Scope, compiler: Compiler): Scalar {
  const operator = tokenText(node, 'Operator').toLowerCase();
  const folded = operator.endsWith('~');
  const negated = operator.startsWith('!');
  const listed = compileList(part(node, 'Right'), scope, compiler);
  const written = compiler.scalar(part(node, 'Left'), scope);
  const type = written.type === 'dynamic' ? (listed.type ?? 'string') : written.type;
  const left = folded ? convertScalar(written, 'string') : readAs(written, type);
  const key = folded ? (value: Value) => foldCase(String(value)) : keyOf;
  const members = oncePerRun(compiler.runtime, () => new Set(listed.values(left.type).map(key)));
  const { evaluate } = left;
  const all = listed.constant;
  if (!all) throw compiler.refuse(`'${operator}' over values that differ from row to row`, node);
  return derived(
    'bool',
    [left],
    (row) => members().has(key(evaluate(row))) !== negated,
    compiler.runtime,
  );
}

/** `has_any` and `has_all`: terms, whatever their case. */
export function compileHasSeveral(node: Syntax, scope: Scope, compiler: Compiler): Scalar {
  const all = tokenText(node, 'Operator').toLowerCase() === 'has_all';
  const listed = compileList(part(node, 'Right'), scope, compiler);
  if (!listed.constant) throw compiler.refuse('A list that differs from row to row', node);
  const left = convertScalar(compiler.scalar(part(node, 'Left'), scope), 'string');
  const needles = oncePerRun(compiler.runtime, () =>
    listed.values('string').map((needle) => foldCase(String(needle))),
  );
  const { evaluate } = left;
  return derived(
    'bool',
    [left],
    (row) => {
      const text = foldCase(String(evaluate(row)));
      const has = (needle: string) => containsTerm(text, needle, { start: true, end: true });
      return all ? needles().every(has) : needles().some(has);
    },
    compiler.runtime,
  );
}

interface List {
  /** Type of the first scalar element. */
  type: KqlType | undefined;
  constant: boolean;
  /** Every element, converted; arrays and tables are opened. */
  values(type: KqlType): Value[];
}

function compileList(node: Syntax, scope: Scope, compiler: Compiler): List {
  const parts = items(node, 'Expressions').map((item) => compileListItem(item, scope, compiler));
  return {
    type: parts.find((item) => item.type !== undefined && item.type !== 'dynamic')?.type,
    constant: parts.every((item) => item.constant),
    values: (type) => parts.flatMap((item) => item.values(type)),
  };
}

function compileListItem(node: Syntax, scope: Scope, compiler: Compiler): List {
  if (isTabular(node)) return tableItem(node, scope, compiler);
  const scalar = compiler.scalar(node, scope);
  return {
    type: scalar.type,
    constant: scalar.constant,
    values(type) {
      const value = scalar.evaluate([]);
      const convert = comparable(scalar.type, type);
      return Array.isArray(value) ? value.map(comparable('dynamic', type)) : [convert(value)];
    },
  };
}

function tableItem(node: Syntax, scope: Scope, compiler: Compiler): List {
  const plan = compiler.table(node, scope.names);
  const columnType = plan.columns[0]?.type ?? 'dynamic';
  return {
    type: columnType,
    constant: true,
    values(type) {
      const found: Value[] = [];
      const convert = columnType === type ? undefined : comparable(columnType, type);
      plan.run((row) => {
        const value = row[0] ?? null;
        found.push(convert ? convert(value) : value);
        return true;
      });
      return found;
    },
  };
}
