/** Where a text stops being JSON, for people: lines and columns count from 1. */
export interface JsonErrorPlace {
  line: number;
  column: number;
  expected: string;
}

type Expectation = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | ', or ]' | ', or }' | 'end';

type Step = Expectation | 'after value' | 'open' | 'close';

const value: Record<string, Step> = {
  text: 'after value',
  plain: 'after value',
  '{': 'open',
  '[': 'open',
};

const steps: Record<Expectation, Record<string, Step>> = {
  value,
  'value or ]': { ...value, ']': 'close' },
  key: { text: ':' },
  'key or }': { text: ':', '}': 'close' },
  ':': { ':': 'value' },
  ', or ]': { ',': 'value', ']': 'close' },
  ', or }': { ',': 'key', '}': 'close' },
  end: {},
};

// One token at a time and no recursion: the text is somebody else's and may be nested a million deep.
const tokenPattern =
  /(?<plain>(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-]))|(?<sign>[{}[\],:])/uy;
const escapePattern = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;
const spacePattern = /[ \t\n\r]*/y;

/** Call it for a text that `JSON.parse` refused; undefined should it be JSON after all. */
export function locateJsonError(text: string): JsonErrorPlace | undefined {
  const open: ('{' | '[')[] = [];
  let expected: Expectation = 'value';
  let position = skipSpace(text, 0);
  while (position < text.length) {
    const token = readToken(text, position);
    const next: Expectation | undefined = token && accept(expected, token.kind, open);
    if (token === undefined || next === undefined) return describePlace(text, position, expected);
    expected = next;
    position = skipSpace(text, token.end);
  }
  return expected === 'end' ? undefined : describePlace(text, position, expected);
}

/** Its kind is a text, a plain value or the sign itself. */
function readToken(text: string, position: number): { kind: string; end: number } | undefined {
  if (text[position] === '"') {
    const end = findEndOfText(text, position);
    return end === undefined ? undefined : { kind: 'text', end };
  }
  tokenPattern.lastIndex = position;
  const token = tokenPattern.exec(text);
  return token === null
    ? undefined
    : { kind: token.groups?.sign ?? 'plain', end: tokenPattern.lastIndex };
}

/** By hand: a pattern of runs and escapes would try every way to divide a text that never ends. */
function findEndOfText(text: string, start: number): number | undefined {
  let at = start + 1;
  while (at < text.length) {
    const character = text.charAt(at);
    if (character === '"') return at + 1;
    if (character < ' ') return undefined;
    escapePattern.lastIndex = at;
    if (character !== '\\') at += 1;
    else if (escapePattern.test(text)) at = escapePattern.lastIndex;
    else return undefined;
  }
  return undefined;
}

/** What is expected after the token; undefined when the token itself was not. */
function accept(expected: Expectation, kind: string, open: ('{' | '[')[]): Expectation | undefined {
  const step = steps[expected][kind];
  if (step === 'after value') return afterValue(open);
  if (step === 'close') {
    open.pop();
    return afterValue(open);
  }
  if (step !== 'open') return step;
  open.push(kind === '{' ? '{' : '[');
  return kind === '{' ? 'key or }' : 'value or ]';
}

function afterValue(open: ('{' | '[')[]): Expectation {
  const inside = open.at(-1);
  if (inside === undefined) return 'end';
  return inside === '{' ? ', or }' : ', or ]';
}

function skipSpace(text: string, position: number): number {
  spacePattern.lastIndex = position;
  spacePattern.exec(text);
  return spacePattern.lastIndex;
}

function describePlace(text: string, position: number, expected: Expectation): JsonErrorPlace {
  const before = text.slice(0, position);
  const lineStart = before.lastIndexOf('\n') + 1;
  return {
    line: before.split('\n').length,
    column: position - lineStart + 1,
    expected: expected === 'end' ? 'nothing more' : expected,
  };
}
