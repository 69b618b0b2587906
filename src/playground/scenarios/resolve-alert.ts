/**
 * The Resolved payload that belongs to a fired alert: same ids, a resolving time, and what its
 * kind changes besides. Throws RangeError for a body that is no fired alert.
 */
export function resolveAlert(alert: object, at: Date): object {
  const copy = structuredClone(alert) as Partial<FiredAlert>;
  const essentials = copy.data?.essentials;
  if (essentials?.monitorCondition !== 'Fired') {
    throw new RangeError('only a fired alert of the common schema can be resolved');
  }
  essentials.monitorCondition = 'Resolved';
  essentials.resolvedDateTime = at.toISOString();
  resolveCondition(copy.data?.alertContext?.condition);
  resolveHealth(copy.data?.alertContext, at);
  return copy;
}

/** Azure leaves the times of the window out of a Resolved metric alert. */
function resolveCondition(condition: Record<string, unknown> | undefined): void {
  delete condition?.windowStartTime;
  delete condition?.windowEndTime;
}

/** Health is told as a change: what was the current state is the previous one now. */
function resolveHealth(context: Context | undefined, at: Date): void {
  const { properties } = context ?? {};
  if (!context || !properties?.currentHealthStatus) return;
  properties.previousHealthStatus = properties.currentHealthStatus;
  properties.currentHealthStatus = 'Available';
  context.operationName = 'Microsoft.Resourcehealth/healthevent/Resolved/action';
  context.status = 'Resolved';
  context.eventTimestamp = at.toISOString();
  context.submissionTimestamp = at.toISOString();
}

interface Context {
  condition?: Record<string, unknown>;
  properties?: Record<string, unknown> | null;
  [field: string]: unknown;
}

interface FiredAlert {
  data: { essentials: Record<string, unknown>; alertContext?: Context };
}
