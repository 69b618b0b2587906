import fc from 'fast-check';
import { binDisconnects, chooseBinSeconds } from '../../../src/diagnosis/timeline';

const hours = (count: number) => ({
  from: new Date('2026-11-20T00:07:00Z'),
  to: new Date(Date.parse('2026-11-20T00:07:00Z') + count * 3_600_000),
});

describe('chooseBinSeconds', () => {
  it.each([
    [1, 120],
    [6, 600],
    [24, 1800],
    [24 * 7, 3 * 3600],
    [24 * 30, 24 * 3600],
    [24 * 90, 48 * 3600],
    [24 * 365, 48 * 3600],
  ])('cuts %s hours into bins of %s seconds', (length, seconds) => {
    expect(chooseBinSeconds(hours(length))).toBe(seconds);
  });

  it('gives 24 to 60 bins for every window from a minute to 90 days', () => {
    fc.assert(
      fc.property(fc.integer({ min: 60, max: 90 * 86_400 }), (seconds) => {
        const step = chooseBinSeconds(hours(seconds / 3600));

        const bins = Math.ceil(seconds / step);
        expect(bins).toBeGreaterThanOrEqual(24);
        expect(bins).toBeLessThanOrEqual(60);
      }),
    );
  });
});

describe('binDisconnects', () => {
  const at = (time: string, code = '404104') => ({
    at: new Date(`2026-11-20T${time}Z`),
    code,
    name: 'n',
  });

  it('counts by bin and code in order, bins beginning where the clock does', () => {
    const rows = [
      at('01:29:59'),
      at('01:30:00'),
      at('00:45:00'),
      at('01:15:00', ''),
      at('01:00:00'),
    ];

    expect(binDisconnects(rows, 1800)).toEqual([
      { ...at('00:30:00'), count: 1 },
      { ...at('01:00:00', ''), count: 1 },
      { ...at('01:00:00'), count: 2 },
      { ...at('01:30:00'), count: 1 },
    ]);
  });
});
