import { createRecordRemover } from '../../../src/incidents/remove-old-records';
import { type HandClock, handClock } from '../../support/hand-clock';
import { recordedLog } from '../../support/recorded-log';

let clock: HandClock;
let calls: { before: Date; limit: number }[];
let portions: number[];
let recorded: ReturnType<typeof recordedLog>;

beforeEach(() => {
  clock = handClock(new Date('2026-03-15T03:00:00Z'));
  calls = [];
  portions = [];
  recorded = recordedLog();
});

function open(removed: () => Promise<number> = async () => portions.shift() ?? 0) {
  return createRecordRemover({
    oldRecords: {
      removeBefore(before, limit) {
        calls.push({ before, limit });
        return removed();
      },
    },
    clock,
    log: recorded.log,
  });
}

describe('old records', () => {
  it('go two weeks after they are over, one portion a tick', async () => {
    portions = [200, 200, 7];
    const remover = open();

    for (let i = 0; i < 10; i++) await remover.tick();

    expect(calls).toHaveLength(4);
    expect(calls[0]).toEqual({ before: new Date('2026-03-01T03:00:00Z'), limit: 200 });
  });

  it('are looked for again after ten minutes, and after the clock was set back', async () => {
    const remover = open();
    await remover.tick();
    clock.advance(599);
    await remover.tick();
    clock.advance(1);
    await remover.tick();
    clock.advance(-86_400);

    await remover.tick();

    expect(calls).toHaveLength(3);
  });

  it('are removed by one tick at a time', async () => {
    let finish = (_removed: number): void => undefined;
    const remover = open(
      () =>
        new Promise((resolve) => {
          finish = resolve;
        }),
    );

    const first = remover.tick();
    await remover.tick();
    finish(0);
    await first;

    expect(calls).toHaveLength(1);
  });

  it('stay when the store fails, and are tried again', async () => {
    const remover = open(() => Promise.reject(new Error('locked')));

    await remover.tick();
    await remover.tick();

    expect(calls).toHaveLength(2);
    expect(recorded.lines().join()).toContain('cannot be removed');
  });
});
