import { z } from 'zod';

/**
 * An object schema whose keys match in any casing: Azure writes both `alertRuleId` and
 * `alertRuleID`, both `SearchQuery` and `searchQuery`. The exact spelling wins where both are there.
 */
export function anyCaseObject<Shape extends z.ZodRawShape>(shape: Shape) {
  const spelling = new Map(Object.keys(shape).map((key) => [key.toLowerCase(), key]));
  return z.preprocess((value) => respell(value, spelling), z.object(shape));
}

function respell(value: unknown, spelling: Map<string, string>): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  // Every key is there, so that a missing field reaches its own schema like an undefined one.
  const respelled: Record<string, unknown> = {};
  for (const key of spelling.values()) respelled[key] = undefined;
  for (const [key, field] of Object.entries(value)) {
    const known = spelling.get(key.toLowerCase());
    if (known === undefined) continue;
    if (key === known || respelled[known] === undefined) respelled[known] = field;
  }
  return respelled;
}
