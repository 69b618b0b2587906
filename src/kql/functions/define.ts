import { oncePerRun } from '../compiler/memory';
import type { Compiler, Evaluate, Scalar, Scope } from '../compiler/types';
import { convertScalar } from '../expressions/comparison';
import type { Syntax } from '../parser/syntax';
import type { KqlType } from '../types';
import { isWhole } from '../values/convert';
import type { Value, Whole } from '../values/value';

/** One call of a function, ready to be compiled. */
export interface Call {
  name: string;
  node: Syntax;
  args: Scalar[];
  argNodes: Syntax[];
  resultType: KqlType;
  scope: Scope;
  compiler: Compiler;
}

export interface FunctionEntry {
  compile(call: Call): Evaluate;
  /** As `Scalar.field`, for the call. */
  fields?(call: Call): Scalar['field'];
  /** Depends on more than its arguments and the run: never evaluated ahead. */
  perRow?: boolean;
}

/** Name to function; adding a function is one entry in one of these tables. */
export type FunctionTable = Record<string, FunctionEntry>;

interface Natives {
  /** A text; a dynamic is read as one. */
  text: string;
  /** Any number, as a JavaScript one. */
  number: number;
  /** A long, or ticks. */
  whole: Whole;
  flag: boolean;
  /** Whatever it is, null included. */
  value: Value;
}

export type Kind = keyof Natives;

type Args<Kinds extends readonly Kind[]> = { [Index in keyof Kinds]: Natives[Kinds[Index]] };

/**
 * A function of arguments read as the given kinds. It is not called when an argument of a kind
 * other than `value` is null: the result is null then, or an empty text. Optional arguments that
 * the call leaves out arrive as undefined: give them a default.
 */
export function fn<const Kinds extends readonly Kind[]>(
  kinds: Kinds,
  compute: (...args: Args<Kinds>) => Value | undefined,
): FunctionEntry {
  const call = compute as unknown as (...args: unknown[]) => Value | undefined;
  return {
    compile({ args, resultType }) {
      const empty = emptyOf(resultType);
      const readers = kinds.map((kind, index) => reader(kind, args[index]));
      return applied(readers, call, empty);
    },
  };
}

/** A function of any number of arguments of one kind. */
export function variadic<K extends Kind>(
  kind: K,
  compute: (values: Natives[K][]) => Value | undefined,
): FunctionEntry {
  return {
    compile({ args, resultType }) {
      const empty = emptyOf(resultType);
      const readers = args.map((arg) => reader(kind, arg));
      const call = (...values: unknown[]) => compute(values as Natives[K][]);
      return applied(readers, call, empty);
    },
  };
}

/** The same function, which stops the query where an argument the binder holds constant is not known. */
export function withKnown(
  entry: FunctionEntry,
  index: number,
  isKnown: (text: string) => boolean,
): FunctionEntry {
  return {
    compile(call) {
      const { compiler, args, name, node } = call;
      const evaluate = entry.compile(call);
      const arg = args[index];
      if (!arg) return evaluate;
      const check = oncePerRun(compiler.runtime, () => {
        const text = String(arg.evaluate([]));
        if (!isKnown(text)) throw compiler.stop(`'${name}' does not know '${text}'`, node);
        return true;
      });
      return (row) => (check() ? evaluate(row) : null);
    },
  };
}

export function emptyOf(type: KqlType): Value {
  return type === 'string' ? '' : null;
}

/** Gives undefined for null where the function shall not be called. */
type Read = (row: Value[]) => unknown;

function applied(
  readers: (Read | undefined)[],
  call: (...args: unknown[]) => Value | undefined,
  empty: Value,
): Evaluate {
  const [first, second] = readers;
  const present = readers.filter((read) => read !== undefined);
  if (first && present.length === 1) {
    return (row) => {
      const a = first(row);
      return a === undefined ? empty : (call(a) ?? empty);
    };
  }
  if (first && second && present.length === 2) {
    return (row) => {
      const a = first(row);
      const b = second(row);
      return a === undefined || b === undefined ? empty : (call(a, b) ?? empty);
    };
  }
  return (row) => {
    const values = present.map((read) => read(row));
    return values.includes(undefined) ? empty : (call(...values) ?? empty);
  };
}

function reader(kind: Kind, arg: Scalar | undefined): Read | undefined {
  if (!arg) return undefined;
  if (kind === 'value') return arg.evaluate;
  const evaluate = kind === 'text' ? convertScalar(arg, 'string').evaluate : arg.evaluate;
  const accept = accepts[kind];
  return (row) => accept(evaluate(row));
}

const accepts: Record<Exclude<Kind, 'value'>, (value: Value) => unknown> = {
  text: (value) => (typeof value === 'string' ? value : undefined),
  number: (value) => (isWhole(value) ? Number(value) : undefined),
  whole: (value) => (isWhole(value) ? value : undefined),
  flag: (value) => (typeof value === 'boolean' ? value : undefined),
};
