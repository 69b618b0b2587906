import { oncePerRun } from '../compiler/memory';
import { visible } from '../compiler/scope';
import type { Compiler, Names, Plan } from '../compiler/types';
import { part, type Syntax } from '../parser/syntax';
import { collect } from './row-window';

/** Evaluates its query once a run and keeps the rows. */
export function compileMaterialize(node: Syntax, names: Names, compiler: Compiler): Plan {
  const input = compiler.table(part(node, 'Expression'), names);
  const rows = oncePerRun(compiler.runtime, () => collect(input));
  return {
    columns: visible(input.columns),
    serialized: input.serialized,
    run(sink) {
      for (const row of rows()) if (!sink(row)) return;
    },
  };
}
