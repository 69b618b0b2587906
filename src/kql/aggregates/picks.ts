import { cellOf, columnIndex } from '../compiler/scope';
import type { Evaluate } from '../compiler/types';
import { kindOf } from '../parser/syntax';
import { compareValues } from '../values/compare';
import type { Row, Value } from '../values/value';
import type { AggregateCall, CompileAggregate } from './aggregate';
import { evaluatorOf } from './aggregate';

/** The row with the largest (or smallest) value, and other columns of it. The first one wins. */
export function argExtreme(sign: number): CompileAggregate {
  return (call) => {
    const evaluate = evaluatorOf(call.args[0]);
    const pick = pickedValues(call);
    return () => {
      const best: Value[] = [];
      const rows: (Row | undefined)[] = [];
      return {
        keepsRows: true,
        open: (group) => {
          best[group] = null;
          rows[group] = undefined;
        },
        add(group, row) {
          const value = evaluate(row);
          const known = best[group] as Value;
          if (value === null || (known !== null && compareValues(value, known) * sign <= 0)) return;
          best[group] = value;
          rows[group] = row;
        },
        finish: (group) => pick(rows[group]),
      };
    };
  };
}

/** Any row will do: the first one, for one value the first that is there. */
export const takeAny: CompileAggregate = (call) => {
  const pick = pickedValues(call);
  const [only, second] = call.args;
  const evaluate = only && !second ? only.evaluate : () => true;
  return () => {
    const rows: (Row | undefined)[] = [];
    return {
      keepsRows: true,
      open: (group) => {
        rows[group] = undefined;
      },
      add(group, row) {
        if (rows[group] === undefined && !isMissing(evaluate(row))) rows[group] = row;
      },
      finish: (group) => pick(rows[group]),
    };
  };
};

function isMissing(value: Value): boolean {
  return value === null || value === '';
}

/** One evaluation for each column of the result; `*` stands for those the binder left in it. */
function pickedValues(call: AggregateCall): (row: Row | undefined) => Value[] {
  const { columns } = call;
  const evaluations: Evaluate[] = [];
  for (const [index, node] of call.argNodes.entries()) {
    if (kindOf(node) === 'StarExpression')
      evaluations.push(...starColumns(call, evaluations.length));
    else evaluations.push(evaluatorOf(call.args[index]));
  }
  return (row) =>
    columns.map(({ type }, index) =>
      row ? (evaluations[index]?.(row) ?? null) : type === 'string' ? '' : null,
    );
}

function starColumns({ columns, scope }: AggregateCall, from: number): Evaluate[] {
  return columns
    .slice(from)
    .map(({ name }) => cellOf(scope, columnIndex(scope.columns, name)).evaluate);
}
