/** Not seen and not copied by most readers, it only keeps two characters from meaning something. */
const wordJoiner = '\u2060';

/** They turn the reading direction of what follows, or hide in an id. */
const invisible = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;
const loneSurrogate = /\p{Cs}/gu;

/**
 * Data as a card may hold it in any place: without control and direction characters, on one line,
 * and with nothing that a template (`${`) or a client (`{{DATE(`) would act upon.
 */
export function cleanText(text: string, lines: 'one' | 'many' = 'one'): string {
  const kept = text
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(/\p{Cc}/gu, (character) => (/[\n\t]/.test(character) ? character : ''))
    .replace(invisible, '')
    .replace(loneSurrogate, '\ufffd')
    .replace(/\$(?=\{)/g, `$${wordJoiner}`)
    .replace(/\{(?=\{)/g, `{${wordJoiner}`);
  return lines === 'many' ? kept : kept.replace(/\s*\n\s*/g, ' ').replaceAll('\t', ' ');
}

/**
 * Text for the elements that read markdown, so that it shows as it is. Only what would really act
 * is escaped: some phones show the backslash, and device ids are full of `-`, `_` and `.`. What
 * no renderer may ever act on (links, tags, entities) is broken up instead.
 */
export function escapeMarkdown(text: string): string {
  return text
    .trimStart()
    .replace(/\\(?=[!-/:-@[-`{-~])/g, '\\\\')
    .replace(/[*`[]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/~(?=~)|(?<=~)~/g, '\\~')
    .replace(/\](?=[(:[])/g, `]${wordJoiner}`)
    .replace(/<(?=\S)/g, `<${wordJoiner}`)
    .replace(/&(?=#?\w+;)/g, `&${wordJoiner}`)
    .replace(/^(?=>|#{1,6}(?:\s|$)|[+-](?:\s|$)|-[\s-]*$)/, '\\')
    .replace(/^(?<number>\d+)(?<marker>[.)])(?=\s|$)/, '$<number>\\$<marker>');
}
