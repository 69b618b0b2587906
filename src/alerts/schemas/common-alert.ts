import { z } from 'zod';
import type { Alert } from '../../ports/alert';
import { anyCaseObject } from '../any-case';
import { readContext } from '../contexts/read-context';
import { type AlertDeps, joinAlert } from '../join-alert';
import { LenientPortalUrl, LenientProse, LenientText, LenientTexts } from '../lenient-fields';
import { readSentTime, readSeverity, readStatus } from '../read-status';
import { refuseAlert } from '../refuse-alert';

const Essentials = anyCaseObject({
  alertId: LenientText,
  originAlertId: LenientText,
  alertRule: LenientText,
  severity: LenientText,
  signalType: LenientText,
  monitorCondition: LenientText,
  monitoringService: LenientText,
  alertTargetIDs: LenientTexts,
  configurationItems: LenientTexts,
  firedDateTime: LenientText,
  resolvedDateTime: LenientText,
  description: LenientProse,
  investigationLink: LenientPortalUrl,
});
type Essentials = z.infer<typeof Essentials>;

const CommonAlert = anyCaseObject({
  data: anyCaseObject({ essentials: Essentials, alertContext: z.unknown() }),
});

const path = (field: keyof Essentials) => `data.essentials.${field}`;

/**
 * Reads an alert in the common schema. Without an id, a condition or a time there is nothing to
 * recognize it by; everything else may be missing.
 */
export function readCommonAlert(body: unknown, { hubs }: AlertDeps): Alert {
  const { essentials, alertContext } = readParts(body);
  const context = readContext(alertContext, essentials.monitoringService || essentials.signalType);
  const words = '"Fired" or "Resolved"';
  const condition = readStatus(essentials.monitorCondition, path('monitorCondition'), words);
  return joinAlert(
    {
      id: readId(essentials),
      condition,
      ...readTimes(essentials, condition, context.at),
      timesFrom: 'sender',
      rule: essentials.alertRule,
      severity: readSeverity(essentials.severity),
      description: essentials.description,
      targets: essentials.alertTargetIDs,
      items: essentials.configurationItems,
      portalUrl: essentials.investigationLink,
    },
    context,
    hubs,
  );
}

function readParts(body: unknown) {
  const read = CommonAlert.safeParse(body);
  if (read.success) return read.data.data;
  const issue = read.error.issues[0];
  throw refuseAlert(issue?.path.join('.') ?? '', 'must be a JSON object');
}

function readId(essentials: Essentials): string {
  const id = essentials.alertId || essentials.originAlertId;
  if (id === '') throw refuseAlert(path('alertId'), 'is missing or empty');
  return id;
}

function readTimes(
  essentials: Essentials,
  condition: Alert['condition'],
  happenedAt: Date | undefined,
) {
  const firedAt = readSentTime(essentials.firedDateTime, path('firedDateTime'));
  if (condition === 'fired') {
    const at = firedAt ?? happenedAt;
    if (at === undefined) throw refuseAlert(path('firedDateTime'), 'is missing or empty');
    return { firedAt: at, resolvedAt: undefined };
  }
  const resolvedAt = readSentTime(essentials.resolvedDateTime, path('resolvedDateTime'));
  const known = firedAt ?? resolvedAt;
  if (known === undefined) throw refuseAlert(path('resolvedDateTime'), 'is missing or empty');
  return { firedAt: known, resolvedAt };
}
