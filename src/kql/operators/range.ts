import { emptyScope } from '../compiler/scope';
import type { Plan } from '../compiler/types';
import { convertScalar } from '../expressions/comparison';
import { columnsOf, part } from '../parser/syntax';
import { isWhole } from '../values/convert';
import type { Value, Whole } from '../values/value';
import { addWhole } from '../values/whole';
import type { OperatorUse } from './operator';

/** More rows than this is a mistake in the step. */
const mostRows = 5_000_000;

/** One column of equally spaced values, both ends included. */
export function compileRange({ node, names, compiler }: OperatorUse): Plan {
  const columns = columnsOf(node);
  const type = columns[0]?.type ?? 'long';
  const scope = emptyScope(names);
  const [from, to] = ['From', 'To'].map((name) =>
    convertScalar(compiler.scalar(part(node, name), scope), type),
  );
  const step = compiler.scalar(part(node, 'Step'), scope);
  const add = type === 'real' ? addReal : addWhole;
  return {
    columns,
    serialized: true,
    run(sink) {
      const ends = [from?.evaluate([]), to?.evaluate([]), step.evaluate([])] as Value[];
      const [start, end, by] = ends;
      if (!isPresent(start) || !isPresent(end) || !isPresent(by) || by === 0) {
        throw compiler.stop('A range needs a start, an end and a step that is not zero', node);
      }
      let rows = 0;
      for (let value = start; by > 0 ? value <= end : value >= end; value = add(value, by)) {
        if (++rows > mostRows) throw compiler.stop(`A range of over ${mostRows} rows`, node);
        if (!sink([value])) return;
      }
    },
  };
}

function isPresent(value: Value | undefined): value is Whole {
  return value !== undefined && isWhole(value);
}

function addReal(left: Whole, right: Whole): number {
  return Number(left) + Number(right);
}
