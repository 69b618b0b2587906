import type { AlertDimension, FailingPeriods } from '../ports/alert-about';
import { anyCaseObject } from './any-case';
import { LenientList, LenientNumber, LenientText } from './lenient-fields';

const Dimension = anyCaseObject({ name: LenientText, value: LenientText });
const Periods = anyCaseObject({
  minFailingPeriodsToAlert: LenientNumber,
  numberOfEvaluationPeriods: LenientNumber,
});
const maxDimensions = 20;
const maxNameLength = 100;
// An ARM id fits.
const maxValueLength = 600;

/** Pairs of name and value; what is neither is left out. */
export const LenientDimensions = LenientList.transform(readDimensions);

function readDimensions(list: unknown[]): AlertDimension[] {
  const dimensions: AlertDimension[] = [];
  for (const each of list.slice(0, maxDimensions)) {
    const read = Dimension.safeParse(each);
    const { name = '', value = '' } = read.data ?? {};
    if (name === '') continue;
    dimensions.push({ name: name.slice(0, maxNameLength), value: value.slice(0, maxValueLength) });
  }
  return dimensions;
}

/** Undefined unless both figures are there. */
export function readFailingPeriods(value: unknown): FailingPeriods | undefined {
  const read = Periods.safeParse(value);
  const { minFailingPeriodsToAlert: failing, numberOfEvaluationPeriods: of } = read.data ?? {};
  return failing === undefined || of === undefined ? undefined : { failing, of };
}
