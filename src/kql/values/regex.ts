/**
 * Kusto writes regular expressions as RE2 does. What differs from JavaScript is translated: leading
 * flags such as `(?i)`, `(?P<name>`, `\A` and `\z`. Undefined for what is no regular expression.
 */
export function regexFrom(pattern: string, extraFlags = ''): RegExp | undefined {
  const leading = /^\(\?(?<flags>[imsU]+)\)/.exec(pattern);
  const flags = (leading?.groups?.flags ?? '').replace('U', '');
  const source = pattern
    .slice(leading?.[0].length ?? 0)
    .replaceAll('(?P<', '(?<')
    .replace(/\\[Az]/g, (anchor) => (anchor === '\\A' ? '^' : '$'));
  return tryRegex(source, `${flags}${extraFlags}u`) ?? tryRegex(source, `${flags}${extraFlags}`);
}

function tryRegex(source: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(source, flags);
  } catch {
    return undefined;
  }
}
