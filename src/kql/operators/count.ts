import type { Plan } from '../compiler/types';
import { columnsOf } from '../parser/syntax';
import { runRows } from './deferred';
import { inputOf, type OperatorUse, readParameters } from './operator';

/** One row with the number of rows; the binder names its column. */
export function compileCount(use: OperatorUse): Plan {
  readParameters(use, []);
  const input = inputOf(use);
  return {
    columns: columnsOf(use.node),
    serialized: true,
    run(sink) {
      let count = 0;
      const countOne = () => {
        count++;
        return true;
      };
      runRows(input, countOne, true);
      sink([count]);
    },
  };
}
