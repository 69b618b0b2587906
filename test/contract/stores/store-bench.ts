import type { Store } from '../../../src/adapters/store/open-store';

/** A store under test. `reopen` gives the same data as after a restart, where it outlives one. */
export interface StoreBench {
  store: Store;
  reopen(): Promise<Store>;
}

export type OpenBench = () => Promise<StoreBench>;

export const at = (time: string): Date => new Date(`2026-03-01T${time}Z`);
