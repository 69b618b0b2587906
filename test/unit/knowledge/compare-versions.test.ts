import { compareVersions, howFarBehind } from '../../../src/knowledge/compare-versions';

describe('compareVersions', () => {
  it.each([
    ['1.42.2', '1.42.3', -1],
    ['1.42.3', '1.42.3', 0],
    ['1.9.30', '1.42.3', -33],
    ['1.100.0', '1.42.3', 58],
    ['2.0.0', '1.42.3', 1],
    ['1.42.3-preview', '1.42.3', 0],
  ])('compares %s with %s by numbers, not by letters', (a, b, difference) => {
    expect(compareVersions(a, b)).toBe(difference);
  });
});

describe('howFarBehind', () => {
  it.each([
    ['1.42.3', 'current'],
    ['1.43.0-preview-001', 'current'],
    ['2.0.0', 'current'],
    ['1.42.2', 'behind'],
    ['1.33.0', 'behind'],
    ['1.32.9', 'far-behind'],
    ['0.99.0', 'far-behind'],
  ])('says of %s that it is %s', (version, behind) => {
    expect(howFarBehind(version, '1.42.3')).toBe(behind);
  });

  it('cannot tell without a newest version', () => {
    expect(howFarBehind('1.0.0', undefined)).toBe('unknown');
  });
});
