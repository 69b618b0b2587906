import { kindOf, type Syntax, valueText } from '../parser/syntax';
import { compileCount } from './count';
import { compileDistinct } from './distinct';
import { compileExtend, compileSerialize } from './extend';
import { compileJoin, compileLookup } from './join';
import { compileMvExpand } from './mv-expand';
import type { CompileOperator } from './operator';
import { compileParse } from './parse';
import { compileAs, compileRender } from './pass-through';
import { compilePrint } from './print';
import { compileProject, compileRename, compileReselect } from './project';
import { compileRange } from './range';
import { compileSearch } from './search';
import { compileSort, compileTop } from './sort';
import { compileSummarize } from './summarize';
import { compileTake } from './take';
import { compileUnion } from './union';
import { compileWhere } from './where';

/** The operator by the parser's name for its node; undefined when we do not have it. */
export function findOperator(kind: string): CompileOperator | undefined {
  return operators[kind];
}

/** How the operator is written. */
export function operatorName(node: Syntax): string {
  return valueText(node) || kindOf(node);
}

const operators: Record<string, CompileOperator | undefined> = {
  FilterOperator: compileWhere,
  ExtendOperator: compileExtend,
  SerializeOperator: compileSerialize,
  ProjectOperator: compileProject,
  ProjectAwayOperator: compileReselect,
  ProjectKeepOperator: compileReselect,
  ProjectRenameOperator: compileRename,
  ProjectReorderOperator: compileReselect,
  TakeOperator: compileTake,
  CountOperator: compileCount,
  SortOperator: compileSort,
  TopOperator: compileTop,
  SummarizeOperator: compileSummarize,
  DistinctOperator: compileDistinct,
  SearchOperator: compileSearch,
  UnionOperator: compileUnion,
  JoinOperator: compileJoin,
  LookupOperator: compileLookup,
  MvExpandOperator: compileMvExpand,
  ParseOperator: compileParse,
  PrintOperator: compilePrint,
  RangeOperator: compileRange,
  RenderOperator: compileRender,
  AsOperator: compileAs,
};
