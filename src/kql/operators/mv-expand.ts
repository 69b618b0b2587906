import { columnIndex, visible } from '../compiler/scope';
import type { Evaluate, Plan, Scope } from '../compiler/types';
import { emptyOf } from '../functions/define';
import {
  columnsOf,
  items,
  kindOf,
  optionalPart,
  part,
  resultNameOf,
  type Syntax,
} from '../parser/syntax';
import type { KqlColumn } from '../types';
import { converter } from '../values/convert';
import { emptyBag, isBag, type Row, type Value } from '../values/value';
import { inputOf, type OperatorUse, readParameters } from './operator';
import { compileLimit } from './take';

/** One row for each element of an array or each property of a bag; several are walked together. */
export function compileMvExpand(use: OperatorUse): Plan {
  const parameters = readParameters(use, ['kind', 'bagexpansion', 'with_itemindex']);
  const kind = parameters.get('kind') ?? parameters.get('bagexpansion') ?? 'bag';
  if (kind !== 'bag' && kind !== 'array') throw use.compiler.refuse(`The kind '${kind}'`, use.node);
  const input = inputOf(use);
  const columns = columnsOf(use.node);
  const expanded = placeExpanded(use, input, columns);
  const limitNode = optionalPart(use.node, 'RowLimitClause');
  const limit = limitNode ? compileLimit(part(limitNode, 'RowLimit'), use) : () => mostElements;
  const sources = columns.map((column) => columnIndex(input.columns, column.name));
  const indexColumn = columnIndex(columns, parameters.get('with_itemindex') ?? '');
  return {
    columns,
    serialized: input.serialized,
    run(sink) {
      const most = limit();
      input.run((row) => {
        const rows = elementRows(row, expanded, kind, most);
        return rows.every((elements) => sink(built(row, elements)));
      });
    },
  };

  function built(row: Row, elements: ElementRow): Row {
    const cells: Row = sources.map((source) => row[source] ?? null);
    for (const [index, { target }] of expanded.entries()) {
      cells[target] = elements.values[index] ?? null;
    }
    if (indexColumn >= 0) cells[indexColumn] = elements.index;
    return cells;
  }
}

interface ElementRow {
  index: number;
  values: Value[];
}

/** What the expanded columns hold in each of the rows that one row becomes. */
function elementRows(
  row: Row,
  expanded: Expanded[],
  kind: 'bag' | 'array',
  most: number,
): ElementRow[] {
  const lists = expanded.map(({ evaluate }) => elementsOf(evaluate(row), kind));
  const length = Math.min(most, Math.max(...lists.map((list) => list.length)));
  return Array.from({ length }, (_, index) => ({
    index,
    values: expanded.map(
      ({ convert, empty }, column) => convert(lists[column]?.[index] ?? null) ?? empty,
    ),
  }));
}

const mostElements = 2_147_483_647;

interface Expanded {
  evaluate: Evaluate;
  target: number;
  convert: (value: Value) => Value;
  empty: Value;
}

/** As in `extend`: a value that names no column of the input fills the next new column. */
function placeExpanded(use: OperatorUse, input: Plan, columns: KqlColumn[]): Expanded[] {
  const scope: Scope = { columns: input.columns, names: use.names };
  const old = visible(input.columns);
  let fresh = old.length;
  return items(use.node, 'Expressions').map((node) => {
    const inner = part(node, 'Expression');
    const value = kindOf(inner) === 'SimpleNamedExpression' ? part(inner, 'Expression') : inner;
    const { evaluate } = use.compiler.scalar(value, scope);
    const replaced = columnIndex(old, nameFor(inner));
    const target = replaced >= 0 ? replaced : fresh++;
    const type = columns[target]?.type ?? 'dynamic';
    return { evaluate, target, convert: converter('dynamic', type), empty: emptyOf(type) };
  });
}

function nameFor(node: Syntax): string {
  return resultNameOf(node) ?? '';
}

/** An empty array has no rows; null and single values are one row. */
function elementsOf(value: Value, kind: 'bag' | 'array'): Value[] {
  if (Array.isArray(value)) return value;
  if (!isBag(value)) return [value];
  const keys = Object.keys(value);
  if (kind === 'array') return keys.map((key) => [key, value[key] ?? null]);
  return keys.map((key) => {
    const property = emptyBag();
    property[key] = value[key] ?? null;
    return property;
  });
}
