import { type CompileAggregate, onlyIf } from './aggregate';
import { countDistinct, countRows } from './counts';
import { makeBag, makeList, makeListWithNulls, makeSet } from './lists';
import {
  average,
  deviation,
  maximum,
  minimum,
  populationDeviation,
  populationVariance,
  sum,
  variance,
} from './numbers';
import { percentile, percentilesArray } from './percentiles';
import { argExtreme, takeAny } from './picks';

/** The aggregate of that name; undefined when we do not have it. */
export function findAggregate(name: string): CompileAggregate | undefined {
  return Object.hasOwn(aggregates, name) ? aggregates[name] : undefined;
}

const aggregates: Record<string, CompileAggregate> = {
  count: countRows,
  countif: onlyIf(countRows),
  dcount: countDistinct,
  dcountif: onlyIf(countDistinct),
  count_distinct: countDistinct,
  count_distinctif: onlyIf(countDistinct),
  sum,
  sumif: onlyIf(sum),
  avg: average,
  avgif: onlyIf(average),
  min: minimum,
  minif: onlyIf(minimum),
  max: maximum,
  maxif: onlyIf(maximum),
  stdev: deviation,
  stdevif: onlyIf(deviation),
  stdevp: populationDeviation,
  variance,
  varianceif: onlyIf(variance),
  variancep: populationVariance,
  percentile,
  percentiles: percentile,
  percentiles_array: percentilesArray,
  arg_max: argExtreme(1),
  arg_min: argExtreme(-1),
  take_any: takeAny,
  any: takeAny,
  take_anyif: onlyIf(takeAny),
  make_list: makeList,
  makelist: makeList,
  make_list_if: onlyIf(makeList),
  make_list_with_nulls: makeListWithNulls,
  make_set: makeSet,
  makeset: makeSet,
  make_set_if: onlyIf(makeSet),
  make_bag: makeBag,
  make_bag_if: onlyIf(makeBag),
};
