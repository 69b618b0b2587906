import { visible } from '../compiler/scope';
import type { Compiler, Plan } from '../compiler/types';
import { columnsOf, items, kindOf, nameText, part, type Syntax } from '../parser/syntax';
import type { KqlColumn } from '../types';
import { mergeInto } from './merge-columns';
import { type OperatorUse, readParameters } from './operator';
import { scanTable } from './scan';

/** All rows of one input after another, in the columns of all of them. */
export function compileUnion(use: OperatorUse): Plan {
  const parameters = readParameters(use, ['kind', 'withsource', 'isfuzzy']);
  const columns = columnsOf(use.node);
  const operands = readOperands(use);
  if (parameters.get('kind') === 'inner') requireSameColumns(operands, use);
  const tagged = parameters.has('withsource');
  return {
    columns,
    serialized: false,
    run(sink) {
      let more = true;
      for (const { plan, source } of operands) {
        if (!more) return;
        const merge = mergeInto(columns, plan, tagged ? source : '');
        plan.run((row) => {
          more = sink(merge(row));
          return more;
        });
      }
    },
  };
}

interface Operand {
  plan: Plan;
  source: string;
}

function readOperands(use: OperatorUse): Operand[] {
  const first: Operand[] = use.input ? [{ plan: use.input, source: 'union_arg0' }] : [];
  const others = items(use.node, 'Expressions').flatMap((node, index) =>
    operandsOf(node, `union_arg${index + first.length}`, use),
  );
  return [...first, ...others];
}

/** A name with `*` stands for every table it fits; what has no name is numbered. */
function operandsOf(node: Syntax, unnamed: string, { names, compiler }: OperatorUse): Operand[] {
  const isName = kindOf(node) === 'NameReference';
  if (isName && kindOf(part(node, 'Name')).includes('Wildcarded')) {
    return wildcardTables(nameText(node), node, compiler);
  }
  return [{ plan: compiler.table(node, names), source: isName ? nameText(node) : unnamed }];
}

function wildcardTables(pattern: string, node: Syntax, compiler: Compiler): Operand[] {
  const escaped = pattern.replace(/[.*+?^${}()|[\]\\]/g, (character) =>
    character === '*' ? '.*' : `\\${character}`,
  );
  const fits = new RegExp(`^${escaped}$`);
  return compiler.tables
    .filter((table) => fits.test(table.name))
    .map((table) => ({ plan: scanTable(table, node, compiler), source: table.name }));
}

/** The binder gives the columns of all inputs whatever the kind; for equal ones that is the same. */
function requireSameColumns(operands: Operand[], { node, compiler }: OperatorUse): void {
  const [first, ...others] = operands.map(({ plan }) => layout(visible(plan.columns)));
  if (others.some((other) => other !== first)) {
    throw compiler.refuse("'union kind=inner' of different columns", node);
  }
}

function layout(columns: KqlColumn[]): string {
  return columns
    .map(({ name, type }) => `${name}:${type}`)
    .sort()
    .join();
}
