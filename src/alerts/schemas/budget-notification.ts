import type { Alert } from '../../ports/alert';
import { anyCaseObject } from '../any-case';
import { contextOf } from '../contexts/alert-context';
import { type AlertDeps, joinAlert } from '../join-alert';
import { LenientAmount, LenientObject, LenientText } from '../lenient-fields';
import { nameAlert } from '../name-alert';
import { refuseAlert } from '../refuse-alert';

const BudgetNotification = anyCaseObject({ data: LenientObject });

const Budget = anyCaseObject({
  SubscriptionName: LenientText,
  SubscriptionId: LenientText,
  ResourceGroup: LenientText,
  BudgetName: LenientText,
  BudgetStartDate: LenientText,
  Budget: LenientAmount,
  SpendingAmount: LenientAmount,
  NotificationThresholdAmount: LenientAmount,
  Unit: LenientText,
});

/**
 * Reads `AIP Budget Notification`, which budgets send outside the common schema. It has no time and
 * no id: the same figures of the same budget are taken for the same notification.
 */
export function readBudgetNotification(body: unknown, { hubs, clock }: AlertDeps): Alert {
  const budget = Budget.parse(BudgetNotification.parse(body).data);
  if (budget.BudgetName === '') throw refuseAlert('data.BudgetName', 'is missing or empty');
  const { SubscriptionId, ResourceGroup, NotificationThresholdAmount, SpendingAmount } = budget;
  const parts = [SubscriptionId, ResourceGroup, budget.BudgetName, budget.BudgetStartDate];
  const figures = [NotificationThresholdAmount, SpendingAmount];
  const scope = scopeOf(SubscriptionId, ResourceGroup);
  return joinAlert(
    {
      id: nameAlert(['budget', ...[...parts, ...figures].map(String)]),
      condition: 'fired',
      firedAt: clock.now(),
      resolvedAt: undefined,
      timesFrom: 'receipt',
      rule: budget.BudgetName,
      severity: 'unknown',
      description: '',
      targets: [scope],
      items: [],
      portalUrl: undefined,
    },
    contextOf({
      kind: 'budget',
      name: budget.BudgetName,
      amount: SpendingAmount,
      limit: budget.Budget,
      notifyAt: NotificationThresholdAmount,
      forecast: undefined,
      unit: budget.Unit,
      basis: '',
      scope,
    }),
    hubs,
  );
}

function scopeOf(subscription: string, group: string): string {
  if (subscription === '') return '';
  const base = `/subscriptions/${subscription}`;
  return group === '' ? base : `${base}/resourceGroups/${group}`;
}
