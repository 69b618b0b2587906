import { columnIndex, hasIngestion, visible } from '../compiler/scope';
import { type Compiler, ingestionColumn, type Plan, type Scope } from '../compiler/types';
import { convertScalar } from '../expressions/comparison';
import { emptyOf } from '../functions/define';
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
import { converter } from '../values/convert';
import type { Row, Value } from '../values/value';
import { inputOf, type OperatorUse, readParameters } from './operator';

/** Takes values out of a text by the texts around them; all of them stay empty if it does not fit. */
export function compileParse(use: OperatorUse): Plan {
  const kind = readParameters(use, ['kind']).get('kind') ?? 'simple';
  if (kind !== 'simple') throw use.compiler.refuse(`'parse kind=${kind}'`, use.node);
  const input = inputOf(use);
  const result = columnsOf(use.node);
  const columns = hasIngestion(input.columns) ? [...result, ingestionColumn] : result;
  const scope: Scope = { columns: input.columns, names: use.names };
  const text = convertScalar(use.compiler.scalar(part(use.node, 'Expression'), scope), 'string');
  const { regex, names } = readPatterns(items(use.node, 'Patterns'), use.compiler);
  const read = readerFor(names, columns);
  const sources = columns.map((column) => columnIndex(input.columns, column.name));
  return {
    columns,
    serialized: input.serialized,
    run: (sink) =>
      input.run((row) => {
        const built: Row = sources.map((source) => row[source] ?? null);
        read(regex.exec(String(text.evaluate(row))), built);
        return sink(built);
      }),
  };
}

/** In simple mode one value of the wrong type empties them all. */
function readerFor(
  names: string[],
  columns: KqlColumn[],
): (match: RegExpExecArray | null, built: Row) => void {
  const targets = names.map((name) => {
    const index = columnIndex(visible(columns), name);
    const type = columns[index]?.type ?? 'string';
    return { index, convert: converter('string', type), empty: emptyOf(type) };
  });
  return (match, built) => {
    const values = targets.map(({ convert }, index): Value => convert(match?.[index + 1] ?? ''));
    const fits = match !== null && !values.includes(null);
    for (const [index, { index: column, empty }] of targets.entries()) {
      built[column] = fits ? (values[index] as Value) : empty;
    }
  };
}

/** Texts match themselves, `*` and columns match as little as possible, the last one all the rest. */
function readPatterns(nodes: Syntax[], compiler: Compiler): { regex: RegExp; names: string[] } {
  const names: string[] = [];
  const pieces = nodes.map((node, index) => {
    const kind = kindOf(node);
    const rest = index === nodes.length - 1 ? '' : '?';
    if (kind === 'StarExpression') return `[\\s\\S]*${rest}`;
    if (kind === 'StringLiteralExpression') return escapeRegex(valueText(node));
    if (kind !== 'NameAndTypeDeclaration' && kind !== 'NameDeclaration') {
      throw compiler.refuse('This part of a pattern', node);
    }
    names.push(nameText(optionalPart(node, 'Type') ? part(node, 'Name') : node));
    return `([\\s\\S]*${rest})`;
  });
  return { regex: new RegExp(`^${pieces.join('')}`), names };
}

function escapeRegex(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
