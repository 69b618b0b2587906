import type { CodeCount } from '../diagnosis/diagnosis';
import type { ErrorCodeEntry } from '../knowledge/error-code-entry';
import type { DecodedCode, ExplainedCode } from './report';
import type { ReportContext } from './report-context';

const lastingWords = {
  yes: 'usually clears by itself',
  no: 'needs a change',
  depends: 'depends on the cause',
} as const;

/** Counted codes with their meaning, most frequent first. A code never goes out as a bare number. */
export function decodeCounts(codes: CodeCount[], context: ReportContext): DecodedCode[] {
  return [...codes]
    .sort((a, b) => b.count - a.count || a.code.localeCompare(b.code))
    .map((counted) => decodeCount(counted, context));
}

/** One entry of the knowledge base as a report shows it. */
function decodedCode(entry: ErrorCodeEntry): DecodedCode {
  return {
    code: entry.code,
    name: entry.name,
    meaning: entry.meaning,
    cause: entry.cause,
    resolution: entry.resolution,
    lasting: lastingWords[entry.transient],
    url: entry.url,
  };
}

/** The entry with all that its own card shows. */
export function explainedCode(entry: ErrorCodeEntry): ExplainedCode {
  const { symptom, aliases, count, evidence } = entry;
  const counted = count === undefined ? {} : { count };
  if (evidence === undefined) return { ...decodedCode(entry), ...counted, symptom, aliases };
  const { saidBy, proves, provesNot } = evidence;
  return { ...decodedCode(entry), ...counted, symptom, aliases, saidBy, proves, provesNot };
}

function decodeCount(counted: CodeCount, context: ReportContext): DecodedCode {
  if (counted.code === '' && counted.name === '') return plainClose(counted.count);
  const entry = context.decode(counted.code || counted.name);
  if (entry === undefined) return unknownCode(counted);
  return { ...decodedCode(entry), count: counted.count };
}

function plainClose(count: number): DecodedCode {
  return {
    code: '',
    name: 'No error code',
    meaning: 'the connection was closed in an orderly way',
    count,
    cause: 'The device, or its SDK while it renewed a token, said goodbye before it left.',
    resolution: [],
    lasting: lastingWords.yes,
    url: '',
  };
}

function unknownCode(counted: CodeCount): DecodedCode {
  return {
    code: counted.code,
    name: counted.name || 'Unknown error',
    meaning: 'not in our knowledge base',
    count: counted.count,
    cause: 'Unknown.',
    resolution: ['Look the code up in the list of IoT Hub error codes.'],
    lasting: lastingWords.depends,
    url: 'https://learn.microsoft.com/azure/iot-hub/troubleshoot-error-codes',
  };
}
