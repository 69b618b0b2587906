import { z } from 'zod';
import type { LogSource } from '../../ports/log-source';
import { Count } from '../asking/cells';
import { runQuery } from '../asking/run-query';
import type { QueryRun } from '../diagnosis';
import type { Crowd } from './crowd';
import { spanAround } from './find-moment';

const LostRow = z.object({ seen: Count, lost: Count, failed: Count });

/**
 * How many devices lost their connection around a moment, `usual` ones among them: a look that costs
 * little, before the one that tells who they are. One query over twelve minutes.
 */
export async function askLost(
  { hubName, at, usual }: { hubName: string; at: Date; usual: number },
  deps: { logs: LogSource },
): Promise<{ crowd: Crowd; run: QueryRun }> {
  const span = spanAround(at);
  const ask = { name: 'devices-lost', parameters: { hub: hubName }, window: span, row: LostRow };
  const { rows, run } = await runQuery(ask, deps);
  const { seen = 0, lost = 0, failed = 0 } = rows[0] ?? {};
  const counts = { ...count(seen, lost), usual, hubFaultDevices: failed };
  return { crowd: { ...nobody, at, ...span, ...counts }, run };
}

function count(seen: number, lost: number): Pick<Crowd, 'affected' | 'others'> {
  return { affected: lost, others: Math.max(0, seen - lost) };
}

const nobody = {
  away: 0,
  codes: [],
  addresses: 0,
  site: undefined,
  commonFactors: [],
  oddOnes: [],
  glance: true as const,
};
