import { takeTimeWords } from '../../../src/conversation/time/take-time-words';

/** A Saturday, 10:23 in Berlin. */
const now = new Date('2026-11-21T09:23:00Z');
const berlin = { now, timeZone: 'Europe/Berlin' };

describe('lengths before now', () => {
  it.each([
    ['in the last 6 hours', 'PT6H'],
    ['over the past couple of days', 'P2D'],
    ['last hour', 'PT1H'],
    ['within the previous 90 minutes', 'PT90M'],
    ['last week', 'P7D'],
    ['last 2 weeks', 'P14D'],
    ['past month', 'P30D'],
    ['24h', 'PT24H'],
    ['for 3 days', 'P3D'],
    ['last few hours', 'PT3H'],
    ['PT6H', 'PT6H'],
    ['last P2D', 'P2D'],
  ])('reads "%s" as %s', (said, last) => {
    const found = takeTimeWords(`summary ${said}`, berlin);

    expect(found?.window()).toEqual({ last });
    expect(found).toMatchObject({ rest: 'summary', said });
  });
});

describe('points in time', () => {
  it.each([
    ['since 9am', '2026-11-21T08:00:00Z', '2026-11-21T09:23:00Z'],
    ['since 11am', '2026-11-20T10:00:00Z', '2026-11-21T09:23:00Z'],
    ['since 9', '2026-11-21T08:00:00Z', '2026-11-21T09:23:00Z'],
    ['since midnight', '2026-11-20T23:00:00Z', '2026-11-21T09:23:00Z'],
    ['since monday', '2026-11-15T23:00:00Z', '2026-11-21T09:23:00Z'],
    ['since yesterday', '2026-11-19T23:00:00Z', '2026-11-21T09:23:00Z'],
    ['since 2 hours ago', '2026-11-21T07:23:00Z', '2026-11-21T09:23:00Z'],
    ['since 03:12 UTC', '2026-11-21T03:12:00Z', '2026-11-21T09:23:00Z'],
    ['from yesterday on', '2026-11-19T23:00:00Z', '2026-11-21T09:23:00Z'],
    ['between 9 and 10am', '2026-11-21T08:00:00Z', '2026-11-21T09:00:00Z'],
    ['between 9am and 11am', '2026-11-21T08:00:00Z', '2026-11-21T09:23:00Z'],
    ['between 9 and 11 yesterday', '2026-11-20T08:00:00Z', '2026-11-20T10:00:00Z'],
    ['between 10pm and 2am', '2026-11-20T21:00:00Z', '2026-11-21T01:00:00Z'],
    ['from 22:00 to 02:00', '2026-11-20T21:00:00Z', '2026-11-21T01:00:00Z'],
    ['between yesterday 9pm and today 2am', '2026-11-20T20:00:00Z', '2026-11-21T01:00:00Z'],
    ['between monday and wednesday', '2026-11-15T23:00:00Z', '2026-11-18T23:00:00Z'],
    ['9:00-11:00 yesterday', '2026-11-20T08:00:00Z', '2026-11-20T10:00:00Z'],
    [
      'between 2026-11-20T08:00Z and 2026-11-20T09:30Z',
      '2026-11-20T08:00:00Z',
      '2026-11-20T09:30:00Z',
    ],
    ['today', '2026-11-20T23:00:00Z', '2026-11-21T09:23:00Z'],
    ['yesterday', '2026-11-19T23:00:00Z', '2026-11-20T23:00:00Z'],
    ['on monday', '2026-11-15T23:00:00Z', '2026-11-16T23:00:00Z'],
    ['on 20 november', '2026-11-19T23:00:00Z', '2026-11-20T23:00:00Z'],
    ['on 2026-11-18', '2026-11-17T23:00:00Z', '2026-11-18T23:00:00Z'],
    ['last night', '2026-11-20T17:00:00Z', '2026-11-21T05:00:00Z'],
    ['this morning', '2026-11-20T23:00:00Z', '2026-11-21T09:23:00Z'],
    ['yesterday evening', '2026-11-20T17:00:00Z', '2026-11-20T23:00:00Z'],
    ['the day before yesterday', '2026-11-18T23:00:00Z', '2026-11-19T23:00:00Z'],
    ['this week', '2026-11-15T23:00:00Z', '2026-11-21T09:23:00Z'],
    ['at 03:12', '2026-11-21T01:42:00Z', '2026-11-21T02:42:00Z'],
    ['around 3am yesterday', '2026-11-20T01:30:00Z', '2026-11-20T02:30:00Z'],
    ['2 hours ago', '2026-11-21T06:53:00Z', '2026-11-21T07:53:00Z'],
    ['at 3 am this morning', '2026-11-21T01:30:00Z', '2026-11-21T02:30:00Z'],
    ['around 3', '2026-11-21T01:30:00Z', '2026-11-21T02:30:00Z'],
    ['10 minutes ago', '2026-11-21T08:43:00Z', '2026-11-21T09:23:00Z'],
  ])('reads "%s" in the zone of the asker', (said, from, to) => {
    const found = takeTimeWords(`summary ${said}`, berlin);

    expect(found?.rest).toBe('summary');
    expect(found?.window()).toMatchObject({ from: iso(from), to: iso(to) });
  });

  it.each([
    [
      'the night summer time ends has 25 hours',
      'on 2026-10-25',
      '2026-10-24T22:00:00Z',
      '2026-10-25T23:00:00Z',
    ],
    [
      'a day in summer is two hours off',
      'on 2026-10-24',
      '2026-10-23T22:00:00Z',
      '2026-10-24T22:00:00Z',
    ],
  ])('knows that %s', (_fact, said, from, to) => {
    const found = takeTimeWords(said, berlin);

    expect(found?.window()).toEqual({ from: iso(from), to: iso(to) });
  });

  it('keeps wall clocks and lengths apart when the clocks have just changed', () => {
    const context = { now: new Date('2026-03-29T08:00:00Z'), timeZone: 'Europe/Berlin' };

    const wallClock = takeTimeWords('since 1am', context)?.window();
    const counted = takeTimeWords('since 8 hours ago', context)?.window();

    expect(wallClock).toMatchObject({ from: iso('2026-03-29T00:00:00Z') });
    expect(counted).toMatchObject({ from: iso('2026-03-29T00:00:00Z') });
  });

  it('reads the words as UTC where the zone is none', () => {
    const found = takeTimeWords('since 9am', { now, timeZone: 'Mars/Olympus' });

    expect(found?.window()).toMatchObject({ from: iso('2026-11-21T09:00:00Z') });
  });
});

describe('windows that make no sense', () => {
  it.each([
    ['tomorrow', 'future'],
    ['since tomorrow', 'future'],
    ['on 2026-12-01', 'future'],
    ['between 2026-11-20 and 2026-11-10', 'before it starts'],
    ['between 11am and 9am', 'before it starts'],
    ['since 2026-01-01', 'longer than 90 days'],
    ['since the big bang', 'the big bang'],
  ])('"%s" is refused with what was understood', (said, words) => {
    const found = takeTimeWords(`summary ${said}`, berlin);

    expect(() => found?.window()).toThrow(
      expect.objectContaining({ code: 'window_invalid', message: expect.stringContaining(words) }),
    );
  });
});

it.each([
  ['why did device-9am disconnect'],
  ['summary of contoso-hub'],
  ['from contoso-hub to fabrikam-hub'],
  ['between a and b'],
  ['why did last-6-hours disconnect'],
  ['what happened after lunch'],
  [`since 9am ${'x'.repeat(400)}`],
])('finds no time in "%s"', (text) => {
  const found = takeTimeWords(text, berlin);

  expect(found).toBeUndefined();
});

it('leaves what stands around the time', () => {
  const found = takeTimeWords('why did d-1 drop since 9am on contoso-hub', berlin);

  expect(found?.rest).toBe('why did d-1 drop on contoso-hub');
});

function iso(text: string): string {
  return new Date(text).toISOString();
}
