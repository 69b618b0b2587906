import { type Admission, createServiceLimits } from '../../../src/playground/azure/service-limits';
import { steppedClock } from '../../support/stepped-clock';

function open() {
  const clock = steppedClock();
  const limits = createServiceLimits({ now: clock.now, wait: clock.wait });
  const enter = (identity = 'me', gone = new AbortController().signal) =>
    limits.enter(identity, gone);
  return { clock, enter };
}

function leave(admission: Admission | undefined) {
  if (!admission || !('leave' in admission)) throw new Error('was not let in');
  admission.leave();
}

/** What became of each as far as it is known by now. */
async function outcomes(asking: Promise<Admission>[]): Promise<string[]> {
  const waiting = new Promise<'waiting'>((resolve) => setImmediate(() => resolve('waiting')));
  return Promise.all(
    asking.map(async (one) => {
      const outcome = await Promise.race([one, waiting]);
      if (outcome === 'waiting') return outcome;
      return 'leave' in outcome ? 'in' : `back in ${outcome.retryAfterSeconds}`;
    }),
  );
}

function times<T>(count: number, make: () => T): T[] {
  return Array.from({ length: count }, make);
}

describe('createServiceLimits', () => {
  it('runs five at a time and the next in the order they came', async () => {
    const { enter } = open();
    const asking = times(8, () => enter());
    const before = await outcomes(asking);

    leave(await asking[0]);
    leave(await asking[1]);

    expect(before).toEqual([...times(5, () => 'in'), ...times(3, () => 'waiting')]);
    expect((await outcomes(asking)).slice(5)).toEqual(['in', 'in', 'waiting']);
  });

  it('takes 200 requests in 30 seconds, and says when the next may come', async () => {
    const { enter, clock } = open();
    for (const _ of times(100, () => 0)) leave(await enter());
    await clock.step(10_000);
    for (const _ of times(100, () => 0)) leave(await enter());

    const refused = await outcomes([enter()]);
    await clock.step(20_000);
    const then = await outcomes([enter()]);

    expect(refused).toEqual(['back in 20']);
    expect(then).toEqual(['in']);
  });

  it('counts every identity by itself', async () => {
    const { enter } = open();
    const mine = times(200, () => enter('me'));

    const other = await outcomes([enter('you')]);

    expect(mine).toHaveLength(200);
    expect(other).toEqual(['in']);
  });

  it('queues 200 and no more', async () => {
    const { enter, clock } = open();
    const first = times(150, () => enter());
    await clock.step(30_000);
    const more = times(56, () => enter());

    const all = await outcomes([...first, ...more]);

    expect(all.filter((one) => one === 'in')).toHaveLength(5);
    expect(all.filter((one) => one === 'waiting')).toHaveLength(200);
    expect(all.at(-1)).toBe('back in 10');
  });

  it('lets nobody wait longer than three minutes', async () => {
    const { enter, clock } = open();
    const asking = times(6, () => enter());
    await outcomes(asking);

    await clock.step(179_999);
    const before = await outcomes(asking.slice(5));
    await clock.step(1);

    expect(before).toEqual(['waiting']);
    expect(await outcomes(asking.slice(5))).toEqual(['back in 10']);
  });

  it('gives the turn of one who hung up to the next', async () => {
    const { enter } = open();
    const gone = new AbortController();
    const running = times(5, () => enter());
    const [left, next] = [enter('me', gone.signal), enter()];
    await outcomes([left, next]);

    gone.abort();
    leave(await running[0]);

    expect(await outcomes([next])).toEqual(['in']);
  });
});
