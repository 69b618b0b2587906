import { createEndOfMutes } from '../../../../src/incidents/mutes/end-of-mutes';
import { rememberMutes } from '../../../../src/incidents/mutes/remember-mutes';
import { handClock } from '../../../support/hand-clock';
import { memoryMutes, mute } from '../../../support/memory-mutes';
import { recordedLog } from '../../../support/recorded-log';

const now = new Date('2026-03-01T04:00:00Z');

it('publishes open incidents at the start, and whenever a mute has ended', async () => {
  const { watch, clock, published } = open();
  await watch.tick();
  await watch.tick();
  const atStart = published();

  clock.set(new Date('2026-03-01T05:00:00Z'));
  await watch.tick();
  await watch.tick();

  expect([atStart, published()]).toEqual([1, 2]);
});

it('tries again what could not be published', async () => {
  const { watch, published, fail, log } = open();
  fail(true);
  await watch.tick();
  fail(false);

  await watch.tick();

  expect(published()).toBe(1);
  expect(log.lines().join()).toContain('what mutes hid cannot be shown yet');
});

describe('mutes that are remembered', () => {
  it('are read once for a round of conversations, and again a second later', async () => {
    const clock = handClock(now);
    const book = memoryMutes(
      mute(),
      mute({ id: '2', conversation: { channel: 'teams', id: 'b' } }),
    );
    let reads = 0;
    const mutes = rememberMutes(
      {
        ...book,
        list: (...asked) => {
          reads += 1;
          return book.list(...asked);
        },
      },
      clock,
    );

    const ours = await mutes.list(now, { channel: 'teams', id: 'ops' });
    const theirs = await mutes.list(now, { channel: 'teams', id: 'b' });
    const all = await mutes.list(now);
    const readAtOnce = reads;
    clock.advance(1);
    await mutes.list(clock.now());

    expect([ours.length, theirs.length, all.length]).toEqual([1, 1, 2]);
    expect([readAtOnce, reads]).toEqual([1, 2]);
  });

  it('count at once where they are changed here', async () => {
    const mutes = rememberMutes(memoryMutes(), handClock(now));
    const before = await mutes.list(now);
    await mutes.add(mute());
    const added = await mutes.list(now);
    await mutes.end(['mute-1'], now);
    const ended = await mutes.list(now);

    expect([before, added, ended].map(({ length }) => length)).toEqual([0, 1, 0]);
  });

  it('are read anew after a failure', async () => {
    const book = memoryMutes(mute());
    let fails = true;
    const mutes = rememberMutes(
      {
        ...book,
        list: async (...asked) => {
          if (fails) throw new Error('gone');
          return book.list(...asked);
        },
      },
      handClock(now),
    );
    await expect(mutes.list(now)).rejects.toThrow('gone');
    fails = false;

    expect(await mutes.list(now)).toHaveLength(1);
  });
});

function open() {
  const clock = handClock(now);
  const log = recordedLog();
  let published = 0;
  let fails = false;
  const watch = createEndOfMutes({
    mutes: memoryMutes(mute()),
    async republish() {
      if (fails) throw new Error('store away');
      published += 1;
    },
    clock,
    log: log.log,
  });
  return {
    watch,
    clock,
    log,
    published: () => published,
    fail: (does: boolean) => {
      fails = does;
    },
  };
}
