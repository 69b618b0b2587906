import { z } from 'zod';

/** Links are made of it: anything but an origin would be lost in them, and is a mistake. */
export function readOrigin(text: string, context: z.RefinementCtx): string {
  return readOriginOf(text, context, 'https://bot.contoso.com', isHttps);
}

/** The same for a service of ours to ask: on this machine it may do without https. */
export function readServiceOrigin(text: string, context: z.RefinementCtx): string {
  const allows = (url: URL) => isHttps(url) || isOnThisMachine(url);
  return readOriginOf(text, context, 'https://login.microsoftonline.com', allows);
}

/** Only for development: nobody else can be asked without https. */
export function isOnThisMachine({ protocol, hostname }: URL): boolean {
  return protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
}

function isHttps(url: URL): boolean {
  return url.protocol === 'https:';
}

function readOriginOf(
  text: string,
  context: z.RefinementCtx,
  example: string,
  allows: (url: URL) => boolean,
): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const fault =
    url === undefined ? `is not an address such as ${example}` : faultOf(url, example, allows);
  if (url !== undefined && fault === undefined) return url.origin;
  context.addIssue({ code: 'custom', message: fault ?? '' });
  return z.NEVER;
}

function faultOf(url: URL, example: string, allows: (url: URL) => boolean): string | undefined {
  const only = `give only scheme and host, such as ${example}`;
  if (!allows(url)) return `begins with ${url.protocol} and not with https:`;
  if (url.username !== '' || url.password !== '') return `has a user name or password: ${only}`;
  if (url.pathname !== '/') return `has a path: ${only}`;
  if (url.search !== '') return `has a query: ${only}`;
  return url.hash === '' ? undefined : `has a fragment: ${only}`;
}
