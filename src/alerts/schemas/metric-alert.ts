import type { Alert } from '../../ports/alert';
import { anyCaseObject } from '../any-case';
import { readMetricContext } from '../contexts/metric-context';
import { type AlertDeps, joinAlert } from '../join-alert';
import { LenientObject, LenientPortalUrl, LenientProse, LenientText } from '../lenient-fields';
import { nameAlert } from '../name-alert';
import { readSentTime, readSeverity, readStatus, timesFromOne } from '../read-status';
import { refuseAlert } from '../refuse-alert';

const MetricAlert = anyCaseObject({
  data: anyCaseObject({ status: LenientText, context: LenientObject }),
});

const Context = anyCaseObject({
  timestamp: LenientText,
  id: LenientText,
  name: LenientText,
  description: LenientProse,
  severity: LenientText,
  resourceId: LenientText,
  portalLink: LenientPortalUrl,
});

/** Reads a metric alert of `AzureMonitorMetricAlert`, the schema that metric rules had of their own. */
export function readMetricAlert(body: unknown, { hubs }: AlertDeps): Alert {
  const read = MetricAlert.safeParse(body);
  if (!read.success) throw refuseAlert('data', 'must be a JSON object');
  const { status, context } = read.data.data;
  return readRuleAlert({ status, context, at: 'data' }, readMetricContext(context), hubs);
}

/**
 * What the older schemas share: the rule, not the firing, has an id, and there is one time. Of a
 * rule over several resources each has an alert of its own, as in the common schema.
 */
export function readRuleAlert(
  sent: { status: string; context: object; at: string },
  context: ReturnType<typeof readMetricContext>,
  hubs: AlertDeps['hubs'],
): Alert {
  const path = (field: string) => [sent.at, field].filter(Boolean).join('.');
  const said = Context.parse(sent.context);
  const words = '"Activated", "Deactivated" or "Resolved"';
  const condition = readStatus(sent.status, path('status'), words);
  const happenedAt = readSentTime(said.timestamp, path('context.timestamp'));
  if (happenedAt === undefined) throw refuseAlert(path('context.timestamp'), 'is missing or empty');
  return joinAlert(
    {
      id: readId(said, context, path('context.id')),
      ...timesFromOne(condition, happenedAt),
      timesFrom: 'sender',
      rule: said.name,
      severity: readSeverity(said.severity),
      description: said.description,
      targets: [said.resourceId],
      items: [],
      portalUrl: said.portalLink,
    },
    context,
    hubs,
  );
}

function readId(
  said: { id: string; name: string; resourceId: string },
  { about }: ReturnType<typeof readMetricContext>,
  path: string,
): string {
  const rule = said.id || said.name;
  if (rule === '') throw refuseAlert(path, 'is missing or empty');
  const split = about.kind === 'metric' ? about.dimensions : [];
  return nameAlert([rule, said.resourceId], split);
}
