import type { QueryTable } from '../diagnosis/asking/run-people-query';
import { openQueryLink } from './commands';
import { queryEvidence } from './gather-evidence';
import { pageCommands, queryCommands } from './query-commands';
import type { Action, Evidence, Fact, Headline, QueryTableReport } from './report';
import type { ReportContext } from './report-context';
import { stackTimeline } from './stack-timeline';
import type { Timeline } from './timeline';
import {
  asSentence,
  capitalize,
  isoSeconds,
  sayCount,
  sayDuration,
  sayNumber,
  sayUtc,
} from './words';

/** Where the whole table can be had as a file, and until when. */
export interface CsvDownload {
  url: string;
  expiresAt: Date;
  /** Set when the file holds fewer rows than the answer. */
  rows?: number;
}

const rowsOnPage = 10;
const longestCell = 140;

/** One page of a query's rows; a page that is not there is the nearest one that is. */
export function reportQueryTable(
  table: QueryTable,
  asked: { page: number; csv?: CsvDownload },
  context: ReportContext,
): QueryTableReport {
  const pages = Math.max(1, Math.ceil(table.rows.length / rowsOnPage));
  const page = Math.min(pages, Math.max(1, asked.page));
  const evidence = { ...gatherRun(table, context), ...withoutFile(table, asked.csv) };
  const headline = headlineFor(table);
  const position = sayPosition(table, page, pages);
  return {
    kind: 'query-table',
    headline,
    spoken: `${headline.word}: ${headline.text}. ${asSentence(position || 'No rows')}`,
    query: table.query.name,
    question: table.query.question,
    hub: table.hub,
    window: { from: isoSeconds(table.run.window.from), to: isoSeconds(table.run.window.to) },
    columns: table.query.columns.map(({ heading }) => ({ heading, width: widthOf(heading) })),
    rows: showRows(table, page),
    position,
    ...drawBins(table),
    facts: tableFacts(table, asked.csv, context),
    notes: tableNotes(table, asked.csv),
    steps: table.rows.length === 0 ? stepsWithoutRows : [],
    evidence,
    actions: [
      ...pageCommands(table, { page, pages, rowsOnPage }),
      ...csvLink(table, asked.csv),
      ...queryLink(evidence),
    ],
    more: queryCommands(table, context),
  };
}

/** Relative: figures are short, times break well, names need the room. */
function widthOf(heading: string): number {
  if (heading === 'Count' || heading === 'Devices') return 3;
  return heading.endsWith('(UTC)') ? 4 : 5;
}

function headlineFor(table: QueryTable): Headline {
  const where = table.hub === '' ? 'all hubs' : table.hub;
  const text = `${table.query.name} · ${where} · ${sayRows(table)}`;
  if (table.rows.length === 0) return { tone: 'warning', icon: '◇', word: 'No rows', text };
  if (table.partial !== undefined || table.cutAt !== undefined) {
    return { tone: 'warning', icon: '▲', word: 'Part of the rows', text };
  }
  return { tone: 'accent', icon: '▦', word: 'Query', text };
}

function sayRows({ rows, cutAt }: QueryTable): string {
  return cutAt === undefined ? sayCount(rows.length, 'row') : `more than ${sayNumber(cutAt)} rows`;
}

function sayPosition({ rows }: QueryTable, page: number, pages: number): string {
  if (rows.length === 0) return '';
  const first = (page - 1) * rowsOnPage + 1;
  const last = Math.min(rows.length, page * rowsOnPage);
  const span =
    first === last ? `Row ${sayNumber(first)}` : `Rows ${sayNumber(first)} to ${sayNumber(last)}`;
  const where = pages === 1 ? 'the only page' : `page ${sayNumber(page)} of ${sayNumber(pages)}`;
  return `${span} of ${sayNumber(rows.length)}, ${where}`;
}

function showRows({ rows, columns, query }: QueryTable, page: number): QueryTableReport['rows'] {
  const places = query.columns.map(({ from }) => from.map((name) => columns.indexOf(name)));
  const shown = rows.slice((page - 1) * rowsOnPage, page * rowsOnPage);
  return shown.map((row) => ({
    cells: places.map((own) => ({ text: joinCells(own.map((place) => row[place] ?? '')) })),
  }));
}

function joinCells(cells: string[]): string {
  const text = cells.map(showCell).filter(Boolean).join(' · ');
  if (text === '') return '–';
  return text.length <= longestCell ? text : `${text.slice(0, longestCell - 1)}…`;
}

/** A list without anything in it but empty texts says as little as an empty cell. */
function showCell(cell: string): string {
  if (cell.trim() === '' || cell === '[]' || cell === '[""]' || cell === '{}') return '';
  const time = /^(?<day>\d{4}-\d\d-\d\d)T(?<time>\d\d:\d\d:\d\d)(?:\.\d+)?Z$/.exec(cell)?.groups;
  return time === undefined ? cell : `${time.day} ${time.time}`;
}

/** A picture of the first so many rows would look like the whole. */
function drawBins({ timeline, query, run, cutAt }: QueryTable): { timeline?: Timeline } {
  if (timeline === undefined || cutAt !== undefined) return {};
  const noun = query.time?.noun ?? 'row';
  const what = { title: `${capitalize(noun)}s`, noun };
  const drawn = stackTimeline(timeline, run.window, [], what);
  return drawn === undefined ? {} : { timeline: drawn };
}

function tableFacts(
  table: QueryTable,
  csv: CsvDownload | undefined,
  context: ReportContext,
): Fact[] {
  const { run, hub, columns } = table;
  const until =
    csv &&
    `${sayCount(csv.rows ?? run.rows, 'row')}, ${sayCount(columns.length, 'column')}; the link works until ${sayUtc(csv.expiresAt, context.now)}`;
  return [
    { label: 'Hub', value: hub === '' ? 'all hubs of the workspace' : hub },
    { label: 'Rows', value: sayRows(table) },
    {
      label: 'Took',
      value:
        run.durationMs < 1000
          ? `${Math.round(run.durationMs)} ms`
          : sayDuration(run.durationMs / 1000),
    },
    ...(until === undefined || table.rows.length === 0 ? [] : [{ label: 'CSV', value: until }]),
  ];
}

function tableNotes(table: QueryTable, csv: CsvDownload | undefined): string[] {
  const { partial, cutAt, rows } = table;
  return [
    ...(partial === undefined ? [] : [`Only a part could be had: ${asSentence(partial.reason)}`]),
    ...(cutAt === undefined
      ? []
      : [
          `The answer has more than ${sayNumber(cutAt)} rows; only ${sayNumber(cutAt)} were taken, so counts and order are of those. Ask about a shorter time, or open the query in the portal.`,
        ]),
    ...(csv?.rows === undefined
      ? []
      : [`The CSV ends after ${sayCount(csv.rows, 'row')}: it would be too large.`]),
    ...(rows.length === 0 ? [withoutRows] : []),
  ];
}

const withoutRows =
  'No row fits. That can mean that nothing of the kind happened, that the hub does not send this category of logs to the workspace, or that rows are still on their way: they arrive minutes late.';

const stepsWithoutRows = [
  { text: 'Ask about a longer time, such as “in the last 7 days”.' },
  {
    text: 'See that the hub’s diagnostic setting sends this category to the workspace.',
    detail: 'Azure portal: the hub, Monitoring, Diagnostic settings.',
  },
];

function gatherRun(table: QueryTable, context: ReportContext): Evidence {
  return {
    seen: [],
    inferred: [],
    unknowable: [],
    alternatives: [],
    queries: [queryEvidence(table.run, table.hubResourceId, context)],
  };
}

function withoutFile(table: QueryTable, csv: CsvDownload | undefined) {
  if (csv !== undefined || table.rows.length === 0) return {};
  return {
    withoutFile:
      'this bot does not know its own public address. Whoever operates it can set PUBLIC_URL, such as https://bot.contoso.com; then a button downloads the rows as CSV.',
  };
}

function csvLink(table: QueryTable, csv: CsvDownload | undefined): Action[] {
  if (csv === undefined || table.rows.length === 0) return [];
  const tooltip = `Download the rows of ${table.query.name} as a CSV file`;
  return [{ kind: 'link', title: 'Download CSV', tooltip, url: csv.url }];
}

function queryLink({ queries }: Evidence): Action[] {
  const link = openQueryLink(queries);
  return link === undefined ? [] : [link];
}
