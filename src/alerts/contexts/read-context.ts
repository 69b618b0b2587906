import { isActivityContext, readActivityContext } from './activity-context';
import type { AlertContext } from './alert-context';
import { isBudgetContext, readBudgetContext } from './budget-context';
import { isLogContext, readLogContext } from './log-context';
import { isLogV1Context, readLogV1Context } from './log-v1-context';
import { isMetricContext, readMetricContext } from './metric-context';
import { readOtherContext } from './other-context';
import { isResourceHealthContext, readResourceHealthContext } from './resource-health-context';
import { isServiceHealthContext, readServiceHealthContext } from './service-health-context';

interface ContextKind {
  /** The monitoring services that send it, without blanks, in lower case. */
  service: RegExp;
  /** True when the context itself shows that it is of this kind. */
  fits(context: unknown): boolean;
  read(context: unknown, service: string): AlertContext;
}

/** From the most particular to the most general: the first that fits is taken. */
const kinds: ContextKind[] = [
  {
    service: /^(?:loganalytics|applicationinsights|logalertsv1)/,
    fits: isLogV1Context,
    read: readLogV1Context,
  },
  { service: /^(?:logalerts|simplelogalert)/, fits: isLogContext, read: readLogContext },
  { service: /^platform$/, fits: isMetricContext, read: readMetricContext },
  {
    service: /^resourcehealth/,
    fits: isResourceHealthContext,
    read: readResourceHealthContext,
  },
  { service: /^servicehealth/, fits: isServiceHealthContext, read: readServiceHealthContext },
  { service: /^activitylog/, fits: isActivityContext, read: readActivityContext },
  { service: /^(?:costalerts?|budget)/, fits: isBudgetContext, read: readBudgetContext },
];

/**
 * Reads the part of an alert that differs by kind. What it holds counts for more than the service's
 * name: senders spell that in many ways, and old log alerts call themselves `Platform`.
 */
export function readContext(context: unknown, service: string): AlertContext {
  const name = service.toLowerCase().replace(/[^a-z0-9]/g, '');
  const kind =
    kinds.find(({ fits }) => fits(context)) ?? kinds.find((each) => each.service.test(name));
  return kind === undefined ? readOtherContext(context, service) : kind.read(context, service);
}
