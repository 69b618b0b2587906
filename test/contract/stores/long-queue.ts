import type { Store } from '../../../src/adapters/store/open-store';
import { alert } from '../../support/alerts';
import { at, type OpenBench } from './store-bench';

export function describeLongQueue(name: string, open: OpenBench): void {
  describe(`${name} with a long queue`, () => {
    it('takes no longer to take from it than from a short one', async () => {
      const { store } = await open();

      await putBack(store, 0, 40);
      const short = await timeTaking(store);
      await putBack(store, 40, 1000);
      const long = await timeTaking(store);

      // Whoever looked at all of them would take twenty-five times as long.
      expect(long / short).toBeLessThan(8);
    });
  });
}

async function putBack(store: Store, from: number, to: number): Promise<void> {
  const ids = Array.from({ length: to - from }, (_, i) => `alert-${from + i}`);
  await Promise.all(ids.map((id) => store.alertInbox.addOnce(alert({ id }), at('03:15:00'))));
  const taken = await store.alertInbox.takeDue(at('03:15:00'), 60_000, to);
  await Promise.all(taken.map((each) => wait(store, each)));
}

function wait(store: Store, taken: { key: string; attempt: number }) {
  return store.alertInbox.reschedule(taken, at('03:16:00'), 'waits_for_logs', 0);
}

/** Milliseconds of the quickest: what else the machine does only adds to the others. */
async function timeTaking(store: Store): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < 10; i++) {
    const startedAt = performance.now();
    const taken = await store.alertInbox.takeDue(at('03:17:00'), 60_000, 16);
    times.push(performance.now() - startedAt);
    for (const each of taken) await wait(store, each);
  }
  return Math.min(...times);
}
