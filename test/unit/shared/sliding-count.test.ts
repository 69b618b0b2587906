import fc from 'fast-check';
import { countOne, freeAt, type SlidingCount } from '../../../src/shared/sliding-count';

const windows = [
  { sends: 6, withinMs: 1_000 },
  { sends: 7, withinMs: 2_000 },
  { sends: 54, withinMs: 30_000 },
  { sends: 170, withinMs: 3_600_000 },
];

it.each([
  ['nothing was counted', [], 5_000, 5_000],
  ['fewer than allowed were', [[0, 2]], 500, 500],
  [
    'the window is full',
    [
      [0, 1],
      [400, 2],
    ],
    500,
    1_000,
  ],
  [
    'the oldest just left it',
    [
      [0, 1],
      [400, 2],
    ],
    1_000,
    1_000,
  ],
  [
    'several came at once',
    [
      [0, 1],
      [400, 5],
    ],
    500,
    1_400,
  ],
  ['the clock was set back', [[9_000_000, 9]], 500, 500],
] as [string, SlidingCount, number, number][])(
  'says when one more fits where %s',
  (_what, counts, now, expected) => {
    expect(freeAt(counts, [{ sends: 3, withinMs: 1_000 }], now)).toBe(expected);
  },
);

it('never allows more than any window does, wherever it begins', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 400 }), (pauses) => {
      let counts: SlidingCount = [];
      let now = 1_700_000_000_000;
      const sends: number[] = [];
      for (const pause of pauses) {
        now += pause % 3 === 0 ? pause : pause % 300;
        if (freeAt(counts, windows, now) > now) continue;
        counts = countOne(counts, now);
        sends.push(now);
      }

      for (const { sends: most, withinMs } of windows) {
        for (const [index, first] of sends.entries()) {
          const within = sends.slice(index).filter((at) => at < first + withinMs);
          expect(within.length).toBeLessThanOrEqual(most);
        }
      }
    }),
    { numRuns: 60 },
  );
});

it('opens again soon after the exact time, and stays small', () => {
  let counts: SlidingCount = [];
  let now = 1_700_000_000_000;
  let longest = 0;
  for (let send = 0; send < 3_000; send++) {
    const free = freeAt(counts, windows, now);
    now = Math.max(free, now + 100);
    counts = countOne(counts, now);
    longest = Math.max(longest, counts.length);
  }

  expect(longest).toBeLessThan(400);
  const hour = windows.at(-1);
  const waited = now - 1_700_000_000_000;
  // 3,000 sends at 170 an hour are 17 hours and some; the coarse count costs 20 s an hour.
  expect(waited).toBeLessThan((3_000 / (hour?.sends ?? 1)) * (3_600_000 + 60_000));
});
