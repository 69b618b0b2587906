import type { Store } from '../../../src/adapters/store/open-store';
import type { TakenAsk } from '../../../src/ports/incident-book';

/** A store under test. `reopen` gives the same data as after a restart, where it outlives one. */
export interface StoreBench {
  store: Store;
  reopen(): Promise<Store>;
}

export type OpenBench = () => Promise<StoreBench>;

export const at = (time: string): Date => new Date(`2026-03-01T${time}Z`);

/** The one incident about which the logs are to be asked by then. */
export async function takeAsk({ incidentBook }: Store, now: Date): Promise<TakenAsk> {
  const [taken, ...more] = await incidentBook.takeDueAsks(now, 60_000, 9);
  if (taken === undefined || more.length > 0) throw new Error('not one ask is due');
  return taken;
}
