/** The sentence without a piece of it, and that piece; blanks closed up. */
export function cutOut(
  text: string,
  start: number,
  length: number,
): { rest: string; said: string } {
  const before = text.slice(0, start);
  const after = text.slice(start + length);
  return {
    rest: tidy(`${before} ${after}`).replace(/^[,;:]\s*/, ''),
    said: tidy(text.slice(start, start + length)),
  };
}

export function tidy(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
