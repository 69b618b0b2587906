import { randomUUID } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { sampleHub } from '../samples/hub';
import { commonAlert, type FiredRule } from './alert-essentials';

interface FiredSearch extends FiredRule {
  windowMinutes: number;
  searchQuery: string;
  threshold: number;
  /** How many rows were found. */
  count: number;
  /** Values the rule splits by, beside the hub itself. */
  dimensions?: { name: string; value: string }[];
}

/**
 * An alert of a log rule (V2) in the common schema. Its target is the workspace: which hub it is
 * about stands in the `_ResourceId` dimension only.
 */
export function logAlert(fired: FiredSearch): object {
  const signal = {
    signalType: 'Log',
    monitoringService: 'Log Alerts V2',
    alertTargetIDs: [workspaceId.toLowerCase()],
    configurationItems: [sampleHub.name],
    originAlertId: randomUUID(),
  };
  const endedAt = fired.firedAt;
  const startedAt = new Date(endedAt.getTime() - fired.windowMinutes * 60_000);
  return commonAlert(fired, signal, {
    properties: null,
    conditionType: 'LogQueryCriteria',
    condition: {
      windowSize: `PT${fired.windowMinutes}M`,
      allOf: [criterion(fired, `${startedAt.toISOString()}/${endedAt.toISOString()}`)],
      windowStartTime: startedAt.toISOString(),
      windowEndTime: endedAt.toISOString(),
    },
  });
}

function criterion({ searchQuery, threshold, count, dimensions = [] }: FiredSearch, span: string) {
  const filtered = [
    searchQuery,
    ...dimensions.map(({ name, value }) => `| where tostring(${name}) == '${value}'`),
  ].join('\n');
  return {
    searchQuery,
    metricMeasureColumn: null,
    targetResourceTypes: "['Microsoft.OperationalInsights/workspaces']",
    operator: 'GreaterThan',
    threshold: String(threshold),
    timeAggregation: 'Count',
    dimensions: [{ name: '_ResourceId', value: sampleHub.resourceId.toLowerCase() }, ...dimensions],
    metricValue: count,
    failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 },
    linkToSearchResultsUI: portalLink(searchQuery, span),
    linkToFilteredSearchResultsUI: portalLink(filtered, span),
    linkToSearchResultsAPI: apiLink(searchQuery, span),
    linkToFilteredSearchResultsAPI: apiLink(filtered, span),
  };
}

function portalLink(query: string, span: string): string {
  const scope = encodeURIComponent(JSON.stringify({ resources: [{ resourceId: workspaceId }] }));
  const packed = encodeURIComponent(deflateSync(query).toString('base64'));
  return `https://portal.azure.com#@${tenantId}/blade/Microsoft_Azure_Monitoring_Logs/LogsBlade/source/Alerts.EmailLinks/scope/${scope}/q/${packed}/prettify/1/timespan/${encodeURIComponent(span)}`;
}

function apiLink(query: string, span: string): string {
  return `https://api.loganalytics.io/v1/workspaces/${tenantId}/query?query=${encodeURIComponent(query)}&timespan=${encodeURIComponent(span)}`;
}

const workspaceId = `/subscriptions/${sampleHub.subscriptionId}/resourceGroups/contoso-rg/providers/Microsoft.OperationalInsights/workspaces/contoso-logs`;
const tenantId = '00000000-0000-0000-0000-000000000007';
