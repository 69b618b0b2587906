import { questionOfAlert } from '../diagnosis/topics/alert-question';
import { tierLimits } from '../diagnosis/topics/tier-limits';
import type { Alert } from '../ports/alert';
import type {
  ActivityAbout,
  AlertDimension,
  BudgetAbout,
  FailingPeriods,
  LogAbout,
  MetricAbout,
  OtherAbout,
  ResourceHealthAbout,
  ServiceHealthAbout,
} from '../ports/alert-about';
import type { Fact } from './report';
import { capitalize, sayMoney, sayNumber } from './words';

const dimensionsShown = 3;
const factsShown = 5;

/** What this kind of alert says beside its condition; the sender's words are plain text. */
export function alertSaid(alert: Alert): Fact[] {
  const facts = [...aboutFacts(alert), ...topicFacts(alert)];
  return facts.filter(({ value }) => value !== '').slice(0, factsShown);
}

function aboutFacts({ about }: Alert): Fact[] {
  switch (about.kind) {
    case 'metric':
      return metricFacts(about);
    case 'log':
      return logFacts(about);
    case 'activity':
      return activityFacts(about);
    case 'resource-health':
      return healthFacts(about);
    case 'service-health':
      return serviceFacts(about);
    case 'budget':
      return budgetFacts(about);
    case 'other':
      return otherFacts(about);
    case 'devices':
      return [];
  }
}

function metricFacts({ dimensions, failingPeriods, webTest }: MetricAbout): Fact[] {
  return [
    { label: 'Web test', value: webTest },
    ...dimensionFacts(dimensions),
    ...failingFacts(failingPeriods),
  ];
}

function logFacts({ dimensions, failingPeriods, workspace }: LogAbout): Fact[] {
  return [
    ...dimensionFacts(dimensions.filter(({ name }) => !/^_?resource(?:id)?$/i.test(name))),
    ...failingFacts(failingPeriods),
    { label: 'Workspace', value: workspace },
  ];
}

function activityFacts(about: ActivityAbout): Fact[] {
  const status = [about.status, about.subStatus].filter(Boolean).join(' · ');
  return [
    { label: 'Who', value: about.caller || 'not said by the alert' },
    { label: 'Status', value: status },
    { label: 'Detail', value: about.detail },
  ];
}

function healthFacts(about: ResourceHealthAbout): Fact[] {
  const cause = [spaceWords(about.cause), spaceWords(about.type)].filter(Boolean).join(', ');
  return [
    { label: 'Health', value: about.current || 'not given' },
    { label: 'Before', value: about.previous },
    { label: 'Azure’s cause', value: cause },
    { label: 'Details', value: about.details },
  ];
}

function serviceFacts(about: ServiceHealthAbout): Fact[] {
  const regions = [...new Set(about.impacted.flatMap((each) => each.regions))];
  const kind = [capitalize(spaceWords(about.incidentType)), about.trackingId];
  return [
    { label: 'Event', value: kind.filter(Boolean).join(' · ') },
    { label: 'Stage', value: about.stage },
    { label: 'Services', value: about.impacted.map(({ service }) => service).join(', ') },
    { label: 'Regions', value: regions.length > 0 ? regions.join(', ') : about.region },
  ];
}

function budgetFacts({ limit, notifyAt, forecast, unit, basis }: BudgetAbout): Fact[] {
  const money = (amount: number | undefined) =>
    amount === undefined ? '' : `${sayMoney(amount)} ${unit}`.trim();
  return [
    { label: 'Budget', value: money(limit) },
    { label: 'Tells at', value: money(notifyAt) },
    { label: 'Forecast', value: money(forecast) },
    { label: 'Measured', value: basis.toLowerCase() },
  ];
}

function otherFacts({ service, facts }: OtherAbout): Fact[] {
  return [{ label: 'Raised by', value: service }, ...facts];
}

function dimensionFacts(dimensions: AlertDimension[]): Fact[] {
  return dimensions
    .slice(0, dimensionsShown)
    .map(({ name, value }) => ({ label: name || 'Dimension', value }));
}

function failingFacts(periods: FailingPeriods | undefined): Fact[] {
  if (periods === undefined || periods.of < 2) return [];
  return [
    { label: 'Failing', value: `${periods.failing} of ${periods.of} evaluations are enough` },
  ];
}

/** The limits an alert is about stand on its card, also while the logs are asked. */
function topicFacts(alert: Alert): Fact[] {
  const topic = questionOfAlert(alert)?.topic;
  if (topic === 'throttling') {
    return tierLimits.map(({ tier, perSecond }) => ({
      label: `${tier} a second`,
      value: perSecond,
    }));
  }
  if (topic !== 'quota') return [];
  const used = alert.about.kind === 'metric' ? alert.criteria[0]?.value : undefined;
  return [
    { label: 'Used today', value: used === undefined ? '' : `${sayNumber(used)} messages` },
    { label: 'Starts anew', value: 'at 00:00 UTC' },
  ];
}

/** `PlatformInitiated` as "platform initiated". */
function spaceWords(text: string): string {
  return text.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
}
