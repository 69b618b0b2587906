import type { Evaluate } from '../compiler/types';
import { compareValues } from '../values/compare';
import { isWhole } from '../values/convert';
import { originTicks } from '../values/ticks';
import type { Value, Whole } from '../values/value';
import { floorWhole, negateWhole, truncateToWhole } from '../values/whole';
import { type Call, type FunctionEntry, type FunctionTable, fn, variadic } from './define';

const bin: FunctionEntry = { compile: compileBin };

export const mathFunctions: FunctionTable = {
  bin,
  floor: bin,
  ceiling: real(Math.ceil),
  round: fn(['number', 'number'], (value, digits = 0) => round(value, digits)),
  abs: fn(['whole'], (value) => (value < 0 ? negative(value) : value)),
  sqrt: real((value) => (value < 0 ? undefined : Math.sqrt(value))),
  exp: real(Math.exp),
  exp2: real((value) => 2 ** value),
  exp10: real((value) => 10 ** value),
  log: real(logarithm(Math.log)),
  log2: real(logarithm(Math.log2)),
  log10: real(logarithm(Math.log10)),
  pow: fn(['number', 'number'], (base, exponent) => base ** exponent),
  sign: fn(['number'], Math.sign),
  isnan: fn(['number'], Number.isNaN),
  isinf: fn(['number'], (value) => Math.abs(value) === Number.POSITIVE_INFINITY),
  isfinite: fn(['number'], Number.isFinite),
  pi: variadic('value', () => Math.PI),
  min_of: variadic('value', (values) => extreme(values, -1)),
  max_of: variadic('value', (values) => extreme(values, 1)),
};

/** Bins of times are counted from the first day of year 1, all others from zero. */
function compileBin({ args, resultType }: Call): Evaluate {
  const [value, size] = args;
  if (!value || !size) return () => null;
  if (resultType === 'real' || resultType === 'decimal')
    return realBin(value.evaluate, size.evaluate);
  const offset: Whole = value.type === 'datetime' ? originTicks : 0;
  return size.constant
    ? constantBin(value.evaluate, size.evaluate, offset)
    : (row) => binWhole(value.evaluate(row), size.evaluate(row), offset);
}

/** Rows in order of time fall into the same bin again and again. */
function constantBin(value: Evaluate, size: Evaluate, offset: Whole): Evaluate {
  let start = 0;
  let end = 0;
  let width: Value = null;
  return (row) => {
    const current = value(row);
    const wanted = size(row);
    if (typeof current === 'number' && wanted === width && current >= start && current < end) {
      return start;
    }
    const found = binWhole(current, wanted, offset);
    if (typeof found === 'number' && typeof wanted === 'number') {
      [start, end, width] = [found, found + wanted, wanted];
    }
    return found;
  };
}

function binWhole(value: Value, size: Value, offset: Whole): Value {
  return isWhole(value) && isWhole(size) ? (floorWhole(value, size, offset) ?? null) : null;
}

function realBin(value: Evaluate, size: Evaluate): Evaluate {
  return (row) => {
    const [number, width] = [value(row), size(row)];
    if (!isWhole(number) || !isWhole(width) || width <= 0) return null;
    return Math.floor(Number(number) / Number(width)) * Number(width);
  };
}

function real(compute: (value: number) => number | undefined): FunctionEntry {
  return {
    compile({ args, resultType }) {
      const { evaluate } = args[0] ?? { evaluate: () => null };
      const whole = resultType === 'long' || resultType === 'int';
      return (row) => {
        const value = evaluate(row);
        if (!isWhole(value)) return null;
        if (whole && typeof value === 'bigint') return value;
        const result = compute(Number(value));
        if (result === undefined) return null;
        return whole ? (truncateToWhole(result) ?? null) : result;
      };
    },
  };
}

function logarithm(compute: (value: number) => number): (value: number) => number | undefined {
  return (value) => (value > 0 ? compute(value) : undefined);
}

function negative(value: Whole): Value {
  return typeof value === 'number' ? -value : negateWhole(value);
}

function round(value: number, digits: number): number {
  const scale = 10 ** digits;
  const scaled = Math.abs(value) * scale;
  if (!Number.isFinite(scaled)) return value;
  return (Math.sign(value) * Math.round(scaled)) / scale;
}

function extreme(values: Value[], sign: number): Value {
  let best: Value = null;
  for (const value of values) {
    if (value !== null && (best === null || compareValues(value, best) * sign > 0)) best = value;
  }
  return best;
}
