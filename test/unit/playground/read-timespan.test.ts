import fc from 'fast-check';
import { intersectTimespans, readTimespan } from '../../../src/playground/azure/read-timespan';

const now = new Date('2026-03-10T12:00:00Z');

describe('readTimespan', () => {
  it.each([
    ['PT1H', '2026-03-10T11:00:00.000Z'],
    ['P1D', '2026-03-09T12:00:00.000Z'],
    ['P1W', '2026-03-03T12:00:00.000Z'],
    ['P1M', '2026-02-08T12:00:00.000Z'],
    ['P1DT2H30M10.5S', '2026-03-09T09:29:49.500Z'],
    ['PT0S', '2026-03-10T12:00:00.000Z'],
  ])('takes %s as the time before now', (text, from) => {
    const timespan = readTimespan(text, now);

    expect(timespan?.from?.toISOString()).toBe(from);
    expect(timespan?.to?.getTime()).toBe(now.getTime() + 1);
  });

  it.each([
    ['2026-03-10T01:00:00Z/2026-03-10T02:00:00Z'],
    ['2026-03-10T01:00:00.0000000Z/PT1H'],
    ['PT1H/2026-03-10T02:00:00Z'],
    ['2026-03-10T01:00:00/2026-03-10T02:00:00'],
    ['2026-03-10T02:00:00+01:00/2026-03-10T03:00:00+01:00'],
    ['2026-03-10T01:00/PT60M'],
  ])('takes %s as one hour', (text) => {
    expect(readTimespan(text, now)).toEqual({
      from: new Date('2026-03-10T01:00:00Z'),
      to: new Date('2026-03-10T02:00:00Z'),
    });
  });

  it('takes dates without a time as midnight UTC', () => {
    expect(readTimespan('2026-03-09/2026-03-10', now)).toEqual({
      from: new Date('2026-03-09T00:00:00Z'),
      to: new Date('2026-03-10T00:00:00Z'),
    });
  });

  it.each([
    'P',
    'PT',
    '1h',
    'PT-1H',
    'P1D/P1D',
    '/',
    'PT1H/',
    '/2026-03-10T02:00:00Z',
    '2026-03-10T02:00:00Z',
    '2026-03-10T02:00:00Z/2026-03-10T01:00:00Z',
    '2026-13-10T02:00:00Z/PT1H',
    'a/b/c',
    'P999999999Y',
    'last week',
  ])('refuses %s', (text) => {
    expect(readTimespan(text, now)).toBeUndefined();
  });

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        readTimespan(text, now);
      }),
    );
  });
});

describe('intersectTimespans', () => {
  const time = fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true });
  const timespan = fc.record({ from: time, to: time }, { requiredKeys: [] });
  const holds = ({ from, to }: { from?: Date; to?: Date }, at: Date) =>
    (!from || at >= from) && (!to || at < to);

  it('holds a moment exactly when both do', () => {
    fc.assert(
      fc.property(timespan, timespan, time, (one, other, at) => {
        const both = intersectTimespans(one, other);

        expect(holds(both, at)).toBe(holds(one, at) && holds(other, at));
      }),
    );
  });
});
