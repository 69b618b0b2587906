import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { AppError } from '../../shared/app-error';
import type { Answer, Route } from './routes';

const contentTypes: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Cards come from outside: nothing they hold may run, load from elsewhere or send a form away. */
const securityHeaders = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
};

/** The page itself and the two libraries it draws with, from the folder and from node_modules. */
export function pageRoutes(): Route[] {
  const folder = join(__dirname, 'page');
  const files = new Map(readdirSync(folder).map((name) => [name, join(folder, name)]));
  const libraries = new Map([
    ['adaptivecards.js', require.resolve('adaptivecards/dist/adaptivecards.min.js')],
    ['markdown-it.js', require.resolve('markdown-it/browser')],
  ]);
  return [
    { method: 'GET', pattern: /^\/$/, handle: () => serveFile(files, 'index.html') },
    {
      method: 'GET',
      pattern: /^\/local\/page\/(?<name>[^/]+)$/,
      handle: ({ params }) => serveFile(files, params.name ?? ''),
    },
    {
      method: 'GET',
      pattern: /^\/local\/libraries\/(?<name>[^/]+)$/,
      handle: ({ params }) => serveFile(libraries, params.name ?? ''),
    },
  ];
}

/** Only names found at start are served, so a path can never lead out of the folder. */
async function serveFile(files: Map<string, string>, name: string): Promise<Answer> {
  const path = files.get(name);
  const contentType = contentTypes[extname(name)];
  if (path === undefined || contentType === undefined) {
    throw new AppError('route_unknown', 'The page has no such file.');
  }
  const content = await readFile(path);
  const etag = `"${createHash('sha256').update(content).digest('base64url')}"`;
  return {
    kind: 'file',
    contentType,
    content,
    headers: { ...securityHeaders, 'cache-control': 'no-cache', etag },
  };
}
