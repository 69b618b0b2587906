import { distance } from 'fastest-levenshtein';
import { wordsOf } from './grammar/compile-phrase';
import { grammar } from './grammar/grammar';
import { closers, openers, wordGroups } from './grammar/vocabulary';

const most = 3;
const vocabulary = [
  ...new Set([
    ...grammar.flatMap((entry) => [entry.phrases, entry.examples].flat().flatMap(plainWords)),
    ...Object.values(wordGroups).flat().flatMap(plainWords),
    ...[...openers, ...closers].flatMap(plainWords),
    ...[
      'last',
      'since',
      'between',
      'yesterday',
      'today',
      'hours',
      'minutes',
      'days',
      'hour',
      'on',
      'in',
    ],
  ]),
].map((word) => word.toLowerCase());
const known = new Set(vocabulary);
/** What a message can begin with: the short forms people mistype whole. */
const examples = grammar.flatMap((entry) => entry.examples);
const commands = examples.filter((text) => !/\d/.test(text));

/**
 * "Did you mean": the message with its mistyped words put right, where that makes a command, then
 * commands that look like the whole message or go on where it ends. At most three, best first.
 */
export function suggestCommands(words: string, reads: (text: string) => boolean): string[] {
  if (words.length > 200) return [];
  const corrected = words.split(' ').map(nearestWord).join(' ');
  const whole = commands
    .map((command) => ({ command, away: typing(words.toLowerCase(), command) }))
    .filter(({ command, away }) => away <= Math.max(2, command.length / 4))
    .sort((a, b) => a.away - b.away)
    .map(({ command }) => command);
  const begun = examples.filter((example) => example.startsWith(`${words.toLowerCase()} `));
  const cutShort = whole.length > 0 ? [] : completions(words.toLowerCase());
  const candidates = [...(corrected === words ? [] : [corrected]), ...whole, ...begun, ...cutShort];
  return [...new Set(candidates.filter(reads))].slice(0, most);
}

/** "unsub" is the beginning of a word; fewer letters begin too many. */
function completions(words: string): string[] {
  return words.length < 3 ? [] : commands.filter((command) => command.startsWith(words));
}

/** The word of the grammar somebody nearly typed; ids and words we know stay as they are. */
function nearestWord(word: string): string {
  const plain = word.toLowerCase();
  if (known.has(plain) || !/^[a-z']{2,}$/.test(plain)) return word;
  let best = word;
  let bestAway = plain.length <= 3 ? 1.5 : 2.5;
  for (const candidate of vocabulary) {
    const away = typing(plain, candidate);
    if (away < bestAway && away < candidate.length / 2) {
      best = candidate;
      bestAway = away;
    }
  }
  return best;
}

/** Edits between two words; two letters in the wrong order are one slip, not two. */
function typing(a: string, b: string): number {
  const away = distance(a, b);
  return away === 2 && a.length === b.length && isSwap(a, b) ? 1 : away;
}

function isSwap(a: string, b: string): boolean {
  const at = [...a].findIndex((letter, index) => letter !== b[index]);
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}

function plainWords(phrase: string): string[] {
  return wordsOf(phrase).filter((word) => /^[a-z']{2,}$/i.test(word));
}
