import type { Alert } from '../../ports/alert';
import { anyCaseObject } from '../any-case';
import { readLogV1Context } from '../contexts/log-v1-context';
import { type AlertDeps, joinAlert } from '../join-alert';
import { LenientDimensions } from '../lenient-dimensions';
import { LenientObject, LenientProse, LenientText } from '../lenient-fields';
import { nameAlert } from '../name-alert';
import { readSeverity } from '../read-status';

const LogAlert = anyCaseObject({
  SubscriptionId: LenientText,
  AlertRuleName: LenientText,
  SearchQuery: LenientText,
  Description: LenientProse,
  Severity: LenientText,
  ResourceId: LenientText,
  WorkspaceId: LenientText,
  Dimensions: LenientDimensions,
});

const Enveloped = anyCaseObject({ data: LenientObject });

/** Reads a log alert of `Microsoft.Insights/LogAlert`: the bare one in an envelope. */
export function readEnvelopedLogAlert(body: unknown, deps: AlertDeps): Alert {
  return readLogAlertV1(Enveloped.parse(body).data, deps);
}

/**
 * Reads a log alert of the first generation outside the common schema. It has no id and is never
 * resolved; it fired when the searched interval ended.
 */
export function readLogAlertV1(body: unknown, { hubs, clock }: AlertDeps): Alert {
  const log = LogAlert.parse(body);
  const context = readLogV1Context(body);
  const place = log.ResourceId || log.WorkspaceId || log.SubscriptionId;
  const rule = log.AlertRuleName || log.SearchQuery;
  return joinAlert(
    {
      id: nameAlert(['log', place, rule], log.Dimensions),
      condition: 'fired',
      firedAt: context.at ?? clock.now(),
      resolvedAt: undefined,
      timesFrom: context.at === undefined ? 'receipt' : 'sender',
      rule: log.AlertRuleName,
      severity: readSeverity(log.Severity),
      description: log.Description,
      targets: [],
      items: [],
      portalUrl: undefined,
    },
    context,
    hubs,
  );
}
