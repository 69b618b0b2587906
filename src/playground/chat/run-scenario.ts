import { AppError } from '../../shared/app-error';
import { counted } from './counted';
import {
  type DeliveryDeps,
  fireAlert,
  leaveTraces,
  sendEvents,
  type Traces,
} from './deliver-traces';
import type { ScenarioRunner } from './scenario-routes';

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

export interface ScenarioDeps extends DeliveryDeps {
  /** Makes the Resolved payload that belongs to a fired one. */
  resolveAlert: (alert: object, at: Date) => object;
  /** How long the bot waits for a device by itself; 120 when absent. */
  graceSeconds?: number | undefined;
}

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
      await leaveTraces(played, deps);
      const told = await sendEvents(played, deps);
      if (played.alert) await fireAlert(played.alert, deps);
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
  if (played.expect) return `. ${expectation(played.expect, graceSeconds)}`;
  return `, and no alert: ask the bot about ${findDevice(played)}.`;
}

/** Who looks at the page does not want to wait for minutes. */
function expectation(expect: (grace: string) => string, graceSeconds: number): string {
  const grace = inWords(graceSeconds);
  const said = expect(grace);
  const isLong = graceSeconds > 30 && said.includes(grace);
  return isLong ? `${said} Start with DISCONNECT_GRACE_SECONDS=10 to see it sooner.` : said;
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
  await leaveTraces(traces, deps);
  await sendEvents(traces, deps);
  if (played.alert) await fireAlert(deps.resolveAlert(played.alert, at), deps);
  return traces.records.length;
}

const mostRuns = 20;
