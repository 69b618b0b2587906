import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/**
 * Every template of a folder by its name. `{"$include": "partials/steps.json"}` stands for that
 * file's content; a list in the place of one element is spliced in.
 */
export function loadTemplates(folder: string): Map<string, Json> {
  const templates = new Map<string, Json>();
  for (const file of readdirSync(folder).sort()) {
    if (file.endsWith('.json'))
      templates.set(file.slice(0, -'.json'.length), readPart(folder, file));
  }
  return templates;
}

function readPart(folder: string, file: string): Json {
  const path = resolve(folder, file);
  if (!path.startsWith(resolve(folder) + sep)) throw new Error(`${file} is outside of ${folder}`);
  return include(JSON.parse(readFileSync(join(folder, file), 'utf8')) as Json, folder);
}

function include(node: Json, folder: string): Json {
  if (Array.isArray(node)) return node.flatMap((item) => include(item, folder));
  if (typeof node !== 'object' || node === null) return node;
  if (typeof node.$include === 'string') return readPart(folder, node.$include);
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, include(value, folder)]),
  );
}
