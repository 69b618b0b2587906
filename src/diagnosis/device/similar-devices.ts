import { distance } from 'fastest-levenshtein';
import { z } from 'zod';
import type { LogSource } from '../../ports/log-source';
import type { TimeWindow } from '../../ports/time-window';
import { Text } from '../asking/cells';
import { type QueryAnswer, runQuery } from '../asking/run-query';
import { isDeviceId } from '../commands';

const mostSimilar = 3;
const mostAsked = 20_000;

/** Asks the logs for ids that could be meant. */
export async function askSimilarDevices(
  question: { device: string; hubName?: string; window: TimeWindow },
  deps: { logs: LogSource },
): Promise<QueryAnswer<{ device: string }>> {
  const { device, window, hubName } = question;
  const slack = bearable(device);
  const parameters = {
    like: device,
    shortest: Math.max(1, device.length - slack),
    longest: device.length + slack,
    hub: hubName ?? '',
    cap: mostAsked,
  };
  return await runQuery(
    { name: 'devices-seen', parameters, window, row: z.object({ device: Text }) },
    deps,
  );
}

/**
 * Ids that a person may have meant: the same but for case, then the fewest changes, at most
 * 3. Of equally many, ids that hold what was asked for, or that it holds, come first.
 */
export function findSimilarDevices(device: string, seen: string[]): string[] {
  const asked = device.toLowerCase();
  return [...new Set(seen)]
    .filter((id) => id !== device && isDeviceId(id))
    .map((id) => ({
      id,
      far: distance(asked, id.toLowerCase()),
      holds: id.toLowerCase().includes(asked),
      isPart: asked.includes(id.toLowerCase()),
    }))
    .filter(({ far, holds }) => far <= bearable(device) || (holds && asked.length >= 3))
    .sort(compare)
    .slice(0, mostSimilar)
    .map(({ id }) => id);
}

interface Candidate {
  id: string;
  far: number;
  /** The id holds what was asked for, or is a part of it: something was left out or typed twice. */
  holds: boolean;
  isPart: boolean;
}

function compare(a: Candidate, b: Candidate): number {
  const nested = (each: Candidate) => (each.holds || each.isPart ? 0 : 1);
  return a.far - b.far || nested(a) - nested(b) || (a.id < b.id ? -1 : 1);
}

/** How many changes still look like a slip: one in short ids, a quarter of longer ones, four at most. */
function bearable(device: string): number {
  return Math.min(4, Math.max(1, Math.floor(device.length / 4)));
}
