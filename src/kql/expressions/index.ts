import type { Compiler, Scalar, Scope } from '../compiler/types';
import { kindOf, part, type Syntax } from '../parser/syntax';
import { compileArithmetic, compileSign } from './arithmetic';
import { compileBetween } from './between';
import { compileCall } from './calls';
import { compileComparison } from './comparison';
import { compileCompoundString, compileDynamic, compileLiteral } from './literals';
import { compileLogic } from './logic';
import { compileHasSeveral, compileIn } from './membership';
import { compileName } from './names';
import { compileElement, compilePath } from './paths';
import { compileRegexMatch, compileTextMatch } from './text-match';
import { compileToScalar } from './to-scalar';

/** Compiles any scalar expression by the parser's name for it. */
export function compileExpression(node: Syntax, scope: Scope, compiler: Compiler): Scalar {
  const kind = kindOf(node);
  const compile = expressions[kind] ?? byEnding(kind);
  if (!compile) throw compiler.refuse(`The expression '${kind}'`, node);
  return compile(node, scope, compiler);
}

type CompileExpression = (node: Syntax, scope: Scope, compiler: Compiler) => Scalar;

const expressions: Record<string, CompileExpression> = {
  NameReference: compileName,
  ParenthesizedExpression: (node, scope, compiler) =>
    compiler.scalar(part(node, 'Expression'), scope),
  CompoundStringLiteralExpression: compileCompoundString,
  DynamicExpression: (node, _scope, compiler) => compileDynamic(node, compiler),
  FunctionCallExpression: compileCall,
  ToScalarExpression: compileToScalar,
  PathExpression: compilePath,
  ElementExpression: compileElement,
  AndExpression: compileLogic,
  OrExpression: compileLogic,
  UnaryMinusExpression: compileSign,
  UnaryPlusExpression: compileSign,
  AddExpression: compileArithmetic,
  SubtractExpression: compileArithmetic,
  MultiplyExpression: compileArithmetic,
  DivideExpression: compileArithmetic,
  ModuloExpression: compileArithmetic,
  EqualExpression: compileComparison,
  NotEqualExpression: compileComparison,
  LessThanExpression: compileComparison,
  LessThanOrEqualExpression: compileComparison,
  GreaterThanExpression: compileComparison,
  GreaterThanOrEqualExpression: compileComparison,
  InExpression: compileIn,
  InCsExpression: compileIn,
  NotInExpression: compileIn,
  NotInCsExpression: compileIn,
  HasAnyExpression: compileHasSeveral,
  HasAllExpression: compileHasSeveral,
  BetweenExpression: compileBetween,
  NotBetweenExpression: compileBetween,
  MatchesRegexExpression: compileRegexMatch,
};

const textMatch =
  /^(?:EqualTilde|BangTilde|(?:Not)?(?:Has|HasPrefix|HasSuffix|Contains|StartsWith|EndsWith)(?:Cs)?)Expression$/;

function byEnding(kind: string): CompileExpression | undefined {
  if (kind.endsWith('LiteralExpression')) {
    return (node, _scope, compiler) => compileLiteral(node, compiler);
  }
  return textMatch.test(kind) ? compileTextMatch : undefined;
}
