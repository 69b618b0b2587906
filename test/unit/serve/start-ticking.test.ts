import { startTicking } from '../../../src/shared/start-ticking';

const never = { everyMs: 2 ** 30, patienceMs: 2 ** 30 };

describe('startTicking', () => {
  it('ticks at once and after a poke, also while an earlier tick is at work', async () => {
    const finish: (() => void)[] = [];
    const ticking = startTicking(() => new Promise<void>((resolve) => finish.push(resolve)), never);

    ticking.poke();
    await until(() => finish.length > 1);

    expect(finish).toHaveLength(2);
    for (const done of finish) done();
    await ticking.stop();
  });

  it('ticks once for all pokes that come together', async () => {
    let ticks = 0;
    const tick = async () => {
      ticks += 1;
    };
    const ticking = startTicking(tick, never);

    for (let i = 0; i < 100; i++) ticking.poke();
    await until(() => ticks > 1);
    ticking.poke();
    await until(() => ticks > 2);

    expect(ticks).toBe(3);
    await ticking.stop();
  });

  it('waits for the work in hand before it has stopped', async () => {
    let finish = () => {};
    let stopped = false;
    const ticking = startTicking(
      () =>
        new Promise<void>((resolve) => {
          finish = resolve;
        }),
      never,
    );

    const stopping = ticking.stop().then((end) => {
      stopped = true;
      return end;
    });
    await Promise.resolve();
    const before = stopped;
    finish();
    const end = await stopping;

    expect([before, stopped, end]).toEqual([false, true, 'done']);
  });

  it('leaves work that does not end', async () => {
    const endless = () => new Promise(() => undefined);
    const ticking = startTicking(endless, { ...never, patienceMs: 1 });

    const end = await ticking.stop();

    expect(end).toBe('left');
  });

  it('tells a tick at work that it is to end, and begins none after that', async () => {
    let ticks = 0;
    const ticking = startTicking((signal) => {
      ticks += 1;
      return new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    }, never);

    ticking.poke();
    await ticking.stop();
    await new Promise((resolve) => setImmediate(resolve));

    expect(ticks).toBe(1);
  });
});

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}
