import fc from 'fast-check';
import { fisherGreater, poissonAtLeast } from '../../../../src/diagnosis/crowd/fisher';

describe('fisherGreater', () => {
  // Sums of exact fractions of binomial coefficients.
  it.each([
    ['three cups of the tea tasting', 3, 4, 4, 8, 0.24285714285714285],
    ['all cups of the tea tasting', 4, 4, 4, 8, 0.014285714285714285],
    ['seven of eight', 7, 8, 9, 20, 0.003215051202667302],
    ['what chance gives', 12, 60, 60, 300, 0.5630868820775076],
    ['a whole site', 56, 60, 60, 300, 7.27902132961036e-51],
    ['a fleet of 3,000', 120, 600, 500, 3000, 0.009296811303292756],
    ['a fleet of 20,000', 20, 300, 1000, 20_000, 0.11735638679659091],
    ['none', 0, 5, 5, 10, 1],
  ])('gives the known value for %s', (_what, hit, drawn, having, total, p) => {
    const chance = fisherGreater({ with: hit, drawn, having, total });

    expect(chance / p).toBeCloseTo(1, 9);
  });

  it.each([100_002, 5_000_000, 1_000_000_000])('keeps no table for a fleet of %s', (total) => {
    const p = fisherGreater({ with: 2, drawn: 3, having: total / 2, total });

    expect(p).toBeCloseTo(0.5, 4);
  });

  it('is a probability, falls with more hits, and does not care which margin is drawn', () => {
    const table = fc
      .tuple(fc.nat(400), fc.nat(400), fc.nat(400), fc.nat(400))
      .filter((cells) => cells.some((cell) => cell > 0));
    fc.assert(
      fc.property(table, ([both, drawnOnly, havingOnly, neither]) => {
        const margins = { drawn: both + drawnOnly, having: both + havingOnly };
        const total = both + drawnOnly + havingOnly + neither;

        const p = fisherGreater({ with: both, ...margins, total });
        const turned = { drawn: margins.having, having: margins.drawn };

        expect(p).toBeGreaterThanOrEqual(0);
        expect(p).toBeLessThanOrEqual(1);
        expect(fisherGreater({ with: both + 1, ...margins, total })).toBeLessThanOrEqual(p);
        expect(fisherGreater({ with: both, ...turned, total })).toBeCloseTo(p, 9);
      }),
    );
  });
});

describe('poissonAtLeast', () => {
  it.each([
    [0, 3, 1],
    [1, 0.05, 0.04877057549928599],
    [3, 0.05, 2.006749362439794e-5],
    [3, 3, 0.5768099188731565],
    [5, 1, 0.0036598468273437122],
    [10, 2.5, 0.00027735209462083604],
    [30, 10, 2.5099512015279076e-7],
    [4000, 1, 0],
    [1, 0, 0],
  ])('gives the known value for at least %s where %s are usual', (seen, usual, p) => {
    expect(poissonAtLeast(seen, usual)).toBeCloseTo(p, 11);
  });
});
