import { AppError, isAppError } from '../../shared/app-error';
import type { DeviceMoment } from '../device-events/device-moment';
import { makeBatches } from '../device-events/make-batches';
import { createEventPoster, type EventAnswer } from './event-poster';
import { addCounts, sayCounts } from './say-counts';
import type { ScenarioRunner } from './scenario-routes';
import { noWireLog, type WireLog } from './wire-log';

interface Traces {
  records: unknown[];
  twins: unknown[];
  metrics?: unknown[];
  health?: unknown[];
  hubs?: unknown[];
  events?: DeviceMoment[];
}

/** What a played disaster left behind, the alert Azure would send, and how it ends. */
interface Played extends Traces {
  alert?: object | undefined;
  expect?(grace: string): string;
  recover(at: Date): Traces;
}

/** A named disaster that can be played any number of times. */
export interface PlayableScenario {
  id: string;
  group: string;
  title: string;
  what: string;
  build(now: Date): Played;
}

export interface ScenarioDeps {
  /** Makes the Resolved payload that belongs to a fired one. */
  resolveAlert: (alert: object, at: Date) => object;
  /** Where the local Azure listens, such as http://127.0.0.1:3979. */
  azureOrigin: () => string;
  botOrigin: () => string;
  now(): Date;
  wire?: WireLog;
  /** How long the bot waits for a device by itself; 120 when absent. */
  graceSeconds?: number | undefined;
  /** 0 to 1: the order in which Event Grid delivers. */
  random?(): number;
}

const patienceMs = 30_000;

/** Plays scenarios over the same HTTP entrances that Azure and its alerts would use. */
export function createScenarioRunner(
  scenarios: PlayableScenario[],
  deps: ScenarioDeps,
): ScenarioRunner {
  /** By scenario: every run that was not mended yet. */
  const running = new Map<string, Played[]>();
  return {
    list: () =>
      scenarios.map(({ id, group, title, what }) => {
        const runs = running.get(id) ?? [];
        const isFiring = runs.some(({ alert }) => alert !== undefined);
        return { id, group, title, what, isRunning: runs.length > 0, isFiring };
      }),
    async run(id) {
      const played = findScenario(scenarios, id).build(deps.now());
      // Logs first: the bot asks them as soon as it is told. Event Grid is faster than any alert.
      await leave(played, deps);
      const told = await tellOf(played, deps);
      if (played.alert) await fire(played.alert, deps);
      running.set(id, [...(running.get(id) ?? []), played].slice(-mostRuns));
      return {
        said: `${counted(played.records.length, 'log row')} added${told}${next(played, deps)}`,
      };
    },
    async resolve(id) {
      const { title } = findScenario(scenarios, id);
      const runs = running.get(id);
      if (!runs) throw new AppError('scenario_unknown', `"${title}" is not running.`);
      let rows = 0;
      for (const played of runs) rows += await mend(played, deps);
      running.delete(id);
      const added = rows > 0 ? `, ${counted(rows, 'log row')} added` : '';
      const isFiring = runs.some(({ alert }) => alert !== undefined);
      return { said: `Resolved${added}. ${isFiring ? cardChanges : afterwards(runs)}` };
    },
  };
}

function findScenario(scenarios: PlayableScenario[], id: string): PlayableScenario {
  const found = scenarios.find((each) => each.id === id);
  if (found) return found;
  throw new AppError('scenario_unknown', 'There is no such scenario; reload the page.');
}

/** What the person sees of it, and when. */
function next(played: Played, { graceSeconds = 120 }: ScenarioDeps): string {
  if (played.alert) return ', alert fired. Its card arrives in the chat.';
  if (played.expect) return `. ${played.expect(inWords(graceSeconds))}`;
  return `, and no alert: ask the bot about ${findDevice(played)}.`;
}

function inWords(seconds: number): string {
  return seconds >= 120 && seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
}

const cardChanges = 'The alert card in the chat changes in place.';

function afterwards(runs: Played[]): string {
  const isTold = runs.some(({ expect }) => expect !== undefined);
  return isTold ? 'A card that stands in the chat changes in place.' : 'Ask the bot again.';
}

/** The first device of a run, for a question about it. */
function findDevice({ twins }: Traces): string {
  const [twin] = twins as { deviceId?: unknown }[];
  return typeof twin?.deviceId === 'string' ? twin.deviceId : 'it';
}

/** Gives how many rows the recovery added. */
async function mend(played: Played, deps: ScenarioDeps): Promise<number> {
  const at = deps.now();
  const traces = played.recover(at);
  await leave(traces, deps);
  await tellOf(traces, deps);
  if (played.alert) await fire(deps.resolveAlert(played.alert, at), deps);
  return traces.records.length;
}

async function leave(traces: Traces, deps: ScenarioDeps): Promise<void> {
  for (const list of ['twins', 'metrics', 'health', 'hubs'] as const) {
    const values = traces[list] ?? [];
    if (values.length > 0) await post(`${deps.azureOrigin()}/local/${list}`, { [list]: values });
  }
  const { records } = traces;
  if (records.length > 0) await post(`${deps.azureOrigin()}/local/logs`, { records });
}

/** Alerts come all the same when the bot does not take events: Azure would send them as well. */
async function tellOf({ events = [] }: Traces, deps: ScenarioDeps): Promise<string> {
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

async function fire(alert: object, deps: ScenarioDeps): Promise<void> {
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

function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
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

const mostRuns = 20;
