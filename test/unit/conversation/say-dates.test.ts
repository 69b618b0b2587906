import fc from 'fast-check';
import { DateTime } from 'luxon';
import { readIntent } from '../../../src/conversation/read-intent';
import { reportNotUnderstood } from '../../../src/conversation/report-misunderstanding';
import { takeTimeWords } from '../../../src/conversation/time/take-time-words';

type Row = [said: string, from: string, to: string, note: string];

/** An ordinary Saturday, and the mornings on which the clocks had just changed. */
const tables: { now: string; timeZone: string; rows: Row[] }[] = [
  {
    now: '2026-11-21T09:23:00Z',
    timeZone: 'Europe/Amsterdam',
    rows: [
      ['on the 20th', '2026-11-19T23:00Z', '2026-11-20T23:00Z', ''],
      ['on 20th', '2026-11-19T23:00Z', '2026-11-20T23:00Z', ''],
      ['on the 21st', '2026-11-20T23:00Z', '2026-11-21T09:23Z', ''],
      ['on the 22nd', '2026-10-21T22:00Z', '2026-10-22T22:00Z', ''],
      ['on the 31st', '2026-10-30T23:00Z', '2026-10-31T23:00Z', ''],
      ['on 20 November', '2026-11-19T23:00Z', '2026-11-20T23:00Z', ''],
      ['on November 20th', '2026-11-19T23:00Z', '2026-11-20T23:00Z', ''],
      ['on the 20th of November', '2026-11-19T23:00Z', '2026-11-20T23:00Z', ''],
      ['on 20 November 2026', '2026-11-19T23:00Z', '2026-11-20T23:00Z', ''],
      ['on 20 december', '2025-12-19T23:00Z', '2025-12-20T23:00Z', ''],
      ['20.11.2026', '2026-11-19T23:00Z', '2026-11-20T23:00Z', ''],
      ['on 20.11.26', '2026-11-19T23:00Z', '2026-11-20T23:00Z', ''],
      ['on 20.11', '2026-11-19T23:00Z', '2026-11-20T23:00Z', ''],
      ['on 05.11.2026', '2026-11-04T23:00Z', '2026-11-05T23:00Z', 'day before month'],
      ['on 20.11.', '2026-11-19T23:00Z', '2026-11-20T23:00Z', ''],
      ['from 18.11. to 20.11', '2026-11-17T23:00Z', '2026-11-20T23:00Z', ''],
      ['20-11-2026', '2026-11-19T23:00Z', '2026-11-20T23:00Z', ''],
      ['on 20/11', '2026-11-19T23:00Z', '2026-11-20T23:00Z', ''],
      ['on 11/20/2026', '2026-11-19T23:00Z', '2026-11-20T23:00Z', ''],
      ['on 11/11', '2026-11-10T23:00Z', '2026-11-11T23:00Z', ''],
      ['on 12/11/2026', '2026-11-11T23:00Z', '2026-11-12T23:00Z', 'other reading'],
      ['2026-11-20', '2026-11-19T23:00Z', '2026-11-20T23:00Z', ''],
      ['on the 20th at 03:12', '2026-11-20T01:42Z', '2026-11-20T02:42Z', ''],
      ['at 3am on the 20th', '2026-11-20T01:30Z', '2026-11-20T02:30Z', ''],
      ['20.11.2026 03:12', '2026-11-20T01:42Z', '2026-11-20T02:42Z', ''],
      ['on the 20th between 2 and 4', '2026-11-20T01:00Z', '2026-11-20T03:00Z', ''],
      ['between 2am and 4am on 20 november', '2026-11-20T01:00Z', '2026-11-20T03:00Z', ''],
      ['between the 18th and the 20th', '2026-11-17T23:00Z', '2026-11-20T23:00Z', ''],
      ['between 18 and 20 november', '2026-11-17T23:00Z', '2026-11-20T23:00Z', ''],
      ['from 18.11.2026 to 20.11.2026', '2026-11-17T23:00Z', '2026-11-20T23:00Z', ''],
      ['20. November 2026', '2026-11-19T23:00Z', '2026-11-20T23:00Z', ''],
      ['on Nov. 20', '2026-11-19T23:00Z', '2026-11-20T23:00Z', ''],
      ['on the 20th at 3', '2026-11-20T01:30Z', '2026-11-20T02:30Z', ''],
      ['yesterday around 15', '2026-11-20T13:30Z', '2026-11-20T14:30Z', ''],
      ['on monday at 3', '2026-11-16T01:30Z', '2026-11-16T02:30Z', ''],
      ['on the 20th in the morning', '2026-11-19T23:00Z', '2026-11-20T11:00Z', ''],
      ['in the morning of 20 november', '2026-11-19T23:00Z', '2026-11-20T11:00Z', ''],
      ['on the night of the 19th', '2026-11-19T17:00Z', '2026-11-20T05:00Z', ''],
      ['yesterday in the afternoon', '2026-11-20T11:00Z', '2026-11-20T17:00Z', ''],
      ['on fri', '2026-11-19T23:00Z', '2026-11-20T23:00Z', ''],
      ['last Tue night', '2026-11-17T17:00Z', '2026-11-18T05:00Z', ''],
      ['before last weekend', '2026-11-12T23:00Z', '2026-11-13T23:00Z', 'No start'],
      ['until last night', '2026-11-20T23:00Z', '2026-11-21T05:00Z', 'No start'],
      ['before this morning', '2026-11-19T23:00Z', '2026-11-20T23:00Z', 'No start'],
      ['this weekend', '2026-11-20T23:00Z', '2026-11-21T09:23Z', ''],
      ['since the 20th', '2026-11-19T23:00Z', '2026-11-21T09:23Z', ''],
      ['until 6am', '2026-11-20T23:00Z', '2026-11-21T05:00Z', 'No start'],
      ['before 6am', '2026-11-20T23:00Z', '2026-11-21T05:00Z', 'No start'],
      ['till 6', '2026-11-20T23:00Z', '2026-11-21T05:00Z', 'No start'],
      ['up to 06:00', '2026-11-20T23:00Z', '2026-11-21T05:00Z', 'No start'],
      ['until 6am yesterday', '2026-11-19T23:00Z', '2026-11-20T05:00Z', 'No start'],
      ['yesterday until 6am', '2026-11-19T23:00Z', '2026-11-20T05:00Z', 'No start'],
      ['on the 20th before 6am', '2026-11-19T23:00Z', '2026-11-20T05:00Z', 'No start'],
      ['until 6am this morning', '2026-11-20T23:00Z', '2026-11-21T05:00Z', 'No start'],
      ['until 11am', '2026-11-19T23:00Z', '2026-11-20T10:00Z', 'No start'],
      ['until now', '2026-11-20T23:00Z', '2026-11-21T09:23Z', 'No start'],
      ['before midnight', '2026-11-19T23:00Z', '2026-11-20T23:00Z', 'No start'],
      ['before monday', '2026-11-14T23:00Z', '2026-11-15T23:00Z', 'No start'],
      ['until monday', '2026-11-15T23:00Z', '2026-11-16T23:00Z', 'No start'],
      ['before the 20th', '2026-11-18T23:00Z', '2026-11-19T23:00Z', 'No start'],
      ['since 2am until 4am', '2026-11-21T01:00Z', '2026-11-21T03:00Z', ''],
      ['this morning', '2026-11-20T23:00Z', '2026-11-21T09:23Z', ''],
      ['last weekend', '2026-11-13T23:00Z', '2026-11-15T23:00Z', ''],
    ],
  },
  {
    now: '2026-10-25T08:00:00Z',
    timeZone: 'Europe/Amsterdam',
    rows: [
      ['on the 25th', '2026-10-24T22:00Z', '2026-10-25T08:00Z', ''],
      ['on the 24th', '2026-10-23T22:00Z', '2026-10-24T22:00Z', ''],
      ['until 6am', '2026-10-24T22:00Z', '2026-10-25T05:00Z', 'No start'],
      ['before 02:30', '2026-10-24T22:00Z', '2026-10-25T01:30Z', 'twice'],
      ['before midnight', '2026-10-23T22:00Z', '2026-10-24T22:00Z', 'No start'],
      ['this morning', '2026-10-24T22:00Z', '2026-10-25T08:00Z', ''],
      ['last weekend', '2026-10-16T22:00Z', '2026-10-18T22:00Z', ''],
    ],
  },
  {
    now: '2026-10-27T12:00:00Z',
    timeZone: 'Europe/Amsterdam',
    rows: [
      ['on 25.10.2026', '2026-10-24T22:00Z', '2026-10-25T23:00Z', ''],
      ['2026-10-25', '2026-10-24T22:00Z', '2026-10-25T23:00Z', ''],
      ['on the 25th', '2026-10-24T22:00Z', '2026-10-25T23:00Z', ''],
      ['last weekend', '2026-10-23T22:00Z', '2026-10-25T23:00Z', ''],
      ['this weekend', '2026-10-23T22:00Z', '2026-10-25T23:00Z', ''],
      ['the night of the 24th', '2026-10-24T16:00Z', '2026-10-25T05:00Z', ''],
      ['before 26 october', '2026-10-24T22:00Z', '2026-10-25T23:00Z', 'No start'],
    ],
  },
  {
    now: '2026-03-30T12:00:00Z',
    timeZone: 'Europe/Amsterdam',
    rows: [
      ['on 29 march', '2026-03-28T23:00Z', '2026-03-29T22:00Z', ''],
      ['on the 29th until 6am', '2026-03-28T23:00Z', '2026-03-29T04:00Z', 'No start'],
      ['on the 29th at 02:30', '2026-03-29T01:00Z', '2026-03-29T02:00Z', 'did not exist'],
      ['last weekend', '2026-03-27T23:00Z', '2026-03-29T22:00Z', ''],
      ['on the 31st', '2026-01-30T23:00Z', '2026-01-31T23:00Z', ''],
    ],
  },
  {
    now: '2026-11-02T15:00:00Z',
    timeZone: 'America/New_York',
    rows: [
      ['on the 1st', '2026-11-01T04:00Z', '2026-11-02T05:00Z', ''],
      ['2026-11-01', '2026-11-01T04:00Z', '2026-11-02T05:00Z', ''],
      ['before 2 november', '2026-11-01T04:00Z', '2026-11-02T05:00Z', 'No start'],
      ['on the 1st until 6am', '2026-11-01T04:00Z', '2026-11-01T11:00Z', 'No start'],
      ['last weekend', '2026-10-31T04:00Z', '2026-11-02T05:00Z', ''],
      ['until 6am', '2026-11-02T05:00Z', '2026-11-02T11:00Z', 'No start'],
    ],
  },
  {
    now: '2026-03-09T02:00:00Z',
    timeZone: 'America/New_York',
    rows: [
      ['on the 8th', '2026-03-08T05:00Z', '2026-03-09T02:00Z', ''],
      ['until 6am', '2026-03-08T05:00Z', '2026-03-08T10:00Z', 'No start'],
      ['on the 9th', '2026-02-09T05:00Z', '2026-02-10T05:00Z', ''],
      ['this morning', '2026-03-08T05:00Z', '2026-03-08T16:00Z', ''],
    ],
  },
];

describe.each(tables)('at $now in $timeZone', ({ now, timeZone, rows }) => {
  it.each(rows)('"%s" is %s to %s %s', (said, from, to, note) => {
    const found = takeTimeWords(`summary ${said}`, { now: new Date(now), timeZone });

    const window = found?.window();

    expect(found?.rest).toBe('summary');
    expect(window).toMatchObject({ from: iso(from), to: iso(to) });
    expect(notesOf(window)).toEqual(note === '' ? '' : expect.stringContaining(note));
  });
});

const context = { now: new Date('2026-11-21T09:23:00Z'), timeZone: 'Europe/Amsterdam' };

it.each([
  ['in the last half hour', 'PT30M'],
  ['the past half an hour', 'PT30M'],
  ['in the last hour and a half', 'PT90M'],
  ['last 1.5 hours', 'PT90M'],
  ['in the last quarter of an hour', 'PT15M'],
  ['in the past half day', 'PT12H'],
])('reads "%s" as %s', (said, last) => {
  const found = takeTimeWords(`summary ${said}`, context);

  expect(found?.rest).toBe('summary');
  expect(found?.window()).toEqual({ last });
});

it.each([
  ['on 31.11.2026', '31.11.2026'],
  ['on 2026-02-29', '2026-02-29'],
  ['between 13/13/2026 and 2026-11-20', '13/13/2026'],
  ['on 01.12.2026', 'future'],
  ['until tomorrow', 'future'],
])('refuses "%s" and says why', (said, words) => {
  const found = takeTimeWords(`summary ${said}`, context);

  expect(() => found?.window()).toThrow(
    expect.objectContaining({ code: 'window_invalid', message: expect.stringContaining(words) }),
  );
});

it.each([
  'why did device-42 drop 24/7',
  'why did 10.11.2026.4 drop',
  'why did pump/20/11 drop',
  'why did the 3rd device drop',
  'why did the-20th disconnect',
  'query error-summary before',
  'what happened before lunch',
  'decode 1.18.4',
])('finds no time in "%s"', (text) => {
  expect(takeTimeWords(text, context)).toBeUndefined();
});

describe('a date with two readings', () => {
  it.each([
    ['summary on 03/04', ['summary on 2026-04-03', 'summary on 2026-03-04']],
    [
      'why did "odd one" drop since 03-04-2026',
      ['why did "odd one" drop since 2026-04-03', 'why did "odd one" drop since 2026-03-04'],
    ],
    [
      'summary between 03/04 and 05/04',
      ['summary between 2026-04-03 and 2026-04-05', 'summary between 2026-03-04 and 2026-05-04'],
    ],
  ])('is asked back about in "%s"', (text, suggestions) => {
    const read = readIntent(text, context);

    expect(read).toMatchObject({ intent: 'unknown', suggestions });
    expect(read.unclear).toMatch(/can be .* or /);
  });

  it('says both readings on the card, with a button for each', () => {
    const { suggestions, unclear } = readIntent('why did device-42 drop on 03/04', context);

    const report = reportNotUnderstood(suggestions, context, unclear);

    expect(report.happened).toBe('03/04 can be 3 April 2026 or 4 March 2026, so I did nothing.');
    expect(report.actions).toMatchObject([
      { verb: 'why', parameters: { window: { from: '2026-04-02T22:00:00.000Z' } } },
      { verb: 'why', parameters: { window: { from: '2026-03-03T23:00:00.000Z' } } },
      { verb: 'help' },
    ]);
  });
});

it('reads a date as the same day however it is written', () => {
  const day = fc.date({ min: new Date('2026-01-02'), max: context.now, noInvalidDate: true });

  fc.assert(
    fc.property(
      day,
      fc.constantFrom('d.M.yyyy', 'dd.MM.yyyy', 'd MMMM yyyy', 'MMM d yyyy'),
      (at, form) => {
        const date = DateTime.fromJSDate(at, { zone: 'utc' });

        const written = takeTimeWords(`summary on ${date.toFormat(form)}`, context)?.window();
        const asIso = takeTimeWords(`summary on ${date.toISODate()}`, context)?.window();

        const { notes: _notes, ...window } = written as { notes?: string[] };
        expect(window).toEqual(asIso);
      },
    ),
  );
});

function notesOf(window: object | undefined): string {
  return window !== undefined && 'notes' in window ? String(window.notes) : '';
}

function iso(text: string): string {
  return new Date(text).toISOString();
}
