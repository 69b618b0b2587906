import fc from 'fast-check';
import {
  type BudgetLimits,
  createQueryBudget,
} from '../../../src/adapters/log-analytics/query-budget';
import type { LogPriority } from '../../../src/ports/log-source';
import { AppError } from '../../../src/shared/app-error';
import { steppedClock } from '../../support/stepped-clock';

const forever = () => new AbortController().signal;
const settled = () => new Promise((resolve) => setImmediate(resolve));

/** Work that ends when the test says so, in the order it was started. */
function bench(limits?: Partial<BudgetLimits>) {
  const clock = steppedClock();
  const all: BudgetLimits = {
    running: 2,
    runningForPeople: 0,
    starts: 100,
    startsForPeople: 0,
    periodMs: 30_000,
    longestWaitSeconds: 180,
    ...limits,
  };
  const budget = createQueryBudget({ clock, limits: all });
  const started: string[] = [];
  const ends = new Map<string, { resolve(): void; reject(error: Error): void }>();
  const places = new Map<string, [number, number][]>();
  const ask = (name: string, priority: LogPriority = 'alert', signal = forever()) => {
    places.set(name, []);
    return budget.run(
      () => {
        started.push(name);
        return new Promise<string>((resolve, reject) => {
          ends.set(name, { resolve: () => resolve(name), reject });
        });
      },
      {
        priority: () => priority,
        onQueued: (position, seconds) => places.get(name)?.push([position, seconds]),
      },
      signal,
    );
  };
  const end = async (name: string) => {
    await settled();
    ends.get(name)?.resolve();
    await settled();
  };
  const fail = async (name: string, error: Error) => {
    await settled();
    ends.get(name)?.reject(error);
    await settled();
  };
  return { clock, budget, started, places, ask, end, fail };
}

describe('createQueryBudget', () => {
  it('runs no more at once than it may, and the next when one has ended', async () => {
    const { ask, end, started } = bench();
    const answers = ['a', 'b', 'c'].map((name) => ask(name));
    await settled();
    const atFirst = [...started];

    await end('a');
    const then = [...started];
    await end('b');
    await end('c');

    expect(atFirst).toEqual(['a', 'b']);
    expect(then).toEqual(['a', 'b', 'c']);
    await expect(Promise.all(answers)).resolves.toEqual(['a', 'b', 'c']);
  });

  it('lets people go first, then alerts, each in the order they came', async () => {
    const { ask, end, started } = bench({ running: 1 });
    void ask('first', 'background');
    void ask('background', 'background');
    void ask('alert-1', 'alert');
    void ask('person-1', 'person');
    void ask('alert-2', 'alert');
    void ask('person-2', 'person');

    for (const name of ['first', 'person-1', 'person-2', 'alert-1', 'alert-2']) await end(name);

    expect(started).toEqual(['first', 'person-1', 'person-2', 'alert-1', 'alert-2', 'background']);
  });

  it('keeps a share free for people', async () => {
    const { ask, started } = bench({ running: 3, runningForPeople: 1 });
    for (const name of ['a', 'b', 'c']) void ask(name);

    void ask('person', 'person');
    await settled();

    expect(started).toEqual(['a', 'b', 'person']);
  });

  it('starts no more in a period than it may, and goes on when the first have left it', async () => {
    const { ask, clock, started } = bench({ running: 10, starts: 3 });
    void ask('a');
    await clock.step(10_000);
    for (const name of ['b', 'c', 'd', 'e']) void ask(name);
    await settled();
    const atFirst = [...started];

    await clock.step(19_999);
    const before = [...started];
    await clock.step(1);
    const then = [...started];

    expect(atFirst).toEqual(['a', 'b', 'c']);
    expect(before).toEqual(atFirst);
    expect(then).toEqual(['a', 'b', 'c', 'd']);
  });

  it('tells place and seconds while somebody waits, and nothing who does not', async () => {
    const { ask, end, places } = bench({ running: 1 });
    for (const name of ['a', 'b', 'c']) void ask(name);
    void ask('person', 'person');
    await end('a');

    expect(places.get('a')).toEqual([]);
    expect(places.get('b')?.[0]).toEqual([1, 1]);
    expect(places.get('c')).toEqual([
      [2, 2],
      [3, 3],
      [2, 2],
    ]);
    expect(places.get('person')).toEqual([[1, 1]]);
  });

  it('expects of the next queries what the last ones took', async () => {
    const { ask, end, clock, places } = bench({ running: 1 });
    for (const name of ['a', 'b', 'c', 'd']) void ask(name);
    await settled();
    await clock.step(11_000);

    await end('a');

    expect(places.get('d')?.at(-1)).toEqual([2, 6]);
  });

  it('tells how long a full period lasts', async () => {
    const { ask, end, clock, places } = bench({ running: 5, starts: 2 });
    for (const name of ['a', 'b']) void ask(name);
    await end('a');
    await end('b');
    await clock.step(10_000);

    for (const name of ['c', 'd', 'e']) void ask(name);

    expect(places.get('c')).toContainEqual([1, 20]);
    expect(places.get('e')).toContainEqual([3, 50]);
  });

  it.each([
    [7, 7000],
    [undefined, 30_000],
  ])('rests after a throttling that says %s seconds', async (retryAfterSeconds, ms) => {
    const { ask, fail, clock, started, places } = bench({ running: 1 });
    const throttled = ask('a');
    void ask('b');

    await Promise.all([
      expect(throttled).rejects.toMatchObject({ code: 'logs_throttled' }),
      fail('a', new AppError('logs_throttled', 'too many', { retryAfterSeconds })),
    ]);
    const told = places.get('b')?.at(-1);
    await clock.step(ms - 1);
    const before = [...started];
    await clock.step(1);

    expect(told).toEqual([1, ms / 1000]);
    expect(before).toEqual(['a']);
    expect(started).toEqual(['a', 'b']);
  });

  it('goes on at once after any other failure', async () => {
    const { ask, fail, started } = bench({ running: 1 });
    const failed = ask('a');
    void ask('b');

    await Promise.all([
      expect(failed).rejects.toThrow('no'),
      fail('a', new AppError('logs_timeout', 'no')),
    ]);

    expect(started).toEqual(['a', 'b']);
  });

  it('refuses what would have to wait too long, and says when to come back', async () => {
    const { ask, fail, started } = bench({ running: 1 });
    const throttled = ask('a');
    await Promise.all([
      expect(throttled).rejects.toThrow(),
      fail('a', new AppError('logs_throttled', 'too many', { retryAfterSeconds: 600 })),
    ]);

    await expect(ask('b', 'person')).rejects.toMatchObject({
      code: 'logs_throttled',
      retryable: true,
      retryAfterSeconds: 600,
    });
    expect(started).toEqual(['a']);
  });

  it('lets go who gives up waiting, and does not even queue who already has', async () => {
    const { ask, end, started, places } = bench({ running: 1 });
    const giveUp = new AbortController();
    void ask('a');
    const left = ask('b', 'alert', giveUp.signal);
    void ask('c');

    giveUp.abort(new Error('enough'));
    await expect(left).rejects.toThrow('enough');
    await expect(ask('d', 'alert', giveUp.signal)).rejects.toThrow('enough');
    await end('a');

    expect(started).toEqual(['a', 'c']);
    expect(places.get('c')?.at(-1)).toEqual([1, 1]);
  });

  it('reads priorities anew when it is told to', async () => {
    const { budget, ask, end, started } = bench({ running: 1 });
    let priority: LogPriority = 'background';
    void ask('a');
    void ask('b');
    const run = async () => void started.push('promoted');
    void budget.run(run, { priority: () => priority }, forever());

    priority = 'person';
    budget.review();
    await end('a');

    expect(started).toEqual(['a', 'promoted', 'b']);
  });

  it('keeps the limits of the service, whoever asks whatever when', async () => {
    const arrival = fc.record({
      afterMs: fc.integer({ min: 0, max: 2000 }),
      takesMs: fc.integer({ min: 1, max: 4000 }),
      priority: fc.constantFrom<LogPriority>('person', 'alert', 'background'),
    });

    await fc.assert(
      fc.asyncProperty(fc.array(arrival, { minLength: 250, maxLength: 400 }), async (arrivals) => {
        const clock = steppedClock();
        const budget = createQueryBudget({ clock });
        const starts: number[] = [];
        let running = 0;
        let most = 0;
        let ended = 0;

        for (const { afterMs, takesMs, priority } of arrivals) {
          await clock.step(afterMs / 20);
          const work = async () => {
            starts.push(clock.now().getTime());
            running += 1;
            most = Math.max(most, running);
            await clock.wait(takesMs / 40);
            running -= 1;
          };
          const done = () => {
            ended += 1;
          };
          void budget.run(work, { priority: () => priority }, forever()).then(done, done);
        }
        for (let i = 0; i < 2000 && ended < arrivals.length; i += 1) await clock.step(100);

        const crowd = starts.map((at, i) => starts.slice(i).filter((b) => b < at + 30_000).length);
        expect(ended).toBe(arrivals.length);
        expect(most).toBeLessThanOrEqual(5);
        expect(Math.max(...crowd)).toBeLessThanOrEqual(200);
      }),
      { numRuns: 5 },
    );
  });
});
