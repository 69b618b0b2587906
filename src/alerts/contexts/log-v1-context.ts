import type { z } from 'zod';
import type { AlertDimension, LogAbout } from '../../ports/alert-about';
import { anyCaseObject } from '../any-case';
import { LenientDimensions } from '../lenient-dimensions';
import {
  LenientNumber,
  LenientPortalUrl,
  LenientText,
  LenientTexts,
  LenientTime,
} from '../lenient-fields';
import { readResourceId } from '../read-resource-id';
import { type AlertContext, contextOf, windowOf } from './alert-context';
import { cutRows } from './cut-rows';
import { findNamedResources, readsHubLogs } from './named-resources';
import { LenientSearchResults, type SearchResults } from './search-results';

// The same facts have other names where the alert does not follow the common schema.
const LogV1Context = anyCaseObject({
  SearchQuery: LenientText,
  SearchIntervalStartTimeUtc: LenientTime,
  SearchIntervalEndTimeUtc: LenientTime,
  SearchIntervalInMinutes: LenientNumber,
  SearchIntervalInMin: LenientNumber,
  SearchIntervalDurationMin: LenientNumber,
  SearchIntervalInSeconds: LenientNumber,
  ResultCount: LenientNumber,
  Threshold: LenientNumber,
  AlertThresholdValue: LenientNumber,
  Operator: LenientText,
  AlertThresholdOperator: LenientText,
  AlertType: LenientText,
  Dimensions: LenientDimensions,
  AffectedConfigurationItems: LenientTexts,
  WorkspaceId: LenientText,
  ResourceId: LenientText,
  LinkToFilteredSearchResultsUI: LenientPortalUrl,
  LinkToSearchResults: LenientPortalUrl,
  SearchResults: LenientSearchResults,
  SearchResult: LenientSearchResults,
});
type LogV1Context = z.infer<typeof LogV1Context>;

const Signs = anyCaseObject({ SearchQuery: LenientText });

/** True for the first generation of log alerts, in whatever envelope. */
export function isLogV1Context(context: unknown): boolean {
  const read = Signs.safeParse(context);
  return read.success && read.data.SearchQuery !== '';
}

/** What a log rule of the first generation says, its rows included. Nothing here refuses. */
export function readLogV1Context(context: unknown): AlertContext {
  const read = LogV1Context.safeParse(context);
  const log = read.success ? read.data : LogV1Context.parse({});
  const results = log.SearchResults ?? log.SearchResult;
  const targets = [log.ResourceId, ...(results?.sources ?? [])].filter((id) => id !== '');
  const pairs = [...log.Dimensions, ...pairColumns(results)];
  return contextOf(aboutLog(log, results, targets), {
    windowSize: readWindowSize(log),
    at: log.SearchIntervalEndTimeUtc,
    clues: {
      targets,
      ...findNamedResources(pairs),
      items: log.AffectedConfigurationItems,
      isAboutRows: true,
      namesWorkspace: log.WorkspaceId !== '',
      readsHubLogs: readsHubLogs(log.SearchQuery, pairs),
    },
  });
}

function aboutLog(
  log: LogV1Context,
  results: SearchResults | undefined,
  targets: string[],
): LogAbout {
  const isMeasured = /metric/i.test(log.AlertType);
  return {
    kind: 'log',
    generation: 'v1',
    query: log.SearchQuery,
    resultCount: log.ResultCount,
    operator: log.Operator || log.AlertThresholdOperator,
    threshold: log.Threshold ?? log.AlertThresholdValue,
    aggregation: isMeasured ? '' : 'Count',
    // The name that Azure asked such queries to use.
    measure: isMeasured ? 'AggregatedValue' : '',
    window: windowOf(log.SearchIntervalStartTimeUtc, log.SearchIntervalEndTimeUtc),
    dimensions: log.Dimensions,
    failingPeriods: undefined,
    rows: cutRows(results?.columns ?? [], results?.rows ?? []),
    workspace: findWorkspace(targets) ?? log.WorkspaceId,
    resultsUrl: log.LinkToFilteredSearchResultsUI ?? log.LinkToSearchResults,
  };
}

function findWorkspace(targets: string[]): string | undefined {
  for (const target of targets) {
    const resource = readResourceId(target);
    if (resource?.kind === 'workspace') return resource.name;
  }
  return undefined;
}

/** Cells with the names of their columns. */
function pairColumns(results: SearchResults | undefined): AlertDimension[] {
  const { columns = [], rows = [] } = results ?? {};
  return rows.flatMap((row) => columns.map((name, index) => ({ name, value: row[index] ?? '' })));
}

function readWindowSize(log: LogV1Context): string | undefined {
  const seconds = log.SearchIntervalInSeconds;
  const minutes =
    log.SearchIntervalInMinutes ??
    log.SearchIntervalInMin ??
    log.SearchIntervalDurationMin ??
    (seconds === undefined ? undefined : seconds / 60);
  const whole = Math.round(minutes ?? 0);
  return whole > 0 && whole < 1e6 ? `PT${whole}M` : undefined;
}
