import { AppError, isAppError } from '../../shared/app-error';
import type { DeviceMoment } from '../device-events/device-moment';
import { makeBatches } from '../device-events/make-batches';
import { counted } from './counted';
import { createEventPoster, type EventAnswer } from './event-poster';
import { addCounts, sayCounts } from './say-counts';
import { noWireLog, type WireLog } from './wire-log';

/** What can be seen of a disaster afterwards, and what Event Grid tells of it. */
export interface Traces {
  records: unknown[];
  twins: unknown[];
  metrics?: unknown[];
  health?: unknown[];
  hubs?: unknown[];
  events?: DeviceMoment[];
}

export interface DeliveryDeps {
  /** Where the local Azure listens, such as http://127.0.0.1:3979. */
  azureOrigin: () => string;
  botOrigin: () => string;
  now(): Date;
  wire?: WireLog;
  /** 0 to 1: the order in which Event Grid delivers. */
  random?(): number;
}

const patienceMs = 30_000;

/** Puts rows, twins and the rest where the local Azure finds them. */
export async function leaveTraces(traces: Traces, deps: DeliveryDeps): Promise<void> {
  for (const list of ['twins', 'metrics', 'health', 'hubs'] as const) {
    const values = traces[list] ?? [];
    if (values.length > 0) await post(`${deps.azureOrigin()}/local/${list}`, { [list]: values });
  }
  const { records } = traces;
  if (records.length > 0) await post(`${deps.azureOrigin()}/local/logs`, { records });
}

/**
 * Gives what to say of it. Never throws for a bot that does not take events: the alert would come
 * all the same.
 */
export async function sendEvents({ events = [] }: Traces, deps: DeliveryDeps): Promise<string> {
  const { random = Math.random, botOrigin, wire = noWireLog } = deps;
  const batches = makeBatches(events, { now: deps.now(), random });
  if (batches.length === 0) return '';
  const post = createEventPoster({ botOrigin, wire });
  try {
    const answers: EventAnswer[] = [];
    for (const batch of batches) answers.push(await post(batch));
    const sent = counted(batches.flat().length, 'device event');
    const made = sayCounts(addCounts(answers.map(({ counts }) => counts)));
    return `, ${sent} sent${made && ` (${made})`}`;
  } catch (error) {
    if (!isAppError(error)) throw error;
    return `, device events not taken (${error.message})`;
  }
}

/** Posts an alert as its action group would. */
export async function fireAlert(alert: object, deps: DeliveryDeps): Promise<void> {
  const path = '/api/alerts';
  const about = { kind: 'alert', title: alertTitle(alert), sent: alert } as const;
  await (deps.wire ?? noWireLog).follow(about, () => post(`${deps.botOrigin()}${path}`, alert));
}

/** Condition and rule, as far as the body has them. */
function alertTitle(alert: object): string {
  const { data } = alert as { data?: { essentials?: Record<string, unknown> } };
  const { monitorCondition, alertRule } = data?.essentials ?? {};
  const words = [monitorCondition, alertRule].filter((word) => typeof word === 'string');
  return words.length > 0 ? words.join(': ') : 'alert';
}

/** Gives the status of the answer. Throws AppError `scenario_failed` for anything but a success. */
async function post(url: string, body: object): Promise<number> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(patienceMs),
  }).catch((cause) => {
    throw new AppError('scenario_failed', `${new URL(url).pathname} cannot be reached.`, { cause });
  });
  const text = (await response.text()).slice(0, 300);
  if (response.ok) return response.status;
  throw new AppError(
    'scenario_failed',
    `${new URL(url).pathname} answered ${response.status}: ${text}`,
  );
}
