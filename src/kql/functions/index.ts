import { conditionalFunctions } from './conditionals';
import { conversionFunctions } from './conversions';
import { datetimeFunctions } from './datetimes';
import type { FunctionEntry, FunctionTable } from './define';
import { dynamicFunctions } from './dynamics';
import { mathFunctions } from './math';
import { patternFunctions } from './patterns';
import { rowFunctions } from './rows';
import { stringFunctions } from './strings';

/** The function of that name, whatever its family; undefined when we do not have it. */
export function findFunction(name: string): FunctionEntry | undefined {
  return Object.hasOwn(allFunctions, name) ? allFunctions[name] : undefined;
}

const allFunctions: FunctionTable = {
  ...stringFunctions,
  ...patternFunctions,
  ...conversionFunctions,
  ...conditionalFunctions,
  ...mathFunctions,
  ...datetimeFunctions,
  ...dynamicFunctions,
  ...rowFunctions,
};
