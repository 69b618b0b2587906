import { commonAlert, type Fields, hubArmId } from './alert-payloads';

export const workspaceArmId =
  '/subscriptions/11111111-2222-3333-4444-555555555555/resourcegroups/plant-rg/providers/microsoft.operationalinsights/workspaces/plant-logs';

export const hubQuery =
  'AzureDiagnostics | where ResourceProvider == "MICROSOFT.DEVICES" and Category == "Connections"';

const resultsLink =
  'https://portal.azure.com#@66666666-7777-8888-9999-000000000000/blade/Microsoft_Azure_Monitoring_Logs/LogsBlade/source/Alerts.EmailLinks/scope/%7B%22x%22%3A%2aaaa%7D/q/eJzzAbc%3D/prettify/1';

/** A log alert of the second generation, split by resource; its one criterion can be changed. */
export function logAlert(criterion: Fields = {}, essentials: Fields = {}): Fields {
  return commonAlert(
    { ...logEssentials('Log Alerts V2'), ...essentials },
    {
      properties: { team: 'plant' },
      conditionType: 'LogQueryCriteria',
      condition: {
        windowSize: 'PT1H',
        allOf: [{ ...logCriterion(), ...criterion }],
        windowStartTime: '2026-03-01T02:10:00.1234567Z',
        windowEndTime: '2026-03-01T03:10:00.1234567Z',
      },
    },
  );
}

function logCriterion(): Fields {
  return {
    searchQuery: hubQuery,
    metricMeasureColumn: null,
    targetResourceTypes: "['Microsoft.OperationalInsights/workspaces']",
    operator: 'GreaterThan',
    threshold: '10',
    timeAggregation: 'Count',
    dimensions: [
      { name: 'ResultType', value: '404104' },
      { name: '_ResourceId', value: hubArmId.toLowerCase() },
    ],
    metricValue: 56.0,
    failingPeriods: { numberOfEvaluationPeriods: 3, minFailingPeriodsToAlert: 2 },
    linkToSearchResultsUI: `${resultsLink}/all`,
    linkToFilteredSearchResultsUI: resultsLink,
    linkToSearchResultsAPI: 'https://api.loganalytics.io/v1/workspaces/w/query?query=x',
    linkToFilteredSearchResultsAPI: 'https://api.loganalytics.io/v1/workspaces/w/query?query=x',
  };
}

/** A "simple" log alert: nothing was compared, the row itself comes along. */
export function simpleLogAlert(criterion: Fields = {}): Fields {
  return commonAlert(logEssentials('Simple Log Alert'), {
    properties: {},
    conditionType: 'LogQueryCriteria',
    condition: {
      windowSize: null,
      allOf: [
        {
          searchQuery: hubQuery,
          metricMeasureColumn: null,
          targetResourceTypes: null,
          operator: null,
          threshold: null,
          timeAggregation: null,
          dimensions: null,
          metricValue: 1.0,
          failingPeriods: null,
          linkToSearchResultsUI: 'https://portal.azure.com/AnalyticsBlade/x',
          linkToFilteredSearchResultsUI: null,
          linkToSearchResultsAPI: null,
          linkToFilteredSearchResultsAPI: null,
          event: [
            [
              { name: 'TimeGenerated', value: '2026-03-01T03:09:00Z' },
              { name: 'Resource', value: 'CONTOSO-HUB' },
              { name: 'ResultType', value: 404104 },
            ],
          ],
          ...criterion,
        },
      ],
      windowStartTime: null,
      windowEndTime: null,
    },
  });
}

/** A log alert of the first generation in the common schema, its rows included. */
export function logAlertV1(context: Fields = {}, essentials: Fields = {}): Fields {
  return commonAlert(
    {
      ...logEssentials('Log Analytics'),
      configurationItems: ['contoso-hub'],
      alertContextVersion: '1.1',
      ...essentials,
    },
    {
      SearchQuery: hubQuery,
      SearchIntervalStartTimeUtc: '3/1/2026 2:55:00 AM',
      SearchIntervalEndtimeUtc: '3/1/2026 3:10:00 AM',
      ResultCount: 2,
      LinkToSearchResults: resultsLink,
      LinkToFilteredSearchResultsUI: resultsLink,
      LinkToSearchResultsAPI: 'https://api.loganalytics.io/v1/workspaces/w/query',
      LinkToFilteredSearchResultsAPI: 'https://api.loganalytics.io/v1/workspaces/w/query',
      SeverityDescription: 'Warning',
      WorkspaceId: '66666666-aaaa-bbbb-cccc-777777777777',
      SearchIntervalDurationMin: '15',
      AffectedConfigurationItems: ['contoso-hub'],
      AlertType: 'Number of results',
      IncludeSearchResults: true,
      SearchIntervalInMinutes: '15',
      SearchResults: searchResults(),
      Threshold: 0,
      Operator: 'Greater Than',
      IncludedSearchResults: 'True',
      ...context,
    },
  );
}

export function searchResults(): Fields {
  return {
    tables: [
      {
        name: 'PrimaryResult',
        columns: [
          { name: 'TimeGenerated', type: 'datetime' },
          { name: 'deviceId', type: 'string' },
          { name: 'count_', type: 'long' },
        ],
        rows: [
          ['2026-03-01T03:01:00Z', 'device-1', 11],
          ['2026-03-01T03:02:00Z', 'device-2', null],
        ],
      },
    ],
    dataSources: [
      { resourceId: workspaceArmId, region: 'westeurope', tables: ['AzureDiagnostics'] },
    ],
  };
}

function logEssentials(monitoringService: string): Fields {
  return {
    alertRule: 'devices-dropping',
    severity: 'Sev2',
    signalType: 'Log',
    monitoringService,
    alertTargetIDs: [workspaceArmId],
    configurationItems: [],
    description: 'Too many devices drop',
  };
}
