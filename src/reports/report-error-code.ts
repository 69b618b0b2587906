import type { ErrorCodeEntry } from '../knowledge/error-code-entry';
import { decodeCommand, helpCommand } from './commands';
import { decodedCode } from './decode-codes';
import type { Action, ErrorCodeReport, ProblemReport } from './report';
import type { ReportContext } from './report-context';
import { asSentence } from './words';

const codeList = 'https://learn.microsoft.com/azure/iot-hub/troubleshoot-error-codes';

interface FoundCodes {
  /** Best fit first. */
  entries: ErrorCodeEntry[];
  caution?: string;
  /** Near misses, when nothing fits. */
  suggestions: string[];
}

/** What an error means and what to do about it; a problem that says so when nothing is known. */
export function reportErrorCode(
  asked: string,
  found: FoundCodes,
  _context: ReportContext,
): ErrorCodeReport | ProblemReport {
  const [first, ...others] = found.entries;
  if (first === undefined) return reportUnknownCode(asked, found);
  const text =
    others.length === 0
      ? [first.code, first.name].filter(Boolean).join(' ')
      : `“${asked}” fits ${found.entries.length} errors`;
  return {
    kind: 'error-code',
    headline: { tone: 'accent', icon: '◆', word: 'Error code', text },
    spoken: `${asSentence(`${text}: ${first.meaning}`)} Cause: ${asSentence(first.cause)}`,
    asked,
    entries: found.entries.map((entry) => ({
      ...decodedCode(entry),
      symptom: entry.symptom,
      aliases: entry.aliases,
    })),
    caution: found.caution,
    actions: others.length === 0 ? linkTo(first) : found.entries.slice(0, 3).map(decodeButton),
    more: [],
  };
}

function decodeButton(entry: ErrorCodeEntry): Action {
  const key = entry.code || entry.name;
  return decodeCommand(key, `Explain ${key}`);
}

function linkTo(entry: ErrorCodeEntry): Action[] {
  if (entry.url === '') return [];
  const title = 'Open documentation';
  const tooltip = `Open Microsoft's page about ${entry.code || entry.name}`;
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
