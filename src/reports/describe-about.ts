import type {
  ActivityAbout,
  AlertAbout,
  BudgetAbout,
  LogAbout,
  MetricAbout,
  ResourceHealthAbout,
  ServiceHealthAbout,
} from '../ports/alert-about';
import { sayComparison } from './say-comparison';
import { capitalize, sayCount, sayIsoDuration, sayMoney, sayNumber } from './words';

type Measureless = Exclude<AlertAbout, MetricAbout>;

/** What an alert that is no metric alert says, in one line. */
export function describeAbout(about: Measureless, windowSize: string | undefined): string {
  switch (about.kind) {
    case 'log':
      return describeLog(about, windowSize);
    case 'activity':
      return describeActivity(about);
    case 'resource-health':
      return describeHealth(about);
    case 'service-health':
      return describeService(about);
    case 'budget':
      return describeBudget(about);
    case 'devices':
      return 'Told by Event Grid, without any alert rule';
    case 'other':
      return [about.service, about.summary].filter(Boolean).join(': ') || 'Not said by the alert';
  }
}

function describeLog(about: LogAbout, windowSize: string | undefined): string {
  const over = windowSize === undefined ? '' : ` (over ${sayIsoDuration(windowSize)})`;
  if (about.generation === 'simple') return `Log query found a row that matches${over}`;
  const compared = sayComparison(about.operator, about.threshold);
  const count = about.resultCount;
  if (about.measure === '') {
    const rows = count === undefined ? 'a number of rows not given' : sayCount(count, 'row');
    return `Log query found ${rows}${compared && `, alert at${compared}`}${over}`;
  }
  // The first generation counts the breaches and keeps the figures in its rows.
  if (about.generation === 'v1') return `Log query: ${about.measure}${compared}${over}`;
  const how = about.aggregation === '' ? '' : `${about.aggregation.toLowerCase()} of `;
  const value = count === undefined ? 'not given' : sayNumber(count);
  return `Log query: ${how}${about.measure} ${value}${compared}${over}`;
}

function describeActivity(about: ActivityAbout): string {
  const what = about.operation || about.category || 'An operation';
  const by = about.caller === '' ? '' : `by ${about.caller}`;
  return [what, about.status, by].filter(Boolean).join(' · ');
}

function describeHealth(about: ResourceHealthAbout): string {
  const change = [about.previous, about.current].filter(Boolean).join(' → ') || 'not given';
  const cause = about.cause === '' ? '' : ` (${spaceWords(about.cause)})`;
  const title = about.title === '' ? '' : ` · ${about.title}`;
  return `Resource Health ${change}${cause}${title}`;
}

function describeService(about: ServiceHealthAbout): string {
  const kind = [capitalize(spaceWords(about.incidentType)), about.trackingId].filter(Boolean);
  const parts = [kind.join(' ') || 'Service Health', about.service, about.region, about.stage];
  return parts.filter(Boolean).join(' · ');
}

function describeBudget(about: BudgetAbout): string {
  const { name, amount, limit, forecast, unit } = about;
  const of = limit === undefined ? '' : ` of ${sayMoney(limit)}`;
  const spent =
    amount === undefined ? 'amount not given' : `${sayMoney(amount)}${of} ${unit} spent`;
  const ahead = forecast === undefined ? '' : `, ${sayMoney(forecast)} ${unit} forecast`;
  return `Budget ${[name, `${spent}${ahead}`].filter(Boolean).join(': ')}`;
}

/** `PlatformInitiated` as "platform initiated". */
function spaceWords(text: string): string {
  return text.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
}
