import { emptyScope } from '../compiler/scope';
import type { Compiler, Names, Plan } from '../compiler/types';
import { convertScalar } from '../expressions/comparison';
import { columnsOf, items, type Syntax } from '../parser/syntax';
import type { Row } from '../values/value';

/** Rows written into the query. */
export function compileDatatable(node: Syntax, names: Names, compiler: Compiler): Plan {
  const [parameter] = items(node, 'Parameters');
  if (parameter) throw compiler.refuse('A parameter of datatable', parameter);
  const columns = columnsOf(node);
  const values = items(node, 'Values').map((value, index) => {
    const type = columns[index % columns.length]?.type ?? 'dynamic';
    return convertScalar(compiler.scalar(value, emptyScope(names)), type);
  });
  return {
    columns,
    serialized: true,
    run(sink) {
      for (let start = 0; start < values.length; start += columns.length) {
        const row: Row = values
          .slice(start, start + columns.length)
          .map((value) => value.evaluate([]));
        if (!sink(row)) return;
      }
    },
  };
}
