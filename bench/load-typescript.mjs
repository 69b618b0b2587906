// The labelled stories are TypeScript of the tests; the benchmark asks the built product about them.
import { readFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';

const root = resolve(fileURLToPath(import.meta.url), '../..');
const source = `${root}${sep}src${sep}`;

/** Loads a TypeScript file; whatever it wants of `src` comes from `dist`. */
export function loadTypescript(path) {
  const require = createRequire(import.meta.url);
  require.extensions['.ts'] = (module, filename) => {
    const { code } = transformSync(readFileSync(filename, 'utf8'), {
      filename,
      jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
      module: { type: 'commonjs' },
      sourceMaps: 'inline',
    });
    module._compile(code, filename);
  };
  const find = Module._resolveFilename;
  Module._resolveFilename = (request, parent, ...others) => {
    const found = find(request, parent, ...others);
    if (!found.startsWith(source)) return found;
    return `${root}${sep}dist${sep}${found.slice(source.length).replace(/\.ts$/, '.js')}`;
  };
  try {
    return require(resolve(root, path));
  } finally {
    Module._resolveFilename = find;
    delete require.extensions['.ts'];
  }
}
