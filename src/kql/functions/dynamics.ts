import { cellOf, derived } from '../compiler/scope';
import type { Evaluate, Scalar } from '../compiler/types';
import { ingestionColumn } from '../compiler/types';
import { readElement } from '../expressions/paths';
import { compareValues, keyOf } from '../values/compare';
import { converter, dynamicText, toDynamic } from '../values/convert';
import { formatJson, parseJson } from '../values/json';
import { createFieldReader, isPlainKey } from '../values/json-field';
import { emptyBag, isBag, type Value } from '../values/value';
import { type Call, type FunctionEntry, type FunctionTable, fn, variadic } from './define';

const parse: FunctionEntry = { compile: compileParse, fields: parsedFields };
const pack: FunctionEntry = { compile: compilePack };
const extractJson: FunctionEntry = { compile: compileExtractJson };

/** Functions over JSON values. */
export const dynamicFunctions: FunctionTable = {
  parse_json: parse,
  parsejson: parse,
  todynamic: parse,
  toobject: parse,
  extract_json: extractJson,
  extractjson: extractJson,
  bag_keys: fn(['value'], (bag) => (isBag(bag) ? Object.keys(bag) : null)),
  bag_pack: pack,
  pack,
  pack_dictionary: pack,
  pack_all: { compile: compilePackAll, perRow: true },
  pack_array: { compile: compilePackArray },
  bag_merge: variadic('value', mergeBags),
  bag_remove_keys: fn(['value', 'value'], removeKeys),
  bag_has_key: fn(['value', 'text'], (bag, key) => (isBag(bag) ? Object.hasOwn(bag, key) : null)),
  array_length: fn(['value'], (array) => (Array.isArray(array) ? array.length : null)),
  array_concat: variadic('value', (arrays) => arrays.flat()),
  array_slice: fn(['value', 'number', 'number'], (array, start, end) =>
    Array.isArray(array) ? slice(array, start, end) : null,
  ),
  array_reverse: fn(['value'], (array) => (Array.isArray(array) ? array.toReversed() : null)),
  array_sum: fn(['value'], (array) => (Array.isArray(array) ? sum(array) : null)),
  array_index_of: fn(['value', 'value'], indexOf),
  array_sort_asc: fn(['value'], (array) => sorted(array, 1)),
  array_sort_desc: fn(['value'], (array) => sorted(array, -1)),
  set_has_element: fn(['value', 'value'], (set, value) =>
    Array.isArray(set) ? Number(indexOf(set, value)) >= 0 : null,
  ),
  set_union: variadic('value', (sets) => distinct(sets.flat())),
  set_intersect: variadic('value', ([first, ...rest]) => among(first, rest, true)),
  set_difference: variadic('value', ([first, ...rest]) => among(first, rest, false)),
  strcat_array: fn(['value', 'text'], (array, delimiter) =>
    Array.isArray(array) ? array.map(dynamicText).join(delimiter) : '',
  ),
  gettype: { compile: compileGetType },
  dynamic_to_json: fn(['value'], (value) => formatJson(sortKeys(value ?? null))),
};

const mostKeptTexts = 50_000;

/** The same texts come again and again in logs: what they hold is kept for a while. */
function compileParse({ args }: Call): Evaluate {
  const [arg] = args;
  if (!arg) return () => null;
  const { evaluate, type } = arg;
  if (type !== 'string') {
    const convert = toDynamic(type);
    return (row) =>
      typeof evaluate(row) === 'string' ? parseJson(String(evaluate(row))) : convert(evaluate(row));
  }
  const kept = new Map<string, Value>();
  let last = { text: '', value: null as Value };
  return (row) => {
    const text = evaluate(row) as string;
    if (text !== last.text) last = { text, value: parseOnce(text, kept) };
    return last.value;
  };
}

/** Fields of a text are read without parsing it where that is possible. */
function parsedFields({ args, compiler }: Call): Scalar['field'] {
  const [arg] = args;
  if (arg?.type !== 'string' || arg.constant) return undefined;
  const readerFor = createFieldReader();
  const { evaluate } = arg;
  return (key) => {
    if (!isPlainKey(key)) return undefined;
    const read = readerFor(key);
    return derived('dynamic', args, (row) => read(String(evaluate(row))), compiler.runtime);
  };
}

function parseOnce(text: string, kept: Map<string, Value>): Value {
  const known = kept.get(text);
  if (known !== undefined) return known;
  const value = parseJson(text);
  if (kept.size >= mostKeptTexts) kept.clear();
  kept.set(text, value);
  return value;
}

/** Only paths of names and indexes: `$.a.b[0]`, `$['a']`. */
function compileExtractJson({ args, resultType }: Call): Evaluate {
  const [path, source] = args;
  if (!path || !source) return () => null;
  const convert = converter('dynamic', resultType);
  return (row) => {
    const steps = jsonPath(dynamicText(path.evaluate(row)));
    const input = source.evaluate(row);
    const start = typeof input === 'string' ? parseJson(input) : input;
    return convert(steps ? steps.reduce(readElement, start) : null);
  };
}

function jsonPath(text: string): (string | number)[] | undefined {
  const step = /\.(?<name>[^.[\]]+)|\[(?<index>-?\d+)\]|\[(?<quote>['"])(?<key>.*?)\k<quote>\]/y;
  const steps: (string | number)[] = [];
  step.lastIndex = text.startsWith('$') ? 1 : 0;
  const body = text.startsWith('$') ? text : `.${text}`;
  while (step.lastIndex < body.length) {
    const groups = step.exec(body)?.groups;
    if (!groups) return undefined;
    steps.push(
      groups.index === undefined ? (groups.name ?? groups.key ?? '') : Number(groups.index),
    );
  }
  return steps;
}

function compilePack({ args }: Call): Evaluate {
  const pairs: [Evaluate, Evaluate][] = [];
  for (let index = 0; index + 1 < args.length; index += 2) {
    const [key, value] = [args[index], args[index + 1]];
    if (key && value) pairs.push([key.evaluate, dynamicValue(value)]);
  }
  return (row) => {
    const bag = emptyBag();
    for (const [key, value] of pairs) bag[dynamicText(key(row))] = value(row);
    return bag;
  };
}

/** Every column of the row; with `true` those without a value are left out. */
function compilePackAll({ args, scope }: Call): Evaluate {
  const skipsEmpty = args[0];
  const columns = scope.columns
    .map((column, index) => ({
      column,
      evaluate: cellOf(scope, index).evaluate,
      convert: toDynamic(column.type),
    }))
    .filter(({ column }) => column !== ingestionColumn);
  return (row) => {
    const skip = skipsEmpty?.evaluate(row) === true;
    const bag = emptyBag();
    for (const { column, evaluate, convert } of columns) {
      const value = evaluate(row);
      if (!skip || (value !== null && value !== '')) bag[column.name] = convert(value);
    }
    return bag;
  };
}

function compilePackArray({ args }: Call): Evaluate {
  const values = args.map(dynamicValue);
  return (row) => values.map((value) => value(row));
}

function dynamicValue(arg: Call['args'][number]): Evaluate {
  const convert = toDynamic(arg.type);
  return (row) => convert(arg.evaluate(row));
}

/** The first bag that has a key wins. */
function mergeBags(bags: Value[]): Value {
  const merged = emptyBag();
  for (const bag of bags) {
    if (!isBag(bag)) continue;
    for (const key of Object.keys(bag)) if (!(key in merged)) merged[key] = bag[key] ?? null;
  }
  return merged;
}

function removeKeys(bag: Value, keys: Value): Value {
  if (!isBag(bag) || !Array.isArray(keys)) return null;
  const rest = emptyBag();
  for (const key of Object.keys(bag)) if (!keys.includes(key)) rest[key] = bag[key] ?? null;
  return rest;
}

/** Both ends are part of the slice. */
function slice(array: Value[], start: number, end: number): Value {
  const last = end < 0 ? array.length + end : end;
  return array.slice(start, last + 1);
}

function sum(array: Value[]): Value {
  const numbers = array.filter((value) => typeof value === 'number');
  return numbers.length === array.length
    ? numbers.reduce((total, value) => total + value, 0)
    : null;
}

function indexOf(array: Value, value: Value): Value {
  return Array.isArray(array) ? array.findIndex((item) => keyOf(item) === keyOf(value)) : null;
}

/** Nulls last, whichever way. */
function sorted(array: Value, sign: number): Value {
  if (!Array.isArray(array)) return null;
  const present = array.filter((value) => value !== null);
  present.sort((left, right) => sign * compareValues(left, right));
  return [...present, ...array.filter((value) => value === null)];
}

function distinct(values: Value[]): Value[] {
  return [...new Map(values.map((value) => [keyOf(value), value])).values()];
}

function among(first: Value | undefined, others: Value[], wanted: boolean): Value {
  if (!Array.isArray(first)) return null;
  const sets = others.map((set) => new Set(Array.isArray(set) ? set.map(keyOf) : []));
  const kept = first.filter((value) =>
    wanted
      ? sets.every((set) => set.has(keyOf(value)))
      : !sets.some((set) => set.has(keyOf(value))),
  );
  return distinct(kept);
}

function compileGetType({ args }: Call): Evaluate {
  const [arg] = args;
  if (!arg) return () => 'null';
  if (arg.type !== 'dynamic') return (row) => (arg.evaluate(row) === null ? 'null' : arg.type);
  return (row) => dynamicTypeName(arg.evaluate(row));
}

function dynamicTypeName(value: Value): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'object') return 'dictionary';
  if (typeof value === 'number') return Number.isInteger(value) ? 'long' : 'double';
  return typeof value === 'boolean' ? 'bool' : typeof value === 'bigint' ? 'long' : 'string';
}

function sortKeys(value: Value): Value {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (!isBag(value)) return value;
  const bag = emptyBag();
  for (const key of Object.keys(value).sort()) bag[key] = sortKeys(value[key] ?? null);
  return bag;
}
