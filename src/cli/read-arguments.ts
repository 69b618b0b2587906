import { parseArgs } from 'node:util';
import { Duration } from 'luxon';
import { AppError } from '../shared/app-error';

const commands = [
  'why',
  'summary',
  'decode',
  'check',
  'queries',
  'fault',
  'serve',
  'help',
] as const;

type CommandName = (typeof commands)[number];

export interface Arguments {
  command: CommandName;
  /** The device, the text to decode, the query or the fault; empty for commands without one. */
  subject: string;
  dataDir: string | undefined;
  /** The moment that counts as now. */
  now: Date | undefined;
  lastMs: number;
  /** How long a fault stays on; until it is switched off when absent. */
  forMs: number | undefined;
  hub: string | undefined;
  json: boolean;
  /** Rows of a query as CSV. */
  csv: boolean;
}

const dayMs = 24 * 60 * 60 * 1000;
const longestMs = 90 * dayMs;

const options = {
  data: { type: 'string' },
  now: { type: 'string' },
  last: { type: 'string' },
  for: { type: 'string' },
  hub: { type: 'string' },
  json: { type: 'boolean' },
  csv: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Throws AppError `usage_wrong` that names the argument and what was wrong with it. */
export function readArguments(argv: string[]): Arguments {
  const { values, positionals } = parseOrRefuse(argv);
  const command = values.help ? 'help' : readCommand(positionals[0]);
  return {
    command,
    subject: readSubject(command, positionals.slice(1)),
    dataDir: values.data,
    now: values.now === undefined ? undefined : readMoment(values.now),
    lastMs: values.last === undefined ? dayMs : readLength('last', values.last, longestMs),
    forMs: values.for === undefined ? undefined : readLength('for', values.for, dayMs),
    hub: values.hub,
    json: values.json ?? false,
    csv: readCsvWish(command, values),
  };
}

function parseOrRefuse(argv: string[]) {
  try {
    return parseArgs({ args: argv, options, allowPositionals: true, strict: true });
  } catch (cause) {
    throw wrongUsage((cause as Error).message, cause);
  }
}

function readCommand(word: string | undefined): CommandName {
  if (word === undefined) return 'help';
  const command = commands.find((name) => name === word);
  if (command === undefined) {
    throw wrongUsage(`'${word}' is not a command. Commands: ${commands.join(', ')}.`);
  }
  return command;
}

function readSubject(command: CommandName, words: string[]): string {
  const subject = words.join(' ').trim();
  const wanted = {
    why: 'a device id',
    check: 'a device id',
    decode: 'an error code or text',
    fault: 'the name of a fault, list or off',
  };
  const missing = command in wanted && subject === '';
  if (missing) throw wrongUsage(`'${command}' needs ${wanted[command as keyof typeof wanted]}.`);
  const takesNone = !(command in wanted) && command !== 'queries';
  if (takesNone && subject !== '') throw wrongUsage(`'${command}' takes no '${subject}'.`);
  return subject;
}

function readCsvWish(command: CommandName, { csv = false, json = false }): boolean {
  if (csv && command !== 'queries') throw wrongUsage("--csv goes with 'queries' only.");
  if (csv && json) throw wrongUsage('--csv and --json exclude each other.');
  return csv;
}

function readMoment(text: string): Date {
  const moment = new Date(text);
  if (Number.isNaN(moment.getTime())) throw wrongUsage(`--now '${text}' is not an ISO 8601 time.`);
  return moment;
}

const shortLength = /^(?<count>\d+)(?<unit>[smhd])$/;

function readLength(option: string, text: string, most: number): number {
  const short = shortLength.exec(text)?.groups;
  const units = { s: 'seconds', m: 'minutes', h: 'hours', d: 'days' } as const;
  const length = short
    ? Duration.fromObject({ [units[short.unit as keyof typeof units]]: Number(short.count) })
    : Duration.fromISO(text);
  const ms = length.isValid ? length.toMillis() : 0;
  if (ms > 0 && ms <= most) return ms;
  const days = most / dayMs;
  throw wrongUsage(
    `--${option} '${text}' is not a length such as 90m, 6h, 1d or PT6H (at most ${days}d).`,
  );
}

function wrongUsage(message: string, cause?: unknown): AppError {
  return new AppError('usage_wrong', message, { cause });
}
