import type { Alert } from '../ports/alert';
import { anyCaseObject } from './any-case';
import type { AlertDeps } from './join-alert';
import { LenientObject, LenientText } from './lenient-fields';
import { readActivityAlert } from './schemas/activity-alert';
import { readBudgetNotification } from './schemas/budget-notification';
import { readClassicAlert } from './schemas/classic-alert';
import { readCommonAlert } from './schemas/common-alert';
import { readEnvelopedLogAlert, readLogAlertV1 } from './schemas/log-alert-v1';
import { readMetricAlert } from './schemas/metric-alert';

interface AlertSchema {
  /** As the sender of a body that is none of them is told. */
  name: string;
  matches(signs: Signs): boolean;
  read(body: unknown, deps: AlertDeps): Alert;
}

/** What tells schemas apart. */
interface Signs {
  schemaId: string;
  hasQuery: boolean;
  hasStatusAndContext: boolean;
}

/** Every schema an action group may send, in the order in which they are tried. */
export const alertSchemas: AlertSchema[] = [
  withId('azureMonitorCommonAlertSchema', readCommonAlert),
  withId('AzureMonitorMetricAlert', readMetricAlert),
  withId('Microsoft.Insights/activityLogs', readActivityAlert),
  withId('Microsoft.Insights/LogAlert', readEnvelopedLogAlert),
  withId('AIP Budget Notification', readBudgetNotification),
  {
    name: 'a log alert V1 (no schemaId, has SearchQuery)',
    matches: ({ schemaId, hasQuery }) => schemaId === '' && hasQuery,
    read: readLogAlertV1,
  },
  {
    name: 'a classic alert (no schemaId, has status and context)',
    matches: ({ schemaId, hasStatusAndContext }) => schemaId === '' && hasStatusAndContext,
    read: readClassicAlert,
  },
];

const Body = anyCaseObject({
  schemaId: LenientText,
  SearchQuery: LenientText,
  status: LenientText,
  context: LenientObject,
});

/** Undefined when the body follows none of them. */
export function findAlertSchema(body: object): AlertSchema | undefined {
  const { schemaId, SearchQuery, status, context } = Body.parse(body);
  const signs = {
    schemaId: schemaId.toLowerCase(),
    hasQuery: SearchQuery !== '',
    hasStatusAndContext: status !== '' && Object.keys(context).length > 0,
  };
  return alertSchemas.find(({ matches }) => matches(signs));
}

function withId(name: string, read: AlertSchema['read']): AlertSchema {
  const id = name.toLowerCase();
  return { name: `"${name}"`, matches: ({ schemaId }) => schemaId === id, read };
}
