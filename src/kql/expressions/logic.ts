import { derived } from '../compiler/scope';
import type { Compiler, Evaluate, Scalar, Scope } from '../compiler/types';
import { kindOf, part, type Syntax } from '../parser/syntax';

/** `and`, `or` with three values: true, false and not known. */
export function compileLogic(node: Syntax, scope: Scope, compiler: Compiler): Scalar {
  const left = compiler.scalar(part(node, 'Left'), scope);
  const right = compiler.scalar(part(node, 'Right'), scope);
  const combine = kindOf(node) === 'AndExpression' ? both : either;
  return derived('bool', [left, right], combine(left.evaluate, right.evaluate), compiler.runtime);
}

function both(left: Evaluate, right: Evaluate): Evaluate {
  return (row) => {
    const first = left(row);
    if (first === false) return false;
    const second = right(row);
    if (second === false) return false;
    return first === null || second === null ? null : true;
  };
}

function either(left: Evaluate, right: Evaluate): Evaluate {
  return (row) => {
    const first = left(row);
    if (first === true) return true;
    const second = right(row);
    if (second === true) return true;
    return first === null || second === null ? null : false;
  };
}
