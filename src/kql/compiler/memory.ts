import type { Value } from '../values/value';
import type { Codes, Evaluate, Runtime } from './types';

/** Evaluates once a run, when first needed. */
export function oncePerRun<Result>(runtime: Runtime, evaluate: () => Result): () => Result {
  let kept: { value: Result } | undefined;
  return () => {
    if (!kept) {
      kept = { value: evaluate() };
      runtime.releases.push(() => {
        kept = undefined;
      });
    }
    return kept.value;
  };
}

/** Evaluates once for each distinct value of the column that the value depends on. */
export function oncePerCode(codes: Codes, evaluate: Evaluate, runtime: Runtime): Evaluate {
  let kept: (Value | undefined)[] | undefined;
  return (row) => {
    kept ??= remember(codes.count(), runtime, () => {
      kept = undefined;
    });
    if (kept.length === 0) return evaluate(row);
    const code = codes.at(row);
    const known = kept[code];
    if (known !== undefined) return known;
    const value = evaluate(row);
    kept[code] = value;
    return value;
  };
}

/** For rows that are not made yet: several operators may read the same column of the same row. */
export function oncePerRow(evaluate: Evaluate, runtime: Runtime): Evaluate {
  let at: Value | undefined;
  let value: Value = null;
  return (row) => {
    if (at === undefined) runtime.releases.push(forget);
    if (row[0] !== at) {
      value = evaluate(row);
      at = row[0];
    }
    return value;
  };
  function forget(): void {
    at = undefined;
    value = null;
  }
}

function remember(count: number, runtime: Runtime, release: () => void): (Value | undefined)[] {
  runtime.releases.push(release);
  return new Array<Value | undefined>(count);
}
