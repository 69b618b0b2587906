import type { Compiler, Evaluate, Scalar, Scope } from '../compiler/types';
import type { Syntax } from '../parser/syntax';
import type { KqlColumn, KqlType } from '../types';
import type { Row, Value } from '../values/value';

/** What one aggregate keeps for all groups of one pass; groups are numbered from 0. */
export interface Accumulator {
  /** Keeps whole rows until the end. */
  keepsRows?: boolean;
  /** Called once for each group, in order, before its first row. */
  open(group: number): void;
  add(group: number, row: Row): void;
  /** The values of the aggregate's columns. */
  finish(group: number): Value[];
}

/** One call of an aggregate, ready to be compiled. */
export interface AggregateCall {
  name: string;
  node: Syntax;
  args: Scalar[];
  argNodes: Syntax[];
  /** Type of the result, of its first column where it has several. */
  resultType: KqlType;
  scope: Scope;
  compiler: Compiler;
  /** The columns it fills: one, or as many as the binder says. */
  columns: KqlColumn[];
}

/** Compiles a call into something that makes an empty accumulator for each pass. */
export type CompileAggregate = (call: AggregateCall) => () => Accumulator;

/** An aggregate that folds one value a row into one value a group; nulls are left out. */
export function folding<State>(fold: {
  start(): State;
  /** Gives the new state; it may be the old one, changed. */
  add(state: State, value: Value): State;
  finish(state: State, type: KqlType): Value;
}): CompileAggregate {
  return ({ args, resultType }) => {
    const evaluate = evaluatorOf(args[0]);
    return () => {
      const states: State[] = [];
      return {
        open: (group) => {
          states[group] = fold.start();
        },
        add(group, row) {
          const value = evaluate(row);
          if (value !== null) states[group] = fold.add(states[group] as State, value);
        },
        finish: (group) => [fold.finish(states[group] as State, resultType)],
      };
    };
  };
}

/** The `…if` form: the last argument is a condition that rows must meet. */
export function onlyIf(compile: CompileAggregate): CompileAggregate {
  return (call) => {
    const condition = evaluatorOf(call.args.at(-1));
    const make = compile({ ...call, args: call.args.slice(0, -1) });
    return () => {
      const accumulator = make();
      return {
        ...accumulator,
        add(group, row) {
          if (condition(row) === true) accumulator.add(group, row);
        },
      };
    };
  };
}

export function evaluatorOf(arg: Scalar | undefined): Evaluate {
  return arg?.evaluate ?? (() => null);
}
