import type { TextSplitter } from './text-splitter';

/**
 * Hands over the elements of a top-level array, of the array `records` in a top-level object, or
 * the object itself. Several such documents may follow each other.
 */
export function createDocumentSplitter(receiver: {
  take(text: string, line: number): void;
  onBad(line: number, reason: string): void;
}): TextSplitter {
  const state = startState();
  return {
    push(text) {
      state.text += text;
      while (state.at < state.text.length) {
        if (state.inString) skipString(state);
        else step(state, receiver);
      }
      forgetRead(state);
    },
    end() {
      if (state.start < 0 && state.depth === 0) return;
      receiver.onBad(
        state.start >= 0 ? state.startLine : state.line,
        'the file ends inside a value',
      );
    },
  };
}

type Receiver = Parameters<typeof createDocumentSplitter>[0];

interface State {
  /** What is not handed over yet, and how far it was looked at. */
  text: string;
  at: number;
  line: number;
  depth: number;
  inString: boolean;
  escaped: boolean;
  /** Where the open element starts in `text`; -1 between elements. */
  start: number;
  startLine: number;
  /** Depth at which elements lie: 0 until a list was recognised. */
  listDepth: number;
  stringStart: number;
  /** The newest string at depth 1: the key of what follows. */
  key: string;
  /** A stray piece is named once, not once a character. */
  strayLine: number;
}

function startState(): State {
  return {
    text: '',
    at: 0,
    line: 1,
    depth: 0,
    inString: false,
    escaped: false,
    start: -1,
    startLine: 1,
    listDepth: 0,
    stringStart: 0,
    key: '',
    strayLine: 0,
  };
}

function step(state: State, receiver: Receiver): void {
  const char = state.text.charCodeAt(state.at);
  if (char === newline) state.line += 1;
  if (char > space) stepOver(state, char, receiver);
  state.at += 1;
}

function stepOver(state: State, char: number, receiver: Receiver): void {
  if (char === openBrace || char === openBracket) openContainer(state, char);
  else if (char === closeBrace || char === closeBracket) closeContainer(state, receiver);
  else if (state.depth === 0) nameStray(state, receiver);
  else if (char === comma && state.depth === state.listDepth) endElement(state, receiver, state.at);
  else stepInValue(state, char);
}

function stepInValue(state: State, char: number): void {
  if (state.depth === state.listDepth) startElement(state);
  if (char !== quote) return;
  state.inString = true;
  state.stringStart = state.at;
}

/** Most of a log is text: it is passed in one go, up to its closing quote or the chunk's end. */
function skipString(state: State): void {
  while (state.inString && state.at < state.text.length) {
    const char = state.text.charCodeAt(state.at);
    if (state.escaped) state.escaped = false;
    else if (char === backslash) state.escaped = true;
    else if (char === quote) {
      state.inString = false;
      if (state.depth === 1) state.key = state.text.slice(state.stringStart + 1, state.at);
    }
    state.at += 1;
  }
}

function openContainer(state: State, char: number): void {
  const opensRecords =
    char === openBracket && state.depth === 1 && state.listDepth === 0 && state.key === 'records';
  if (state.depth === 0 && char === openBracket) {
    state.listDepth = 1;
  } else if (opensRecords) {
    state.listDepth = 2;
    state.start = -1;
  } else if (state.depth === state.listDepth) {
    startElement(state);
  }
  state.depth += 1;
}

function closeContainer(state: State, receiver: Receiver): void {
  // A number, a word or a string before the bracket ends here.
  if (state.depth > 0 && state.depth === state.listDepth) endElement(state, receiver, state.at);
  state.depth = Math.max(0, state.depth - 1);
  if (state.depth === state.listDepth) endElement(state, receiver, state.at + 1);
  // Behind the list nothing is an element any more; behind the document all starts anew.
  if (state.depth < state.listDepth) state.listDepth = afterList;
  if (state.depth === 0) {
    state.listDepth = 0;
    state.key = '';
  }
}

function startElement(state: State): void {
  if (state.start >= 0) return;
  state.start = state.at;
  state.startLine = state.line;
}

function endElement(state: State, receiver: Receiver, end: number): void {
  if (state.start < 0) return;
  receiver.take(state.text.slice(state.start, end), state.startLine);
  state.start = -1;
}

function nameStray(state: State, receiver: Receiver): void {
  if (state.strayLine === state.line) return;
  state.strayLine = state.line;
  receiver.onBad(state.line, 'neither a JSON object nor an array');
}

/** Only an open element, or a string that may be a key, has to be kept. */
function forgetRead(state: State): void {
  let keep = state.at;
  if (state.start >= 0) keep = state.start;
  else if (state.inString) keep = state.stringStart;
  state.text = state.text.slice(keep);
  state.at -= keep;
  state.start = state.start >= 0 ? state.start - keep : -1;
  state.stringStart -= keep;
}

const newline = 10;
const space = 32;
const quote = 34;
const comma = 44;
const openBracket = 91;
const backslash = 92;
const closeBracket = 93;
const openBrace = 123;
const closeBrace = 125;
/** A depth no document reaches: no element starts there. */
const afterList = Number.MAX_SAFE_INTEGER;
