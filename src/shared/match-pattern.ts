/**
 * Whether the whole text is as the pattern says: `*` stands for any characters, also none;
 * everything else for itself, case included. Each piece is looked for once, from left to right, so
 * that no pattern makes it slow.
 */
export function matchPattern(pattern: string, text: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return pattern === text;
  if (!text.startsWith(first)) return false;
  let from = first.length;
  for (const piece of rest) {
    const at = text.indexOf(piece, from);
    if (at < 0) return false;
    from = at + piece.length;
  }
  return text.length - last.length >= from && text.endsWith(last);
}
