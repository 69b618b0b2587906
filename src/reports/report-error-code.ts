import type { ErrorCodeEntry } from '../knowledge/error-code-entry';
import { decodeCommand, helpCommand } from './commands';
import { explainedCode } from './decode-codes';
import { redact } from './redact';
import type { Action, ErrorCodeReport, ProblemReport } from './report';
import type { ReportContext } from './report-context';
import { asSentence, sayCount, sayTimes } from './words';

const codeList = 'https://learn.microsoft.com/azure/iot-hub/troubleshoot-error-codes';

/** Longer texts are pastes: the card is about what they name. */
const longestQuote = 60;

interface FoundCodes {
  /** Best fit first. */
  entries: ErrorCodeEntry[];
  caution?: string;
  /** Near misses, when nothing fits. */
  suggestions: string[];
}

/** What an error or a device's message means and what to do; a problem where nothing is known. */
export function reportErrorCode(
  asked: string,
  found: FoundCodes,
  _context: ReportContext,
): ErrorCodeReport | ProblemReport {
  const [first, ...others] = found.entries;
  const said = quote(asked);
  if (first === undefined) return reportUnknownCode(said, found);
  const text = others.length === 0 ? nameOf(first) : `${fits(said)} ${sayKinds(found.entries)}`;
  return {
    kind: 'error-code',
    headline: { tone: 'accent', icon: '◆', word: wordFor(found.entries), text },
    spoken: others.length === 0 ? explain(first) : `${text}: ${sayAll(found.entries)}.`,
    asked: said,
    entries: found.entries.map(explainedCode),
    caution: found.caution,
    actions: others.length === 0 ? actionsFor(first) : found.entries.slice(0, 3).map(decodeButton),
    more: [],
  };
}

/** A pasted text may hold a secret, and a headline holds no log. */
function quote(asked: string): string {
  const plain = redact(asked).replace(/\s+/g, ' ').trim();
  return plain.length > longestQuote ? `${plain.slice(0, longestQuote)}…` : plain;
}

function fits(said: string): string {
  return said.length > longestQuote ? 'The pasted text names' : `“${said}” fits`;
}

function sayKinds(entries: ErrorCodeEntry[]): string {
  const messages = entries.filter(isMessage).length;
  const errors = entries.length - messages;
  if (messages === 0) return sayCount(errors, 'error');
  if (errors === 0) return sayCount(messages, 'device message');
  return `${sayCount(errors, 'error')} and ${sayCount(messages, 'device message')}`;
}

function wordFor(entries: ErrorCodeEntry[]): string {
  return entries.every(isMessage) ? 'Device message' : 'Error code';
}

/** A refusal of the hub has evidence too, and a code beside it. */
function isMessage({ code, evidence }: ErrorCodeEntry): boolean {
  return evidence !== undefined && code === '';
}

function nameOf({ code, name }: ErrorCodeEntry): string {
  return [code, name].filter(Boolean).join(' ');
}

function explain(entry: ErrorCodeEntry): string {
  const meaning = asSentence(`${nameOf(entry)}: ${entry.meaning}`);
  if (entry.evidence === undefined) return `${meaning} Cause: ${asSentence(entry.cause)}`;
  const { proves, provesNot } = entry.evidence;
  return `${meaning} It proves: ${asSentence(proves)} It does not prove: ${asSentence(provesNot)}`;
}

function sayAll(entries: ErrorCodeEntry[]): string {
  return entries
    .map((entry) => {
      const times = entry.count === undefined ? '' : `, ${sayTimes(entry.count)}`;
      return `${nameOf(entry)}${times}`;
    })
    .join('; ');
}

/** What the hub may have logged for a message of a device comes before its page. */
function actionsFor(entry: ErrorCodeEntry): Action[] {
  const related = entry.evidence?.related ?? [];
  return [...related.map((code) => decodeCommand(code, `Explain ${code}`)), ...linkTo(entry)];
}

function decodeButton(entry: ErrorCodeEntry): Action {
  const key = entry.code || entry.name;
  return decodeCommand(key, `Explain ${key}`);
}

function linkTo(entry: ErrorCodeEntry): Action[] {
  if (entry.url === '') return [];
  const title = 'Open documentation';
  const tooltip = `Open the documentation of ${entry.code || entry.name}`;
  return [{ kind: 'link', title, tooltip, url: entry.url }];
}

function reportUnknownCode(asked: string, found: FoundCodes): ProblemReport {
  const happened = `Nothing is known about “${asked}”.`;
  return {
    kind: 'problem',
    code: 'code_unknown',
    headline: { tone: 'warning', icon: '◇', word: 'Unknown code', text: asked },
    spoken: `${happened} ${found.caution ?? ''}`.trim(),
    happened,
    means: found.caution ?? 'It is neither an IoT Hub error code nor an error name that we know.',
    steps: [
      { text: 'Ask with the six digits or the name of the error, such as “what is 404104”.' },
      { text: 'Look it up in the list of IoT Hub error codes.', url: codeList },
    ],
    ask: 'Whoever looks after the device or application that printed it.',
    suggestions: found.suggestions.map((near) => `what is ${near}`),
    actions: [...found.suggestions.slice(0, 3).map(decodeNear), helpCommand()],
    more: [],
  };
}

/** A near miss may come as "404104 DeviceConnectionClosedRemotely": the code alone is asked for. */
function decodeNear(near: string): Action {
  return decodeCommand(/^\d{6}(?= |$)/.exec(near)?.[0] ?? near);
}
