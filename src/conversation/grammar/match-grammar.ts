import { findErrorCode } from '../../knowledge/find-error-code';
import { compilePhrase } from './compile-phrase';
import { grammar } from './grammar';
import type { GrammarEntry } from './grammar-entry';
import { notDevices, wordGroups } from './vocabulary';

/** What a phrase of the grammar found; texts as the person wrote them, quotes still as marks. */
export interface GrammarMatch {
  entry: GrammarEntry;
  devices: string[];
  hub: string | undefined;
  code: string | undefined;
  query?: string;
  rule?: string;
  confidence: number;
}

interface CompiledEntry {
  entry: GrammarEntry;
  expressions: RegExp[];
  gist: RegExp[];
}

const compiled: CompiledEntry[] = grammar.map((entry) => ({
  entry,
  expressions: entry.phrases.map((phrase) => compilePhrase(phrase, entry.takesHub)),
  gist: (entry.gist ?? []).map(anyOfGroup),
}));

/** Words of the question itself are no ids either: "why did disconnect" names none. */
const noDevices = new Set([...notDevices, ...(wordGroups.aux ?? [])]);

/** The first entry that reads the whole text. Pronouns ("why is it offline") match without a device. */
export function matchGrammar(
  text: string,
  accepts: (entry: GrammarEntry) => boolean,
): GrammarMatch | undefined {
  let withoutDevice: GrammarMatch | undefined;
  for (const { entry, expressions } of compiled) {
    if (!accepts(entry)) continue;
    for (const expression of expressions) {
      const match = toMatch(entry, expression.exec(`${text} `));
      if (match !== undefined && !namesNoDevice(match)) return match;
      withoutDevice ??= match;
    }
  }
  return withoutDevice && { ...withoutDevice, devices: [], confidence: 0.6 };
}

/** Reads the drift of a sentence no phrase fits: the words of an intent around exactly one device id. */
export function matchGist(
  text: string,
  isDevice: (word: string) => boolean,
): GrammarMatch | undefined {
  const devices = text.split(' ').map(withoutMarks).filter(isDevice);
  const [device] = devices;
  if (device === undefined || devices.length > 1) return undefined;
  const found = compiled.find(
    ({ gist }) => gist.length > 0 && gist.every((words) => words.test(text)),
  );
  if (found === undefined) return undefined;
  return {
    entry: found.entry,
    devices: [device],
    hub: undefined,
    code: undefined,
    confidence: 0.7,
  };
}

/** Whether the text names an error: "404104", "DeviceNotOnline", or a name of the knowledge base. */
export function looksLikeCode(text: string): boolean {
  return text.split(' ').some(isCodeWord);
}

/** The words of it that name the error: "a 404104 error" is 404104. */
function codeIn(text: string): string {
  return text.split(' ').map(withoutMarks).filter(isCodeWord).join(' ');
}

function isCodeWord(word: string): boolean {
  const plain = withoutMarks(word);
  if (/^(?:\d{5,7}|[A-Z][a-z]+(?:[A-Z][A-Za-z]+)+)$/.test(plain)) return true;
  return plain.length >= 8 && findErrorCode(plain) !== undefined;
}

function toMatch(entry: GrammarEntry, found: RegExpExecArray | null): GrammarMatch | undefined {
  if (found === null) return undefined;
  const { devices, hub, code, text, query, rule } = found.groups ?? {};
  if (code !== undefined && !looksLikeCode(code)) return undefined;
  return {
    entry,
    devices: devices === undefined ? [] : splitDevices(devices),
    hub,
    code: code === undefined ? text : codeIn(code),
    ...(query === undefined ? {} : { query }),
    ...(rule === undefined ? {} : { rule }),
    confidence: 1,
  };
}

function splitDevices(text: string): string[] {
  return text
    .split(/(?:,? and| or| &|,) /i)
    .map(withoutMarks)
    .filter((device) => device !== '');
}

/** A comma or full stop behind an id belongs to the sentence; in quotes it would belong to the id. */
function withoutMarks(word: string): string {
  return word.replace(/[?!.,;:]+$/, '');
}

function namesNoDevice(match: GrammarMatch): boolean {
  return match.devices.some((device) => noDevices.has(device.toLowerCase()));
}

function anyOfGroup(name: string): RegExp {
  return new RegExp(`(?<![\\w-])(?:${(wordGroups[name] ?? []).join('|')})(?![\\w-])`, 'i');
}
