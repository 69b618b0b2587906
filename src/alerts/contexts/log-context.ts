import { z } from 'zod';
import type { AlertDimension, AlertRows, LogAbout } from '../../ports/alert-about';
import { anyCaseObject } from '../any-case';
import { LenientDimensions, readFailingPeriods } from '../lenient-dimensions';
import {
  LenientList,
  LenientNumber,
  LenientPortalUrl,
  LenientText,
  LenientTime,
} from '../lenient-fields';
import { type AlertContext, contextOf, windowOf } from './alert-context';
import { cutRows } from './cut-rows';
import { findNamedResources, readsHubLogs } from './named-resources';

const Criterion = anyCaseObject({
  searchQuery: LenientText,
  metricMeasureColumn: LenientText,
  metricMeasure: LenientText,
  operator: LenientText,
  threshold: LenientNumber,
  timeAggregation: LenientText,
  dimensions: LenientDimensions,
  metricValue: LenientNumber,
  failingPeriods: z.unknown(),
  linkToFilteredSearchResultsUI: LenientPortalUrl,
  linkToSearchResultsUI: LenientPortalUrl,
  event: LenientList,
});
type Criterion = z.infer<typeof Criterion>;

const LogContext = anyCaseObject({
  conditionType: LenientText,
  condition: anyCaseObject({
    windowSize: LenientText,
    allOf: LenientList,
    windowStartTime: LenientTime,
    windowEndTime: LenientTime,
  }),
});

/** True for the second generation of log alerts, "simple" ones included. */
export function isLogContext(context: unknown): boolean {
  const read = LogContext.safeParse(context);
  if (!read.success) return false;
  const { conditionType, condition } = read.data;
  return /logquery/i.test(conditionType) || readFirst(condition.allOf).searchQuery !== '';
}

/** What a log rule of the second generation says. Nothing here refuses. */
export function readLogContext(context: unknown): AlertContext {
  const read = LogContext.safeParse(context);
  const condition = read.data?.condition;
  const criterion = readFirst(condition?.allOf ?? []);
  const events = readEvents(criterion.event);
  const pairs = [...criterion.dimensions, ...events.flat()];
  return contextOf(
    {
      ...aboutLog(criterion, events),
      window: windowOf(condition?.windowStartTime, condition?.windowEndTime),
    },
    {
      windowSize: condition?.windowSize || undefined,
      at: condition?.windowEndTime,
      clues: {
        ...findNamedResources(pairs),
        isAboutRows: true,
        readsHubLogs: readsHubLogs(criterion.searchQuery, pairs),
      },
    },
  );
}

/** A rule has one criterion. */
function readFirst(allOf: unknown[]): Criterion {
  const read = Criterion.safeParse(allOf[0]);
  return read.success ? read.data : Criterion.parse({});
}

function aboutLog(criterion: Criterion, events: AlertDimension[][]): LogAbout {
  const { threshold, operator, timeAggregation } = criterion;
  const compares = threshold !== undefined || operator !== '' || timeAggregation !== '';
  return {
    kind: 'log',
    generation: events.length > 0 || !compares ? 'simple' : 'v2',
    query: criterion.searchQuery,
    resultCount: criterion.metricValue,
    operator,
    threshold,
    aggregation: timeAggregation,
    measure: criterion.metricMeasureColumn || criterion.metricMeasure,
    window: undefined,
    dimensions: criterion.dimensions,
    failingPeriods: readFailingPeriods(criterion.failingPeriods),
    rows: readRows(events),
    workspace: '',
    resultsUrl: criterion.linkToFilteredSearchResultsUI ?? criterion.linkToSearchResultsUI,
  };
}

/** Rows as lists of name and value; a single row may come without the outer list. */
function readEvents(event: unknown[]): AlertDimension[][] {
  const rows = Array.isArray(event[0]) ? event : [event];
  return rows.map((row) => LenientDimensions.parse(row)).filter((row) => row.length > 0);
}

function readRows(events: AlertDimension[][]): AlertRows | undefined {
  const columns = (events[0] ?? []).map(({ name }) => name);
  const rows = events.map((event) =>
    columns.map((column) => event.find(({ name }) => name === column)?.value ?? ''),
  );
  return cutRows(columns, rows);
}
