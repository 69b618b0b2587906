import { isTabular, items, kindOf, nameText, part, type Syntax } from '../parser/syntax';
import { emptyScope } from './scope';
import type { Binding, Compiler, Names, Plan } from './types';

/** `let` statements and then the one query; its plan. */
export function compileStatements(tree: Syntax, compiler: Compiler): Plan {
  const names = new Map<string, Binding>();
  let plan: Plan | undefined;
  for (const statement of items(tree, 'Statements')) {
    if (plan) throw compiler.refuse('A second query', statement);
    plan = compileStatement(statement, names, compiler);
  }
  if (!plan) throw compiler.reject('There is no query after the let statements', tree);
  return plan;
}

function compileStatement(
  statement: Syntax,
  names: Map<string, Binding>,
  compiler: Compiler,
): Plan | undefined {
  const kind = kindOf(statement);
  if (kind === 'LetStatement') {
    const bound = bindLet(part(statement, 'Expression'), new Map(names), compiler);
    names.set(nameText(part(statement, 'Name')), bound);
    return undefined;
  }
  if (kind !== 'ExpressionStatement') throw compiler.refuse(`The statement '${kind}'`, statement);
  const query = part(statement, 'Expression');
  if (!isTabular(query)) throw compiler.reject('The query has no tabular result', query);
  return compiler.table(query, names);
}

/** A table is compiled again for each use: its closures hold the state of one pass. */
function bindLet(node: Syntax, names: Names, compiler: Compiler): Binding {
  const kind = kindOf(node);
  if (kind === 'FunctionDeclaration') return { kind: 'function', declaration: node, names };
  if (kind === 'MaterializeExpression') {
    const shared = compiler.table(node, names);
    return { kind: 'table', plan: () => shared };
  }
  if (!isTabular(node)) return { kind: 'scalar', scalar: compiler.scalar(node, emptyScope(names)) };
  // Compiled at once as well, so that errors show even where the name is never used.
  compiler.table(node, names);
  return { kind: 'table', plan: () => compiler.table(node, names) };
}
