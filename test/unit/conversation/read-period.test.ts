import fc from 'fast-check';
import { takePeriod } from '../../../src/conversation/time/read-period';
import { isAppError } from '../../../src/shared/app-error';

const context = { now: new Date('2026-11-21T15:30:00Z'), timeZone: 'UTC' };

it.each([
  ['for 2h', 'PT2H'],
  ['for 2 hours', 'PT2H'],
  ['for an hour', 'PT1H'],
  ['for half an hour', 'PT30M'],
  ['for 90 min', 'PT90M'],
  ['for 1h 30m', 'PT90M'],
  ['for 1 hour and 30 minutes', 'PT90M'],
  ['for 1.5 hours', 'PT90M'],
  ['for two days', 'P2D'],
  ['for a day', 'P1D'],
  ['for 24h', 'P1D'],
  ['for the next 4 hours', 'PT4H'],
  ['for 1 week', 'P7D'],
  ['for PT2H', 'PT2H'],
])('takes "%s" as %s', (said, duration) => {
  expect(takePeriod(`x ${said}`, context)).toEqual({
    rest: 'x',
    period: { duration },
    notes: [],
  });
});

it.each([
  ['until 18:00', '2026-11-21T15:30', '2026-11-21T18:00'],
  ['until 6pm', '2026-11-21T15:30', '2026-11-21T18:00'],
  ['until 9', '2026-11-21T15:30', '2026-11-22T09:00'],
  ['until 08:00', '2026-11-21T15:30', '2026-11-22T08:00'],
  ['till tomorrow', '2026-11-21T15:30', '2026-11-22T08:00'],
  ['until tomorrow 09:15', '2026-11-21T15:30', '2026-11-22T09:15'],
  ['until tomorrow at 9:15', '2026-11-21T15:30', '2026-11-22T09:15'],
  ['until monday', '2026-11-21T15:30', '2026-11-23T08:00'],
  ['until monday 6pm', '2026-11-21T15:30', '2026-11-23T18:00'],
  ['until 2026-11-25 06:00', '2026-11-21T15:30', '2026-11-25T06:00'],
  ['until 2026-11-25T06:00Z', '2026-11-21T15:30', '2026-11-25T06:00'],
  ['until 25 November 06:00', '2026-11-21T15:30', '2026-11-25T06:00'],
  ['until midnight', '2026-11-21T15:30', '2026-11-22T00:00'],
  ['until noon', '2026-11-21T15:30', '2026-11-22T12:00'],
  ['from 22:00 to 02:00', '2026-11-21T22:00', '2026-11-22T02:00'],
  ['from 22:00-02:00', '2026-11-21T22:00', '2026-11-22T02:00'],
  ['22:00-02:00', '2026-11-21T22:00', '2026-11-22T02:00'],
  ['22:00 to 02:00', '2026-11-21T22:00', '2026-11-22T02:00'],
  ['from 10 to 12', '2026-11-22T10:00', '2026-11-22T12:00'],
  ['between 10am and 2pm', '2026-11-22T10:00', '2026-11-22T14:00'],
  ['tomorrow 22:00 to 02:00', '2026-11-22T22:00', '2026-11-23T02:00'],
  ['tomorrow from 22:00 to 02:00', '2026-11-22T22:00', '2026-11-23T02:00'],
  ['on monday 22:00 to 23:30', '2026-11-23T22:00', '2026-11-23T23:30'],
  ['monday from 22:00 until tuesday 04:00', '2026-11-23T22:00', '2026-11-24T04:00'],
  ['from 22:00 for 4 hours', '2026-11-21T22:00', '2026-11-22T02:00'],
  ['for 4 hours from 22:00', '2026-11-21T22:00', '2026-11-22T02:00'],
  ['from monday to tuesday', '2026-11-23T00:00', '2026-11-25T00:00'],
  ['from 2026-11-25 06:00 to 2026-11-25 08:00', '2026-11-25T06:00', '2026-11-25T08:00'],
])('takes "%s" as %s to %s', (said, from, to) => {
  expect(takePeriod(`x ${said}`, context)).toEqual({
    rest: 'x',
    period: { from: `${from}:00.000Z`, to: `${to}:00.000Z` },
    notes: [],
  });
});

it('reads the clock of the person', () => {
  const { period } = takePeriod('x until 18:00', { ...context, timeZone: 'America/New_York' });

  expect(period).toEqual({ from: '2026-11-21T15:30:00.000Z', to: '2026-11-21T23:00:00.000Z' });
});

it('says which hour is meant where the clocks show it twice', () => {
  const summer = { now: new Date('2026-10-24T12:00:00Z'), timeZone: 'Europe/Berlin' };

  const { period, notes } = takePeriod('x until tomorrow 02:30', summer);

  expect(period).toMatchObject({ to: '2026-10-25T01:30:00.000Z' });
  expect(notes.join()).toContain('came twice');
});

it.each(['x', 'x for ever', 'x forever', 'x permanently', 'x until-9', 'for 2h'])(
  'takes no time from "%s"',
  (text) => {
    expect(takePeriod(text, context).period).toBeUndefined();
  },
);

it.each([
  'x until the cows come home',
  'x until 22/11',
  'x from here to eternity',
  'x until 25:00',
])('refuses "%s" and guesses nothing', (text) => {
  expect(() => takePeriod(text, context)).toThrow(
    expect.objectContaining({ code: 'period_invalid' }),
  );
});

it('refuses or reads whatever stands there', () => {
  const Word = fc.constantFrom(
    'for',
    'until',
    'from',
    'to',
    '22:00',
    '2h',
    'monday',
    '9',
    'x',
    '-',
  );
  fc.assert(
    fc.property(fc.array(Word, { maxLength: 8 }), (words) => {
      try {
        takePeriod(`x ${words.join(' ')}`, context);
      } catch (error) {
        expect(isAppError(error, 'period_invalid')).toBe(true);
      }
    }),
  );
});
