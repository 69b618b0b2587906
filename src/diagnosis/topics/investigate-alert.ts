import type { TimeWindow } from '../../ports/time-window';
import { isAppError } from '../../shared/app-error';
import { type DiagnoseDeps, diagnoseDevice } from '../device/diagnose-device';
import type { HubSummary, NamedAnswer, QueryRun } from '../diagnosis';
import { mergeHubs } from '../hub/merge-hubs';
import { type AlertQuestion, devicesAsked, hubsAsked } from './alert-question';
import { investigateDevice } from './investigate-device';
import { investigateHub } from './investigate-hub';

/**
 * What the logs say about everything an alert names: its hub, or up to three hubs, and up to five
 * devices, one after the other; or about one device alone. Throws what the log source throws when no hub could be asked; a
 * device that could not be asked is told as such.
 */
export async function investigateAlert(
  { hubNames, devices = [], alone, ...question }: AlertQuestion & { window: TimeWindow },
  deps: DiagnoseDeps,
): Promise<HubSummary> {
  if (alone !== undefined) return investigateDevice(alone, question, deps);
  const summary =
    hubNames === undefined
      ? await investigateHub(question, deps)
      : await investigateHubs(hubNames.slice(0, hubsAsked), question, deps);
  if (devices.length === 0) return summary;
  const { named, queries } = await diagnoseEach(devices.slice(0, devicesAsked), question, deps);
  return {
    ...summary,
    named: [...named, ...(summary.named ?? [])],
    queries: [...summary.queries, ...queries],
  };
}

type Question = Omit<AlertQuestion, 'hubNames' | 'devices' | 'alone'> & { window: TimeWindow };

async function investigateHubs(names: string[], question: Question, deps: DiagnoseDeps) {
  const summaries: HubSummary[] = [];
  const failures: { hub: string; error: unknown }[] = [];
  for (const hubName of names) {
    try {
      summaries.push(await investigateHub({ ...question, hubName }, deps));
    } catch (error) {
      if (!isAppError(error)) throw error;
      failures.push({ hub: hubName, error });
    }
  }
  const [failed] = failures;
  if (summaries.length === 0 && failed !== undefined) throw failed.error;
  const untold = failures.map(({ hub, error }) => unasked('hub', hub, error));
  return mergeHubs(summaries, untold);
}

/** The first that cannot be asked is the last: the others would fail, or wait, like it. */
async function diagnoseEach(devices: string[], { hubName, window }: Question, deps: DiagnoseDeps) {
  const named: NamedAnswer[] = [];
  const queries: QueryRun[] = [];
  for (const device of devices) {
    try {
      const found = await diagnoseDevice({ device, window, ...(hubName && { hubName }) }, deps);
      named.push({ kind: 'device', name: device, why: found.why, confidence: found.confidence });
      queries.push(...found.queries);
    } catch (error) {
      if (!isAppError(error)) throw error;
      named.push(unasked('device', device, error));
      break;
    }
  }
  return { named, queries };
}

function unasked(kind: NamedAnswer['kind'], name: string, error: unknown): NamedAnswer {
  const why = error instanceof Error ? error.message : 'the reason is not known';
  return { kind, name, why: `The logs could not be asked about it: ${why}` };
}
