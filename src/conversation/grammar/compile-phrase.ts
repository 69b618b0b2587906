import { peopleQueryNames } from '../../diagnosis/asking/people-queries';
import { wordGroups } from './vocabulary';

/** Stands for a quoted piece of the text while phrases are matched; followed by its number. */
export const quoteMark = '\uE000';

/** Anything but a blank; what it may be is checked by whoever reads it. */
const slots: Record<string, string> = {
  '{devices}': '(?<devices>\\S+(?:(?:,| and| or| &|, and) \\S+){0,9}) ',
  '{id}': `(?<devices>(?=\\S*[\\d_.:#@-]|${quoteMark})\\S+) `,
  '{hub}': '(?<hub>[a-z0-9][a-z0-9-]{1,48}[a-z0-9]) ',
  '{code}': '(?<code>\\S+(?: \\S+){0,2}) ',
  '{text}': '(?<text>.+) ',
  '{rule}': '(?<rule>\\S+(?: \\S+){0,11}?) ',
  '{query}': '(?<query>\\S+(?: \\S+){0,6}?) ',
  '{knownQuery}': `(?<query>${peopleQueryNames.map((name) => name.replaceAll('-', '[ -]')).join('|')}) `,
};
const hubAtEnd =
  '(?:(?:(?:on|in|at|from|of|for) )?(?:the )?(?:iot )?(?:hub |on |(?=\\S*hub\\b))(?:the )?(?:iot )?(?:hub )?(?<hub>[a-z0-9][a-z0-9-]{1,48}[a-z0-9])(?: hub)? )?';

/** A phrase of the grammar as an expression over "words with one blank behind each ". */
export function compilePhrase(phrase: string, takesHub: boolean): RegExp {
  const hub = takesHub && !phrase.includes('{hub}') ? hubAtEnd : '';
  return new RegExp(`^${splitPhrase(phrase).map(compileToken).join('')}${hub}$`, 'i');
}

/** Every word a phrase can hold: what near misses are compared with. */
export function wordsOf(phrase: string): string[] {
  const alternatives = splitPhrase(phrase).flatMap(alternativesOf);
  return alternatives
    .filter((alternative) => !alternative.startsWith('{'))
    .flatMap((alternative) => alternative.split(' '));
}

/** Splits at blanks outside brackets. */
function splitPhrase(phrase: string): string[] {
  return phrase.match(/\[[^\]]*\]|\S+/g) ?? [];
}

function compileToken(token: string): string {
  const slot = slots[token];
  if (slot !== undefined) return slot;
  const ways = alternativesOf(token).map((way) => `${escapeWords(way)} `);
  return `(?:${ways.join('|')})${token.startsWith('[') ? '?' : ''}`;
}

/** `_` binds the words of one alternative: `going_on`. */
function alternativesOf(token: string): string[] {
  const inner = token.replace(/^\[|\]$/g, '');
  return inner.split('|').flatMap((way) => {
    const group = /^<(?<name>\w+)>$/.exec(way)?.groups?.name;
    return group === undefined ? [way.replaceAll('_', ' ')] : [...groupOf(group)];
  });
}

function groupOf(name: string): readonly string[] {
  const group = wordGroups[name];
  if (group === undefined)
    throw new Error(`The grammar names a group of words that is not there: ${name}`);
  return group;
}

function escapeWords(words: string): string {
  return words.replace(/[^\w ]/g, '\\$&');
}
