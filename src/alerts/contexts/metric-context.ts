import { z } from 'zod';
import type { MetricCriterion } from '../../ports/alert';
import type { MetricAbout } from '../../ports/alert-about';
import { anyCaseObject } from '../any-case';
import { LenientDimensions, readFailingPeriods } from '../lenient-dimensions';
import { LenientList, LenientNumber, LenientText, LenientTime } from '../lenient-fields';
import { type AlertContext, contextOf, windowOf } from './alert-context';
import { findNamedResources } from './named-resources';

const Criterion = anyCaseObject({
  metricName: LenientText,
  metricNamespace: LenientText,
  operator: LenientText,
  threshold: LenientNumber,
  metricValue: LenientNumber,
  timeAggregation: LenientText,
  alertSensitivity: LenientText,
  dimensions: LenientDimensions,
  failingPeriods: z.unknown(),
  webTestName: LenientText,
});
type Criterion = z.infer<typeof Criterion>;

const Condition = anyCaseObject({
  windowSize: LenientText,
  allOf: LenientList,
  windowStartTime: LenientTime,
  windowEndTime: LenientTime,
});

const MetricContext = anyCaseObject({ conditionType: LenientText, condition: Condition });

// A rule has at most five criteria; more is not an alert of Azure.
const maxCriteria = 20;

/** True for anything with a list of conditions: log alerts have one too and are told apart first. */
export function isMetricContext(context: unknown): boolean {
  const read = MetricContext.safeParse(context);
  return read.success && read.data.condition.allOf.length > 0;
}

/**
 * What a metric rule measured: static and dynamic thresholds, availability tests. The alert is
 * worth a card without it, so nothing here refuses: what cannot be read is left out.
 */
export function readMetricContext(context: unknown): AlertContext {
  const read = MetricContext.safeParse(context);
  if (!read.success) return contextOf(aboutMetric('', []));
  const { conditionType, condition } = read.data;
  const criteria = condition.allOf.slice(0, maxCriteria).flatMap(readCriterion);
  const about = aboutMetric(conditionType, criteria);
  const window = windowOf(condition.windowStartTime, condition.windowEndTime);
  return contextOf(
    { ...about, window },
    {
      criteria: criteria.map(toCriterion),
      windowSize: condition.windowSize === '' ? undefined : condition.windowSize,
      clues: findNamedResources(about.dimensions),
      at: condition.windowEndTime,
    },
  );
}

function readCriterion(value: unknown): Criterion[] {
  const read = Criterion.safeParse(value);
  return read.success && read.data.metricName !== '' ? [read.data] : [];
}

function aboutMetric(conditionType: string, criteria: Criterion[]): MetricAbout {
  const [first] = criteria;
  return {
    kind: 'metric',
    threshold: readThreshold(conditionType, criteria),
    namespace: first?.metricNamespace ?? '',
    dimensions: criteria.flatMap(({ dimensions }) => dimensions).slice(0, maxCriteria),
    failingPeriods: readFailingPeriods(first?.failingPeriods),
    webTest: criteria.find(({ webTestName }) => webTestName !== '')?.webTestName ?? '',
    window: undefined,
  };
}

function readThreshold(conditionType: string, criteria: Criterion[]): MetricAbout['threshold'] {
  const type = conditionType.toLowerCase();
  if (type.startsWith('webtest')) return 'webtest';
  const isDynamic = criteria.some(({ alertSensitivity }) => alertSensitivity !== '');
  if (isDynamic || type.startsWith('dynamic')) return 'dynamic';
  return criteria.length === 0 && type === '' ? 'unknown' : 'static';
}

function toCriterion(criterion: Criterion): MetricCriterion {
  const { alertSensitivity } = criterion;
  return {
    metric: criterion.metricName,
    operator: criterion.operator,
    threshold: criterion.threshold,
    value: criterion.metricValue,
    aggregation: criterion.timeAggregation,
    sensitivity: alertSensitivity === '' ? undefined : alertSensitivity,
  };
}
