import fc from 'fast-check';
import { takeTimeWords } from '../../../src/conversation/time/take-time-words';

type Row = [said: string, from: string, to: string, note: string];

/** Days on which clocks change are among them: two nights of 25 hours, two of 23, one of 24 and a half. */
const tables: { now: string; timeZone: string; rows: Row[] }[] = [
  {
    now: '2026-11-21T09:23:00Z',
    timeZone: 'Europe/Berlin',
    rows: [
      ['since last night', '2026-11-20T17:00Z', '2026-11-21T09:23Z', ''],
      ['since this morning', '2026-11-20T23:00Z', '2026-11-21T09:23Z', ''],
      ['since yesterday evening', '2026-11-20T17:00Z', '2026-11-21T09:23Z', ''],
      ['yesterday night', '2026-11-20T17:00Z', '2026-11-21T05:00Z', ''],
      ['tuesday night', '2026-11-17T17:00Z', '2026-11-18T05:00Z', ''],
      ['last tuesday afternoon', '2026-11-17T11:00Z', '2026-11-17T17:00Z', ''],
      ['this month', '2026-10-31T23:00Z', '2026-11-21T09:23Z', ''],
      ['last weekend', '2026-11-13T23:00Z', '2026-11-15T23:00Z', ''],
      ['from 10pm to 6am yesterday', '2026-11-20T21:00Z', '2026-11-21T05:00Z', ''],
      ['between 02:00 and 03:30 last night', '2026-11-21T01:00Z', '2026-11-21T02:30Z', ''],
      ['between 2 and 4 last night', '2026-11-21T01:00Z', '2026-11-21T03:00Z', ''],
      ['yesterday between 2 and 4', '2026-11-20T01:00Z', '2026-11-20T03:00Z', ''],
      ['yesterday from 9 to 11', '2026-11-20T08:00Z', '2026-11-20T10:00Z', ''],
      ['on tuesday between 02:00 and 03:30', '2026-11-17T01:00Z', '2026-11-17T02:30Z', ''],
      ['last tuesday from 14:00 to 15:30', '2026-11-17T13:00Z', '2026-11-17T14:30Z', ''],
      ['02:00 to 03:30', '2026-11-21T01:00Z', '2026-11-21T02:30Z', ''],
      ['2-4am', '2026-11-21T01:00Z', '2026-11-21T03:00Z', ''],
      ['half an hour ago', '2026-11-21T08:23Z', '2026-11-21T09:23Z', ''],
      ['an hour and a half ago', '2026-11-21T07:23Z', '2026-11-21T08:23Z', ''],
      ['a week ago', '2026-11-13T23:00Z', '2026-11-14T23:00Z', ''],
      ['at 03:12 last night', '2026-11-21T01:42Z', '2026-11-21T02:42Z', ''],
      ['at 2330', '2026-11-20T22:00Z', '2026-11-20T23:00Z', ''],
      ['at 0312', '2026-11-21T01:42Z', '2026-11-21T02:42Z', ''],
      ['in the night', '2026-11-20T17:00Z', '2026-11-21T05:00Z', ''],
      ['since half past 2', '2026-11-21T01:30Z', '2026-11-21T09:23Z', ''],
      ['at quarter past 3', '2026-11-21T01:45Z', '2026-11-21T02:45Z', ''],
      ['last saturday', '2026-11-13T23:00Z', '2026-11-14T23:00Z', ''],
      ['saturday night', '2026-11-14T17:00Z', '2026-11-15T05:00Z', ''],
      ['between 9 and 11pm', '2026-11-20T20:00Z', '2026-11-20T22:00Z', ''],
      ['from 9am until now', '2026-11-21T08:00Z', '2026-11-21T09:23Z', ''],
      ['between 9am and 5pm', '2026-11-21T08:00Z', '2026-11-21T09:23Z', 'cut'],
    ],
  },
  {
    now: '2026-10-25T08:00:00Z',
    timeZone: 'Europe/Berlin',
    rows: [
      ['since 9am', '2026-10-24T07:00Z', '2026-10-25T08:00Z', ''],
      ['yesterday', '2026-10-23T22:00Z', '2026-10-24T22:00Z', ''],
      ['between 02:00 and 03:30', '2026-10-25T00:00Z', '2026-10-25T02:30Z', 'twice'],
      ['last night', '2026-10-24T16:00Z', '2026-10-25T05:00Z', ''],
      ['this morning', '2026-10-24T22:00Z', '2026-10-25T08:00Z', ''],
      ['last tuesday', '2026-10-19T22:00Z', '2026-10-20T22:00Z', ''],
      ['from 22:00 to 06:00', '2026-10-24T20:00Z', '2026-10-25T05:00Z', ''],
      ['30 minutes ago', '2026-10-25T07:00Z', '2026-10-25T08:00Z', ''],
      ['at 03:12', '2026-10-25T01:42Z', '2026-10-25T02:42Z', ''],
      ['at 02:30', '2026-10-25T00:00Z', '2026-10-25T01:00Z', 'twice'],
      ['since 02:30', '2026-10-25T00:30Z', '2026-10-25T08:00Z', 'twice'],
      ['between 01:00 and 02:30', '2026-10-24T23:00Z', '2026-10-25T01:30Z', 'twice'],
      ['between 02:15 and 02:45', '2026-10-25T00:15Z', '2026-10-25T01:45Z', 'twice'],
      ['today', '2026-10-24T22:00Z', '2026-10-25T08:00Z', ''],
      ['since yesterday', '2026-10-23T22:00Z', '2026-10-25T08:00Z', ''],
      ['on tuesday between 02:00 and 03:30', '2026-10-20T00:00Z', '2026-10-20T01:30Z', ''],
    ],
  },
  {
    now: '2026-03-29T08:00:00Z',
    timeZone: 'Europe/Berlin',
    rows: [
      ['since 9am', '2026-03-29T07:00Z', '2026-03-29T08:00Z', ''],
      ['yesterday', '2026-03-27T23:00Z', '2026-03-28T23:00Z', ''],
      ['between 02:00 and 03:30', '2026-03-29T01:00Z', '2026-03-29T01:30Z', 'did not exist'],
      ['last night', '2026-03-28T17:00Z', '2026-03-29T04:00Z', ''],
      ['this morning', '2026-03-28T23:00Z', '2026-03-29T08:00Z', ''],
      ['last tuesday', '2026-03-23T23:00Z', '2026-03-24T23:00Z', ''],
      ['from 22:00 to 06:00', '2026-03-28T21:00Z', '2026-03-29T04:00Z', ''],
      ['30 minutes ago', '2026-03-29T07:00Z', '2026-03-29T08:00Z', ''],
      ['at 03:12', '2026-03-29T00:42Z', '2026-03-29T01:42Z', ''],
      ['at 02:30', '2026-03-29T01:00Z', '2026-03-29T02:00Z', 'did not exist'],
      ['since 02:30', '2026-03-29T01:30Z', '2026-03-29T08:00Z', 'did not exist'],
      ['between 01:00 and 02:30', '2026-03-29T00:00Z', '2026-03-29T01:30Z', 'did not exist'],
      ['between 02:15 and 02:45', '2026-03-29T01:15Z', '2026-03-29T01:45Z', 'did not exist'],
      ['today', '2026-03-28T23:00Z', '2026-03-29T08:00Z', ''],
      ['since yesterday', '2026-03-27T23:00Z', '2026-03-29T08:00Z', ''],
      ['on tuesday between 02:00 and 03:30', '2026-03-24T01:00Z', '2026-03-24T02:30Z', ''],
    ],
  },
  {
    now: '2026-11-01T15:00:00Z',
    timeZone: 'America/New_York',
    rows: [
      ['since 9am', '2026-11-01T14:00Z', '2026-11-01T15:00Z', ''],
      ['yesterday', '2026-10-31T04:00Z', '2026-11-01T04:00Z', ''],
      ['between 02:00 and 03:30', '2026-11-01T07:00Z', '2026-11-01T08:30Z', ''],
      ['last night', '2026-10-31T22:00Z', '2026-11-01T11:00Z', ''],
      ['this morning', '2026-11-01T04:00Z', '2026-11-01T15:00Z', ''],
      ['last tuesday', '2026-10-27T04:00Z', '2026-10-28T04:00Z', ''],
      ['from 22:00 to 06:00', '2026-11-01T02:00Z', '2026-11-01T11:00Z', ''],
      ['30 minutes ago', '2026-11-01T14:00Z', '2026-11-01T15:00Z', ''],
      ['at 03:12', '2026-11-01T07:42Z', '2026-11-01T08:42Z', ''],
      ['at 02:30', '2026-11-01T07:00Z', '2026-11-01T08:00Z', ''],
      ['since 02:30', '2026-11-01T07:30Z', '2026-11-01T15:00Z', ''],
      ['between 01:00 and 02:30', '2026-11-01T05:00Z', '2026-11-01T07:30Z', 'twice'],
      ['between 02:15 and 02:45', '2026-11-01T07:15Z', '2026-11-01T07:45Z', ''],
      ['today', '2026-11-01T04:00Z', '2026-11-01T15:00Z', ''],
      ['since yesterday', '2026-10-31T04:00Z', '2026-11-01T15:00Z', ''],
      ['on tuesday between 02:00 and 03:30', '2026-10-27T06:00Z', '2026-10-27T07:30Z', ''],
      ['at 01:30', '2026-11-01T05:00Z', '2026-11-01T06:00Z', 'twice'],
      ['between 01:00 and 01:45', '2026-11-01T05:00Z', '2026-11-01T06:45Z', 'twice'],
    ],
  },
  {
    now: '2026-03-08T15:00:00Z',
    timeZone: 'America/New_York',
    rows: [
      ['since 9am', '2026-03-08T13:00Z', '2026-03-08T15:00Z', ''],
      ['yesterday', '2026-03-07T05:00Z', '2026-03-08T05:00Z', ''],
      ['between 02:00 and 03:30', '2026-03-08T07:00Z', '2026-03-08T07:30Z', 'did not exist'],
      ['last night', '2026-03-07T23:00Z', '2026-03-08T10:00Z', ''],
      ['this morning', '2026-03-08T05:00Z', '2026-03-08T15:00Z', ''],
      ['last tuesday', '2026-03-03T05:00Z', '2026-03-04T05:00Z', ''],
      ['from 22:00 to 06:00', '2026-03-08T03:00Z', '2026-03-08T10:00Z', ''],
      ['30 minutes ago', '2026-03-08T14:00Z', '2026-03-08T15:00Z', ''],
      ['at 03:12', '2026-03-08T06:42Z', '2026-03-08T07:42Z', ''],
      ['at 02:30', '2026-03-08T07:00Z', '2026-03-08T08:00Z', 'did not exist'],
      ['since 02:30', '2026-03-08T07:30Z', '2026-03-08T15:00Z', 'did not exist'],
      ['between 01:00 and 02:30', '2026-03-08T06:00Z', '2026-03-08T07:30Z', 'did not exist'],
      ['between 02:15 and 02:45', '2026-03-08T07:15Z', '2026-03-08T07:45Z', 'did not exist'],
      ['today', '2026-03-08T05:00Z', '2026-03-08T15:00Z', ''],
      ['since yesterday', '2026-03-07T05:00Z', '2026-03-08T15:00Z', ''],
      ['on tuesday between 02:00 and 03:30', '2026-03-03T07:00Z', '2026-03-03T08:30Z', ''],
    ],
  },
  {
    now: '2026-11-21T09:23:00Z',
    timeZone: 'Asia/Kolkata',
    rows: [
      ['since 9am', '2026-11-21T03:30Z', '2026-11-21T09:23Z', ''],
      ['yesterday', '2026-11-19T18:30Z', '2026-11-20T18:30Z', ''],
      ['between 02:00 and 03:30', '2026-11-20T20:30Z', '2026-11-20T22:00Z', ''],
      ['last night', '2026-11-20T12:30Z', '2026-11-21T00:30Z', ''],
      ['this morning', '2026-11-20T18:30Z', '2026-11-21T06:30Z', ''],
      ['last tuesday', '2026-11-16T18:30Z', '2026-11-17T18:30Z', ''],
      ['from 22:00 to 06:00', '2026-11-20T16:30Z', '2026-11-21T00:30Z', ''],
      ['30 minutes ago', '2026-11-21T08:23Z', '2026-11-21T09:23Z', ''],
      ['at 03:12', '2026-11-20T21:12Z', '2026-11-20T22:12Z', ''],
      ['at 02:30', '2026-11-20T20:30Z', '2026-11-20T21:30Z', ''],
      ['since 02:30', '2026-11-20T21:00Z', '2026-11-21T09:23Z', ''],
      ['between 01:00 and 02:30', '2026-11-20T19:30Z', '2026-11-20T21:00Z', ''],
      ['between 02:15 and 02:45', '2026-11-20T20:45Z', '2026-11-20T21:15Z', ''],
      ['today', '2026-11-20T18:30Z', '2026-11-21T09:23Z', ''],
      ['since yesterday', '2026-11-19T18:30Z', '2026-11-21T09:23Z', ''],
      ['on tuesday between 02:00 and 03:30', '2026-11-16T20:30Z', '2026-11-16T22:00Z', ''],
    ],
  },
  {
    now: '2026-11-21T09:23:00Z',
    timeZone: 'UTC',
    rows: [
      ['since 9am', '2026-11-21T09:00Z', '2026-11-21T09:23Z', ''],
      ['yesterday', '2026-11-20T00:00Z', '2026-11-21T00:00Z', ''],
      ['between 02:00 and 03:30', '2026-11-21T02:00Z', '2026-11-21T03:30Z', ''],
      ['last night', '2026-11-20T18:00Z', '2026-11-21T06:00Z', ''],
      ['this morning', '2026-11-21T00:00Z', '2026-11-21T09:23Z', ''],
      ['last tuesday', '2026-11-17T00:00Z', '2026-11-18T00:00Z', ''],
      ['from 22:00 to 06:00', '2026-11-20T22:00Z', '2026-11-21T06:00Z', ''],
      ['30 minutes ago', '2026-11-21T08:23Z', '2026-11-21T09:23Z', ''],
      ['at 03:12', '2026-11-21T02:42Z', '2026-11-21T03:42Z', ''],
      ['at 02:30', '2026-11-21T02:00Z', '2026-11-21T03:00Z', ''],
      ['since 02:30', '2026-11-21T02:30Z', '2026-11-21T09:23Z', ''],
      ['between 01:00 and 02:30', '2026-11-21T01:00Z', '2026-11-21T02:30Z', ''],
      ['between 02:15 and 02:45', '2026-11-21T02:15Z', '2026-11-21T02:45Z', ''],
      ['today', '2026-11-21T00:00Z', '2026-11-21T09:23Z', ''],
      ['since yesterday', '2026-11-20T00:00Z', '2026-11-21T09:23Z', ''],
      ['on tuesday between 02:00 and 03:30', '2026-11-17T02:00Z', '2026-11-17T03:30Z', ''],
    ],
  },
  {
    now: '2026-04-04T20:00:00Z',
    timeZone: 'Australia/Lord_Howe',
    rows: [
      ['at 01:45', '2026-04-04T14:15Z', '2026-04-04T15:15Z', 'twice'],
      ['between 01:00 and 03:00', '2026-04-04T14:00Z', '2026-04-04T16:30Z', ''],
      ['last night', '2026-04-04T07:00Z', '2026-04-04T19:30Z', ''],
      ['today', '2026-04-04T13:00Z', '2026-04-04T20:00Z', ''],
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

it('says which of two moments was taken for each end', () => {
  const context = { now: new Date('2026-10-25T08:00:00Z'), timeZone: 'Europe/Berlin' };

  const window = takeTimeWords('between 02:15 and 02:45', context)?.window();

  expect(window).toHaveProperty('notes', [
    '02:15 came twice on 2026-10-25 in Europe/Berlin, as the clocks went back: the first one was taken.',
    '02:45 came twice on 2026-10-25 in Europe/Berlin, as the clocks went back: the second one was taken.',
  ]);
});

it.each(['next tuesday', 'next week', 'tomorrow', 'tonight'])(
  'refuses "%s" as the future',
  (said) => {
    const context = { now: new Date('2026-11-21T09:23:00Z'), timeZone: 'UTC' };

    const found = takeTimeWords(`summary ${said}`, context);

    expect(() => found?.window()).toThrow('future');
  },
);

it('makes windows that begin before they end, and end now at the latest', () => {
  const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata'];
  const clock = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
  const said = fc.oneof(
    clock.map((at) => `since ${at}`),
    clock.map((at) => `at ${at}`),
    clock.map((at) => `yesterday at ${at}`),
    fc.tuple(clock, clock).map(([from, to]) => `between ${from} and ${to}`),
    fc.tuple(clock, clock).map(([from, to]) => `from ${from} to ${to} yesterday`),
    fc.constantFrom('last night', 'yesterday', 'last tuesday', 'this morning', 'sunday night'),
  );
  const moment = fc.date({
    min: new Date('2026-01-01T00:00:00Z'),
    max: new Date('2027-12-31T00:00:00Z'),
    noInvalidDate: true,
  });

  fc.assert(
    fc.property(said, moment, fc.constantFrom(...zones), (words, now, timeZone) => {
      const window = readOrRefuse(words, now, timeZone);
      if (window === 'refused') return;
      const from = Date.parse(window.from);
      const to = Date.parse(window.to);
      expect(from).toBeLessThan(to);
      expect(to).toBeLessThanOrEqual(now.getTime());
    }),
    { numRuns: 500 },
  );
});

/** A window that would end before it starts, or begin now, may be refused; nothing else may happen. */
function readOrRefuse(words: string, now: Date, timeZone: string) {
  const found = takeTimeWords(words, { now, timeZone });
  try {
    const window = found?.window();
    if (window === undefined || !('from' in window)) throw new Error(`Unread: ${words}`);
    return window;
  } catch (error) {
    expect(error).toMatchObject({ code: 'window_invalid' });
    return 'refused';
  }
}

function notesOf(window: object | undefined): string {
  return window !== undefined && 'notes' in window ? String(window.notes) : '';
}

function iso(text: string): string {
  return new Date(text).toISOString();
}
