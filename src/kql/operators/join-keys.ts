import { columnIndex } from '../compiler/scope';
import type { Evaluate, Plan } from '../compiler/types';
import { columnScalar } from '../expressions/names';
import { items, kindOf, nameText, part, type Syntax } from '../parser/syntax';
import type { OperatorUse } from './operator';

/** What must be equal, on each side, and which columns of the right side that is. */
export interface JoinKeys {
  left: Evaluate[];
  right: Evaluate[];
  rightColumns: Set<number>;
}

/** `on a, $left.b == $right.c`: names, equalities, and equalities joined by `and`. */
export function readJoinKeys(clause: Syntax, left: Plan, right: Plan, use: OperatorUse): JoinKeys {
  if (kindOf(clause) !== 'JoinOnClause') throw use.compiler.refuse('This join condition', clause);
  const pairs = items(clause, 'Expressions').flatMap((node) => pairsOf(node, use));
  const evaluates = (side: Plan, names: Syntax[]) =>
    names.map((name) => {
      const scope = { columns: side.columns, names: use.names };
      return columnScalar(nameText(name), name, scope, use.compiler).evaluate;
    });
  return {
    left: evaluates(
      left,
      pairs.map((pair) => pair.left),
    ),
    right: evaluates(
      right,
      pairs.map((pair) => pair.right),
    ),
    rightColumns: new Set(pairs.map((pair) => columnIndex(right.columns, nameText(pair.right)))),
  };
}

interface Pair {
  left: Syntax;
  right: Syntax;
}

function pairsOf(node: Syntax, use: OperatorUse): Pair[] {
  const kind = kindOf(node);
  if (kind === 'NameReference') return [{ left: node, right: node }];
  if (kind === 'ParenthesizedExpression') return pairsOf(part(node, 'Expression'), use);
  if (kind === 'AndExpression') {
    return [...pairsOf(part(node, 'Left'), use), ...pairsOf(part(node, 'Right'), use)];
  }
  if (kind === 'EqualExpression') {
    return [pairFrom(part(node, 'Left'), part(node, 'Right'), use)];
  }
  throw use.compiler.refuse('This join condition', node);
}

function pairFrom(first: Syntax, second: Syntax, use: OperatorUse): Pair {
  const sides = new Map([sideOf(first, use), sideOf(second, use)]);
  const [left, right] = [sides.get('$left'), sides.get('$right')];
  if (!left || !right) throw use.compiler.refuse('A condition on one side only', first);
  return { left, right };
}

function sideOf(node: Syntax, use: OperatorUse): [string, Syntax] {
  if (kindOf(node) !== 'PathExpression') throw use.compiler.refuse('This join condition', node);
  return [nameText(part(node, 'Expression')), part(node, 'Selector')];
}
