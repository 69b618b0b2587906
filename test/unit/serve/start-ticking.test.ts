import { startTicking } from '../../../src/shared/start-ticking';

const never = 2 ** 30;

describe('startTicking', () => {
  it('ticks at once and at each poke, also while an earlier tick is at work', async () => {
    const finish: (() => void)[] = [];
    const ticking = startTicking(() => new Promise<void>((resolve) => finish.push(resolve)), never);

    ticking.poke();

    expect(finish).toHaveLength(2);
    for (const done of finish) done();
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

    const stopping = ticking.stop().then(() => {
      stopped = true;
    });
    await Promise.resolve();
    const before = stopped;
    finish();
    await stopping;

    expect([before, stopped]).toEqual([false, true]);
  });

  it('tells a tick at work that it is to end', async () => {
    const ticking = startTicking(
      (signal) => new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve())),
      never,
    );

    const stopped = await ticking.stop();

    expect(stopped).toBeUndefined();
  });
});
