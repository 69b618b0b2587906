import { containsTerm, foldCase } from './terms';

/** `x` is a term, `x*` the start of one, `*x` the end, `*x*` any part, `a*b` anything between. */
export function searchTerm(pattern: string, ignoreCase: boolean): (text: string) => boolean {
  const wanted = ignoreCase ? foldCase(pattern) : pattern;
  const test = plainTest(wanted);
  return ignoreCase ? (text) => test(foldCase(text)) : test;
}

function plainTest(pattern: string): (text: string) => boolean {
  const start = !pattern.startsWith('*');
  const end = !pattern.endsWith('*');
  const bare = pattern.replace(/^\*|\*$/g, '');
  if (!bare.includes('*')) return (text) => containsTerm(text, bare, { start, end });
  const pieces = bare.split('*').map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const regex = new RegExp(
    `${start ? '(?<![\\p{L}\\p{N}])' : ''}${pieces.join('.*')}${end ? '(?![\\p{L}\\p{N}])' : ''}`,
    'su',
  );
  return (text) => regex.test(text);
}
