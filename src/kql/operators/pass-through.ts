import type { Plan } from '../compiler/types';
import { items, nameText, optionalPart, part, tokenText, valueText } from '../parser/syntax';
import { inputOf, type OperatorUse, readParameters } from './operator';

/** Only tells who draws the result; rows stay as they are. */
export function compileRender(use: OperatorUse): Plan {
  const clause = optionalPart(use.node, 'WithClause');
  const properties: Record<string, string> = {};
  for (const property of [
    ...items(use.node, 'Parameters'),
    ...(clause ? items(clause, 'Properties') : []),
  ]) {
    properties[nameText(part(property, 'Name'))] = valueText(part(property, 'Expression'));
  }
  use.compiler.setRender({ visualization: tokenText(use.node, 'ChartType'), properties });
  return inputOf(use);
}

/** The name itself cannot be used later: a reference to it is refused where it stands. */
export function compileAs(use: OperatorUse): Plan {
  readParameters(use, []);
  return inputOf(use);
}
