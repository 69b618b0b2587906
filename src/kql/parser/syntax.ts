import type { TextSpan } from '../kql-error';
import type { KqlColumn, KqlType } from '../types';
import { loadLanguage, type NativeList, type SymbolObject, type SyntaxObject } from './language';

/** A node of the analysed tree, only to be read through the functions of this file. */
export type Syntax = SyntaxObject;

export type SymbolKind = 'variable' | 'function' | 'parameter' | 'column' | 'table' | 'other';

const symbolKinds: Record<number, SymbolKind> = {
  2: 'variable',
  3: 'function',
  4: 'parameter',
  9: 'column',
  10: 'table',
};

const typeNames = new Set<string>([
  'string',
  'long',
  'int',
  'real',
  'decimal',
  'bool',
  'datetime',
  'timespan',
  'guid',
  'dynamic',
]);

/** The parser's name for what this node is, such as `PipeExpression`. */
export function kindOf(node: Syntax): string {
  return kindNames().get(node.Kind) ?? String(node.Kind);
}

/** The part of this name; throws when there is none, which the grammar rules out. */
export function part(node: Syntax, name: string): Syntax {
  const found = optionalPart(node, name);
  if (!found) throw new Error(`${kindOf(node)} has no ${name}`);
  return found;
}

export function optionalPart(node: Syntax, name: string): Syntax | undefined {
  const value = (node as unknown as Record<string, Syntax | null | undefined>)[name];
  return value ?? undefined;
}

/** The elements of a list part, without their separators; empty when the part is missing. */
export function items(node: Syntax, name: string): Syntax[] {
  const list = optionalPart(node, name);
  return list ? children(list).map((child) => child.Element ?? child) : [];
}

export function children(node: Syntax): Syntax[] {
  const found: Syntax[] = [];
  for (let index = 0; index < node.ChildCount; index++) {
    const child = node.GetChild(index);
    if (child) found.push(child);
  }
  return found;
}

/** Text of a token part: a keyword or operator as it was written. */
export function tokenText(node: Syntax, name: string): string {
  return optionalPart(node, name)?.Text ?? '';
}

/** Text of a node's only or first token, without the quotes or type name around a literal. */
export function valueText(node: Syntax): string {
  if (node.IsToken) return node.ValueText ?? node.Text ?? '';
  const first = children(node)[0];
  return first ? valueText(first) : '';
}

/** The name a reference or declaration says. */
export function nameText(node: Syntax): string {
  return node.SimpleName ?? valueText(node);
}

/** The column name an expression gives itself, such as `d_x` for `d.x`; undefined for most. */
export function resultNameOf(node: Syntax): string | undefined {
  return loadLanguage().KustoFacts.GetExpressionResultName(node, '') || undefined;
}

export function spanOf(node: Syntax): TextSpan {
  return { start: node.TextStart, length: node.Width };
}

/** The scalar type the binder gave the expression; undefined for tables and everything else. */
export function scalarTypeOf(node: Syntax): KqlType | undefined {
  return typeFrom(node.ResultType ?? undefined);
}

export function isTabular(node: Syntax): boolean {
  return symbolKindOf(node.ResultType ?? undefined) === 'table';
}

/** `typeof(…)` */
export function isTypeLiteral(node: Syntax): boolean {
  return node.ResultType?.Name === 'type';
}

/** Columns of a tabular result, or of an aggregate that fills several columns. */
export function columnsOf(node: Syntax): KqlColumn[] {
  return listItems(node.ResultType?.Columns).map((column) => ({
    name: column.Name,
    type: typeFrom(column.Type) ?? 'dynamic',
  }));
}

export function hasColumns(node: Syntax): boolean {
  return node.ResultType?.Columns !== undefined;
}

/** What the binder found a name to mean. */
export function symbolOf(node: Syntax): { kind: SymbolKind; name: string } | undefined {
  const symbol = node.ReferencedSymbol;
  return symbol ? { kind: symbolKindOf(symbol), name: symbol.Name } : undefined;
}

/** The called function's body, analysed for this very call. */
export function calledBody(node: Syntax): Syntax | undefined {
  return node.GetCalledFunctionBody?.() ?? undefined;
}

export function listItems<Item>(list: NativeList<Item> | null | undefined): Item[] {
  return Array.from({ length: list?.Count ?? 0 }, (_, index) =>
    (list as NativeList<Item>).getItem(index),
  );
}

function symbolKindOf(symbol: SymbolObject | undefined): SymbolKind {
  return symbol ? (symbolKinds[symbol.Kind] ?? 'other') : 'other';
}

function typeFrom(symbol: SymbolObject | undefined): KqlType | undefined {
  return symbol && symbol.Kind !== 10 && typeNames.has(symbol.Name)
    ? (symbol.Name as KqlType)
    : undefined;
}

let names: Map<number, string> | undefined;

function kindNames(): Map<number, string> {
  names ??= readKindNames();
  return names;
}

function readKindNames(): Map<number, string> {
  const kinds = loadLanguage().Syntax.SyntaxKind;
  const read = new Map<number, string>();
  for (const name of Object.getOwnPropertyNames(kinds)) {
    const value = kinds[name];
    if (typeof value === 'number') read.set(value, name);
  }
  return read;
}
