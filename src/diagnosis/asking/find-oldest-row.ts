import { z } from 'zod';
import type { Clock } from '../../ports/clock';
import type { LogSource } from '../../ports/log-source';
import { Count, MaybeMoment } from './cells';
import { runQuery } from './run-query';

const OldestRow = z.object({ oldestAt: MaybeMoment, events: Count });

/** As long as a workspace keeps logs for interactive questions. */
const longestDays = 730;

/**
 * When the oldest connection row was logged that the workspace still has; undefined where it has
 * none. Throws what the log source throws.
 */
export async function findOldestRow(
  question: { hubName?: string },
  deps: { logs: LogSource; clock: Clock },
): Promise<Date | undefined> {
  const to = deps.clock.now();
  const window = { from: new Date(to.getTime() - longestDays * 86_400_000), to };
  const parameters = { hub: question.hubName ?? '' };
  const { rows } = await runQuery({ name: 'oldest-row', parameters, window, row: OldestRow }, deps);
  const [row] = rows;
  return row === undefined || row.events === 0 ? undefined : row.oldestAt;
}
