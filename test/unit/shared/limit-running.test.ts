import { limitRunning } from '../../../src/shared/limit-running';

/** Work that ends when the test says so. */
function heldWork() {
  const started: { name: string; end(): void; fail(): void }[] = [];
  const work = (name: string) => () =>
    new Promise<string>((resolve, reject) => {
      started.push({ name, end: () => resolve(name), fail: () => reject(new Error(name)) });
    });
  return { work, started, names: () => started.map(({ name }) => name) };
}

describe('limitRunning', () => {
  it('starts no more than it may, and the others in the order they came', async () => {
    const { work, started, names } = heldWork();
    const limit = limitRunning(2);
    const done = ['a', 'b', 'c', 'd'].map((name) => limit(work(name)));
    expect(names()).toEqual(['a', 'b']);

    started[1]?.end();
    await done[1];
    started[0]?.fail();
    await expect(done[0]).rejects.toThrow('a');

    expect(names()).toEqual(['a', 'b', 'c', 'd']);
    for (const { end } of started) end();
    await expect(Promise.all(done.slice(2))).resolves.toEqual(['c', 'd']);
  });

  it('lets one leave the queue, and none come who has already left', async () => {
    const { work, started, names } = heldWork();
    const giveUp = new AbortController();
    const limit = limitRunning(1);
    const first = limit(work('a'));
    const second = limit(work('b'), giveUp.signal);
    const third = limit(work('c'));

    giveUp.abort(new Error('left'));
    await expect(second).rejects.toThrow('left');
    await expect(limit(work('d'), giveUp.signal)).rejects.toThrow('left');
    started[0]?.end();
    await first;
    started[1]?.end();

    await expect(third).resolves.toBe('c');
    expect(names()).toEqual(['a', 'c']);
  });

  it('gives a place back that nobody waited for', async () => {
    const limit = limitRunning(1);

    await limit(async () => 'a');

    await expect(limit(async () => 'b')).resolves.toBe('b');
  });
});
