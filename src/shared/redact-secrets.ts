/** A name under which a secret stands in JSON, in a header, a query or a connection string. */
const names =
  '[\\w-]*(?:authorization|password|passwd|pwd|secret|token|signature|sharedaccesskey|accountkey|accesskey|apikey|api[-_]key|x-reconnect-key|connectionstring|connection[-_]string|credential|cookie|primarykey|secondarykey|private[-_]?key)|key|sig|sas';

const secrets: { pattern: RegExp; shown: string }[] = [
  { pattern: /SharedAccessSignature\s+[^\s"'\\]+/gi, shown: 'SharedAccessSignature …' },
  { pattern: /\b(?<scheme>Bearer|Basic)\s+[\w.~+/=-]+/gi, shown: '$<scheme> …' },
  { pattern: /\beyJ[\w-]{10,}(?:\.[\w-]*){0,4}/g, shown: '…' },
  // As a JSON field, also where the text was cut; then the same as JSON within a JSON text.
  {
    pattern: new RegExp(`(?<![\\w-])(?<name>${names})(?<is>"\\s*:\\s*")(?:[^"\\\\]|\\\\.)*`, 'gi'),
    shown: '$<name>$<is>…',
  },
  {
    pattern: new RegExp(
      `(?<![\\w-])(?<name>${names})(?<is>\\\\"\\s*:\\s*\\\\")(?:[^"\\\\]|\\\\[^"])*`,
      'gi',
    ),
    shown: '$<name>$<is>…',
  },
  {
    pattern: new RegExp(`(?<![\\w-])(?<name>${names}|code)=[^&;\\s"'\\\\]+`, 'gi'),
    shown: '$<name>=…',
  },
  {
    pattern: /(?<name>(?:^|\n)\s*(?:authorization|x-reconnect-key|cookie)\s*:)[^\n]*/gi,
    shown: '$<name> …',
  },
  // `https://user:password@host`
  { pattern: /(?<scheme>:\/\/[^\s/:@"]{1,100}:)[^\s/@"]{1,200}@/g, shown: '$<scheme>…@' },
];

/**
 * Blanks whatever looks like a secret in a text that somebody else wrote, and every one of the
 * `known` ones wherever they stand. Error messages and payloads may repeat what they were given.
 */
export function redactSecrets(text: string, known: string[] = []): string {
  let clean = text;
  for (const secret of known) clean = clean.replaceAll(secret, '…');
  for (const { pattern, shown } of secrets) clean = clean.replace(pattern, shown);
  return clean;
}
