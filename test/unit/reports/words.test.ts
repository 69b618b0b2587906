import {
  asSentence,
  capitalize,
  isoSeconds,
  sayCount,
  sayDuration,
  sayIsoDuration,
  sayNumber,
  sayShare,
  sayUtc,
} from '../../../src/reports/words';

const at = new Date('2026-11-21T03:12:41.700Z');

describe('the words of reports', () => {
  it.each([
    [0, '0 s'],
    [-5, '0 s'],
    [45.4, '45 s'],
    [60, '1 min'],
    [90, '1 min 30 s'],
    [3599, '59 min 59 s'],
    [3600, '1 h'],
    [4200, '1 h 10 min'],
    [7170, '2 h'],
    [86400, '24 h'],
    [86400 * 2, '2 d'],
    [86400 * 3 + 7200, '3 d 2 h'],
  ])('say %d seconds as %s', (seconds, words) => {
    expect(sayDuration(seconds)).toBe(words);
  });

  it.each([
    ['PT5M', '5 min'],
    ['PT1H10M', '1 h 10 min'],
    ['P1D', '24 h'],
    ['PT45S', '45 s'],
    ['every now and then', 'every now and then'],
  ])('say the length %s as %s', (iso, words) => {
    expect(sayIsoDuration(iso)).toBe(words);
  });

  it('name the day unless it is today', () => {
    expect(sayUtc(at)).toBe('2026-11-21 03:12 UTC');
    expect(sayUtc(at, new Date('2026-11-21T23:59:00Z'))).toBe('03:12 UTC');
    expect(sayUtc(at, new Date('2026-11-22T00:00:00Z'))).toBe('2026-11-21 03:12 UTC');
  });

  it('give times to clients in whole seconds', () => {
    expect(isoSeconds(at)).toBe('2026-11-21T03:12:41Z');
  });

  it('count with a noun and a base', () => {
    expect(sayNumber(50_000)).toBe('50,000');
    expect(sayCount(1, 'disconnect')).toBe('1 disconnect');
    expect(sayCount(2, 'entry', 'entries')).toBe('2 entries');
    expect(sayShare(56, 300, 'device')).toBe('56 of 300 devices');
    expect(sayShare(1, 1, 'device')).toBe('1 of 1 device');
  });

  it('never give a base that is smaller than its part', () => {
    expect(sayShare(5, 3, 'device')).toBe('5 of 5 devices');
  });

  it('make sentences with exactly one stop', () => {
    expect(asSentence(' done ')).toBe('done.');
    expect(asSentence('done.')).toBe('done.');
    expect(asSentence('why?')).toBe('why?');
    expect(capitalize('high')).toBe('High');
  });
});
