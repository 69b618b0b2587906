import type { LogSource } from '../../ports/log-source';
import type { TimeWindow } from '../../ports/time-window';
import { type QueryAnswer, runQuery } from '../asking/run-query';
import { AffectedRow } from './affected-rows';

/** More devices than these are sampled, those that dropped last first; the answer says so. */
const mostDevices = 20_000;

/** Who dropped or was refused in the span, over a window that tells what is usual. One query. */
export async function askAffected(
  { hubName = '', span, window }: { hubName?: string; span: TimeWindow; window: TimeWindow },
  deps: { logs: LogSource },
): Promise<QueryAnswer<AffectedRow>> {
  const parameters = { hub: hubName, since: span.from, until: span.to, cap: mostDevices };
  return await runQuery({ name: 'devices-affected', parameters, window, row: AffectedRow }, deps);
}
