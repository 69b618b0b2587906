import { sayNumber } from './words';

/** Operators without blanks, in lower case: every generation of rules has its own spelling. */
const comparisons = new Map(
  Object.entries({
    lessthan: '<',
    lowerthan: '<',
    lessthanorequal: '≤',
    lessorequal: '≤',
    greaterthan: '>',
    greaterthanorequal: '≥',
    greaterorequal: '≥',
    equals: '=',
    equal: '=',
    equalto: '=',
    greaterorlessthan: 'outside of',
  }),
);

/** " < 285", to be set after the figure; empty where the alert gives no bound. */
export function sayComparison(operator: string, bound: number | undefined): string {
  if (bound === undefined) return '';
  const key = operator.toLowerCase().replace(/\s/g, '');
  return ` ${comparisons.get(key) ?? operator} ${sayNumber(bound)}`;
}
