import type { Alert } from '../../ports/alert';
import { anyCaseObject } from '../any-case';
import { type AlertContext, contextOf } from '../contexts/alert-context';
import { readMetricContext } from '../contexts/metric-context';
import type { AlertDeps } from '../join-alert';
import { LenientObject, LenientText } from '../lenient-fields';
import { readRuleAlert } from './metric-alert';

const ClassicAlert = anyCaseObject({
  status: LenientText,
  operation: LenientText,
  context: LenientObject,
});
const Context = anyCaseObject({ details: LenientText, condition: LenientObject });
const Condition = anyCaseObject({ metricName: LenientText, windowSize: LenientText });

/**
 * Reads an alert of a classic rule, which Azure has retired and some clouds still have: one
 * condition, every figure a text. Autoscale settings send the same without a condition.
 */
export function readClassicAlert(body: unknown, { hubs }: AlertDeps): Alert {
  const { status, operation, context } = ClassicAlert.parse(body);
  const { details, condition } = Context.parse(context);
  const { metricName } = Condition.parse(condition);
  return readRuleAlert(
    { status, context, at: '' },
    metricName === '' ? otherContext(operation, details) : metricContext(condition),
    hubs,
  );
}

function metricContext(condition: object): AlertContext {
  const { windowSize } = Condition.parse(condition);
  const read = readMetricContext({
    conditionType: 'SingleResourceMultipleMetricCriteria',
    condition: { allOf: [condition] },
  });
  return { ...read, windowSize: spellMinutes(windowSize) };
}

/** Minutes as a bare number; some senders write a length of ISO 8601. */
function spellMinutes(text: string): string | undefined {
  if (/^\d{1,5}$/.test(text)) return `PT${Number(text)}M`;
  return text === '' ? undefined : text;
}

function otherContext(operation: string, details: string): AlertContext {
  return contextOf({
    kind: 'other',
    service: operation === '' ? 'classic alert' : 'autoscale',
    summary: details || operation,
    facts: [],
  });
}
