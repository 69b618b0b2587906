import { settleWindow } from '../../../src/conversation/time/check-window';

const context = { now: new Date('2026-11-21T09:23:00Z'), timeZone: 'UTC' };

it.each([
  ['nothing said', undefined, '2026-11-20T09:23:00Z', '2026-11-21T09:23:00Z'],
  ['a length', { last: 'PT6H' }, '2026-11-21T03:23:00Z', '2026-11-21T09:23:00Z'],
  [
    'an interval',
    { from: '2026-11-20T00:00:00Z', to: '2026-11-20T06:00:00+02:00' },
    '2026-11-20T00:00:00Z',
    '2026-11-20T04:00:00Z',
  ],
  [
    'an end in the future',
    { from: '2026-11-21T00:00:00Z', to: '2026-11-22T00:00:00Z' },
    '2026-11-21T00:00:00Z',
    '2026-11-21T09:23:00Z',
  ],
  ['90 days', { last: 'P90D' }, '2026-08-23T09:23:00Z', '2026-11-21T09:23:00Z'],
])('settles %s', (_what, said, from, to) => {
  const window = settleWindow(said, context);

  expect(window).toEqual({ from: new Date(from), to: new Date(to) });
});

it.each([
  ['a length that is none', { last: 'P' }],
  ['no length', { last: 'PT0S' }],
  ['a negative length', { last: '-PT6H' }],
  ['too long a length', { last: 'P91D' }],
  ['an absurd length', { last: 'P999999999999999Y' }],
  ['times that are none', { from: 'x', to: 'y' }],
  ['an end before the start', { from: '2026-11-20T06:00:00Z', to: '2026-11-20T00:00:00Z' }],
  ['a start in the future', { from: '2026-11-22T00:00:00Z', to: '2026-11-23T00:00:00Z' }],
])('refuses %s', (_what, said) => {
  expect(() => settleWindow(said, context)).toThrow(
    expect.objectContaining({ code: 'window_invalid' }),
  );
});
