import type { Clock } from '../../ports/clock';
import type { LogSource } from '../../ports/log-source';
import type { QueryRun } from '../diagnosis';
import { sortAffectedRows } from './affected-rows';
import { askAffected } from './ask-affected';
import type { Crowd } from './crowd';
import { spanAround } from './find-moment';
import { readCrowd } from './read-crowd';

/** A day holds every rhythm of renewals, and tells which devices there are. */
const before = 24 * 3_600_000;
/** Who was away for longer is away. */
const after = 3_600_000;

/** Who else on the hub dropped at the moment at which a device did. One query. */
export async function askCrowd(
  { hubName, at }: { hubName: string; at: Date },
  deps: { logs: LogSource; clock: Clock },
): Promise<{ crowd: Crowd; run: QueryRun }> {
  const span = spanAround(at);
  const until = Math.min(at.getTime() + after, deps.clock.now().getTime());
  const window = {
    from: new Date(at.getTime() - before),
    to: new Date(Math.max(until, span.to.getTime())),
  };
  const { rows, run } = await askAffected({ hubName, span, window }, deps);
  return { crowd: readCrowd(sortAffectedRows(rows), { at, span, window }), run };
}
