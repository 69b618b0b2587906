import type { KqlType } from '../types';
import { compareValues } from '../values/compare';
import type { Value, Whole } from '../values/value';
import { addWhole, divideWhole } from '../values/whole';
import { type CompileAggregate, folding } from './aggregate';

/** Of no values at all: zero. */
export const sum: CompileAggregate = (call) => {
  const add = isReal(call.resultType) ? addReal : addWhole;
  return folding<Whole>({
    start: () => 0,
    add: (total, value) => add(total, value as Whole),
    finish: (total) => total,
  })(call);
};

/** Of no values at all: not a number, for times null. */
export const average: CompileAggregate = (call) => {
  const real = call.args[0]?.type === 'real' || call.args[0]?.type === 'decimal';
  const add = real ? addReal : addWhole;
  return folding<{ total: Whole; count: number }>({
    start: () => ({ total: 0, count: 0 }),
    add: (state, value) => ({ total: add(state.total, value as Whole), count: state.count + 1 }),
    finish: ({ total, count }, type) => mean(total, count, type),
  })(call);
};

function mean(total: Whole, count: number, type: KqlType): Value {
  if (type !== 'timespan' && type !== 'datetime') return Number(total) / count;
  return divideWhole(total, count) ?? null;
}

export const minimum: CompileAggregate = extreme(-1);
export const maximum: CompileAggregate = extreme(1);

interface Moments {
  count: number;
  mean: number;
  squares: number;
}

/** Of a sample; of one value or none it is zero. */
export const variance: CompileAggregate = spread(sampleVariance);
export const deviation: CompileAggregate = spread((moments) => Math.sqrt(sampleVariance(moments)));
export const populationVariance: CompileAggregate = spread(wholeVariance);
export const populationDeviation: CompileAggregate = spread((moments) =>
  Math.sqrt(wholeVariance(moments)),
);

/** Welford's method: exact enough for large numbers that differ little. */
function spread(finish: (moments: Moments) => number): CompileAggregate {
  return folding<Moments>({
    start: () => ({ count: 0, mean: 0, squares: 0 }),
    add(moments, value) {
      const distance = Number(value) - moments.mean;
      moments.count++;
      moments.mean += distance / moments.count;
      moments.squares += distance * (Number(value) - moments.mean);
      return moments;
    },
    finish,
  });
}

function sampleVariance({ count, squares }: Moments): number {
  return count > 1 ? squares / (count - 1) : 0;
}

function wholeVariance({ count, squares }: Moments): number {
  return count > 0 ? squares / count : 0;
}

function extreme(sign: number): CompileAggregate {
  return folding<Value>({
    start: () => null,
    add(best, value) {
      if (best === null) return value;
      if (typeof best === 'number' && typeof value === 'number') {
        return (value - best) * sign > 0 ? value : best;
      }
      return compareValues(value, best) * sign > 0 ? value : best;
    },
    finish: (best, type) => (best === null && type === 'string' ? '' : best),
  });
}

function addReal(left: Whole, right: Whole): number {
  return Number(left) + Number(right);
}

function isReal(type: KqlType): boolean {
  return type === 'real' || type === 'decimal';
}
