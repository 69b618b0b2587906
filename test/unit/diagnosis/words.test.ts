import { sayCount, sayLength, sayLengths, sayList, sayTime } from '../../../src/diagnosis/words';

describe('words', () => {
  it.each([
    [0, '0 s'],
    [59_400, '59 s'],
    [60_000, '1 min'],
    [59 * 60_000, '59 min'],
    [3_600_000, '1 h'],
    [4_200_000, '1 h 10 min'],
    [47 * 3_600_000, '47 h'],
    [49 * 3_600_000, '2 d 1 h'],
    [48 * 3_600_000, '2 d'],
  ])('says %s ms as %s', (ms, said) => {
    expect(sayLength(ms)).toBe(said);
  });

  it.each([
    [240_000, 660_000, '4 to 11 min'],
    [50_000, 120_000, '50 s to 2 min'],
    [1000, 1400, '1 s'],
    [4_200_000, 7_200_000, '1 h 10 min to 2 h'],
  ])('says %s to %s ms as %s', (shortest, longest, said) => {
    expect(sayLengths(shortest, longest)).toBe(said);
  });

  it('says counts, lists and times', () => {
    expect([sayCount(1, 'row'), sayCount(1200, 'row')]).toEqual(['1 row', '1,200 rows']);
    expect(sayCount(2, 'loss', 'losses')).toBe('2 losses');
    expect([sayList([]), sayList(['a']), sayList(['a', 'b', 'c'])]).toEqual([
      '',
      'a',
      'a, b and c',
    ]);
    expect(sayTime(new Date('2026-11-20T03:12:59Z'))).toBe('2026-11-20 03:12 UTC');
  });
});
