import { anyCaseObject } from '../any-case';
import { LenientAmount, LenientObject, LenientText } from '../lenient-fields';
import { type AlertContext, contextOf } from './alert-context';

const BudgetContext = anyCaseObject({ AlertCategory: LenientText, AlertData: LenientObject });

const AlertData = anyCaseObject({
  BudgetName: LenientText,
  SpentAmount: LenientAmount,
  BudgetThreshold: LenientAmount,
  NotificationThresholdAmount: LenientAmount,
  ForecastedTotalForPeriod: LenientAmount,
  Unit: LenientText,
  ThresholdType: LenientText,
  Scope: LenientText,
});

/** True for budgets and the other alerts of Cost Management. */
export function isBudgetContext(context: unknown): boolean {
  const read = BudgetContext.safeParse(context);
  if (!read.success) return false;
  return read.data.AlertCategory !== '' || Object.keys(read.data.AlertData).length > 0;
}

/** How much money was spent, or is going to be. */
export function readBudgetContext(context: unknown): AlertContext {
  const data = AlertData.parse(BudgetContext.safeParse(context).data?.AlertData ?? {});
  return contextOf(
    {
      kind: 'budget',
      name: data.BudgetName,
      amount: data.SpentAmount,
      limit: data.BudgetThreshold,
      notifyAt: data.NotificationThresholdAmount,
      forecast: data.ForecastedTotalForPeriod,
      unit: data.Unit,
      basis: data.ThresholdType,
      scope: data.Scope,
    },
    { clues: { targets: [data.Scope] } },
  );
}
