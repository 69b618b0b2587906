import { distance } from 'fastest-levenshtein';
import { readQuery } from './read-query';

type QueryGroup =
  | 'Connections'
  | 'Errors and limits'
  | 'Messages, methods and files'
  | 'Routing'
  | 'Fleet'
  | 'Older forms';

/** Where a picture over time can be drawn from: the columns that hold the time, the series, the count. */
export interface TimeAxis {
  at: string;
  code: string;
  name: string;
  /** Absent where every row counts once. */
  count?: string;
  /** What is counted; rows when absent. */
  noun?: string;
}

/** A query that people can run by name. */
export interface PeopleQuery {
  /** What people say: the name of the file without its folder. */
  name: string;
  /** Name for `readQuery`. */
  file: string;
  question: string;
  group: QueryGroup;
  /** What matters on a phone: two or three columns, each from one or more of the query's; all are in the CSV. */
  columns: { heading: string; from: string[] }[];
  time?: TimeAxis;
  /** What is largest or newest in this column stands first, where the query itself gives no order. */
  mostFirst?: string;
}

type Entry = Omit<PeopleQuery, 'name' | 'question'>;

/** A column of the card. What belongs together, such as a code and its name, shares one. */
function show(heading: string, ...from: string[]): PeopleQuery['columns'][number] {
  return { heading, from };
}

const device = show('Device', 'device');
const documentedDevice = show('Device', 'DeviceId');
const rawTime = show('Time (UTC)', 'TimeGenerated');
const rawEvent = show('Event', 'OperationName');
const error = show('Error', 'code', 'name');
const rawError = show('Error', 'ResultType', 'ResultDescription');
const documentedCount = show('Count', 'count_');
const everyRow: TimeAxis = { at: 'TimeGenerated', code: 'ResultType', name: 'ResultDescription' };

const connections: Entry[] = [
  {
    file: 'disconnects-over-time',
    mostFirst: 'at',
    group: 'Connections',
    columns: [show('From (UTC)', 'at'), error, show('Count', 'disconnects')],
    time: { at: 'at', code: 'code', name: 'name', count: 'disconnects', noun: 'disconnect' },
  },
  {
    file: 'disconnects-by-code',
    group: 'Connections',
    columns: [error, show('Count', 'disconnects'), show('Devices', 'devices')],
  },
  {
    file: 'devices-most-disconnected',
    group: 'Connections',
    columns: [device, show('Count', 'disconnects'), show('Last (UTC)', 'lastAt')],
  },
  {
    file: 'documented/connectivity-errors',
    mostFirst: 'TimeGenerated',
    group: 'Connections',
    columns: [rawTime, rawEvent, rawError],
    time: everyRow,
  },
  {
    file: 'documented/token-renewals',
    mostFirst: 'TimeGenerated',
    group: 'Connections',
    columns: [rawTime, documentedDevice, show('Event', 'OperationName', 'ResultType')],
    time: everyRow,
  },
];

const errors: Entry[] = [
  {
    file: 'people/errors-over-time',
    mostFirst: 'at',
    group: 'Errors and limits',
    columns: [show('From (UTC)', 'at'), error, show('Count', 'errors')],
    time: { at: 'at', code: 'code', name: 'name', count: 'errors', noun: 'error' },
  },
  {
    file: 'documented/error-summary',
    mostFirst: 'count_',
    group: 'Errors and limits',
    columns: [rawError, show('Category', 'Category'), documentedCount],
  },
  {
    file: 'documented/devices-most-throttled',
    group: 'Errors and limits',
    columns: [documentedDevice, show('Category', 'Category'), documentedCount],
  },
];

const traffic: Entry[] = (
  [
    ['people/telemetry-errors', 'errors'],
    ['people/commands-to-devices', 'errors'],
    ['people/direct-methods', 'calls'],
    ['people/file-uploads', 'errors'],
  ] as const
).map(([file, count]) => ({
  file,
  group: 'Messages, methods and files',
  columns: [device, show('Event', 'operation', 'code', 'name'), show('Count', count)],
}));

const routing: Entry[] = [
  {
    file: 'documented/dead-endpoints',
    group: 'Routing',
    columns: [
      show('Endpoint', 'Endpoint'),
      show('Event', 'OperationName', 'Reason'),
      documentedCount,
    ],
  },
  {
    file: 'people/routing-events',
    group: 'Routing',
    columns: [
      show('Endpoint', 'endpoint'),
      show('Event', 'event', 'reason'),
      show('Last (UTC)', 'lastAt'),
    ],
  },
];

const fleet: Entry[] = [
  {
    file: 'documented/recently-connected-devices',
    mostFirst: 'max_TimeGenerated',
    group: 'Fleet',
    columns: [documentedDevice, show('Last connect (UTC)', 'max_TimeGenerated')],
  },
  {
    file: 'people/sdk-versions-of-fleet',
    group: 'Fleet',
    columns: [show('SDK', 'sdk'), show('Devices', 'devices')],
  },
  {
    file: 'documented/sdk-versions-of-devices',
    mostFirst: 'TimeGenerated',
    group: 'Fleet',
    columns: [documentedDevice, show('SDK', 'SDKVersion'), rawTime],
  },
];

const olderForms: Entry[] = [
  'connectivity-errors-short',
  'connectivity-errors-search',
  'connection-events-of-one-device',
].map((name) => ({
  file: `documented/${name}`,
  mostFirst: 'TimeGenerated',
  group: 'Older forms',
  columns: [rawTime, rawEvent, rawError],
  time: everyRow,
}));

const entries = [...connections, ...errors, ...traffic, ...routing, ...fleet, ...olderForms];

/** What people say, without reading a file. */
export const peopleQueryNames: readonly string[] = entries.map(({ file }) => nameOf(file));

/** All of them, grouped by use; the groups in the order in which people need them. */
export function listPeopleQueries(): PeopleQuery[] {
  return entries.map((entry) => {
    const { file } = entry;
    return { ...entry, name: nameOf(file), question: readQuery(file).question };
  });
}

function nameOf(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1);
}

const mostNear = 3;

/** Azure's own names of the log categories, for those who know them. */
const categoryQueries = new Map([
  ['c2dcommands', 'commands-to-devices'],
  ['c2d-commands', 'commands-to-devices'],
  ['devicetelemetry', 'telemetry-errors'],
  ['device-telemetry', 'telemetry-errors'],
  ['directmethods', 'direct-methods'],
  ['fileuploadoperations', 'file-uploads'],
  ['file-upload-operations', 'file-uploads'],
  ['routes', 'routing-events'],
]);

/**
 * The query of that name, however its words are joined or cased; else the names that could be
 * meant, best first: those with a typing slip and those that hold the words.
 */
export function findPeopleQuery(
  said: string,
): { kind: 'found'; query: PeopleQuery } | { kind: 'unknown'; near: string[] } {
  const asked = plainName(said);
  const queries = listPeopleQueries();
  const meant = categoryQueries.get(asked) ?? asked;
  const query = queries.find(({ name }) => name === meant);
  if (query !== undefined) return { kind: 'found', query };
  const near = queries
    .map(({ name }) => ({ name, away: awayFrom(asked, name) }))
    .filter(({ name, away }) => away <= Math.max(2, name.length / 4))
    .sort((a, b) => a.away - b.away || (a.name < b.name ? -1 : 1));
  return { kind: 'unknown', near: near.slice(0, mostNear).map(({ name }) => name) };
}

function plainName(said: string): string {
  return said
    .slice(0, 100)
    .toLowerCase()
    .replace(/\.kql$/, '')
    .replace(/^.*\//, '')
    .replace(/[\s_-]+/g, '-')
    .replace(/^-|-$/g, '');
}

function awayFrom(asked: string, name: string): number {
  const words = asked.split('-').filter((word) => word.length > 2);
  const held = words.filter((word) => name.includes(word.replace(/s$/, '')));
  if (words.length > 0 && held.length === words.length) return 1;
  return distance(asked, name);
}
