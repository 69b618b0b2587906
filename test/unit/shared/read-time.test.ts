import { readTime, readUsTime } from '../../../src/shared/read-time';

describe('readTime', () => {
  it.each([
    ['seven fractional digits', '2026-03-01T03:14:15.7654321Z', '2026-03-01T03:14:15.765Z'],
    ['an offset of nothing', '2026-03-01T03:14:15.1836909+00:00', '2026-03-01T03:14:15.183Z'],
    ['an offset without colon', '2026-03-01T03:14:15-0130', '2026-03-01T04:44:15.000Z'],
    ['a blank between', '2026-03-01 03:14:15', '2026-03-01T03:14:15.000Z'],
    ['minutes only', '2026-03-01T03:14Z', '2026-03-01T03:14:00.000Z'],
  ])('reads %s', (_what, text, iso) => {
    expect(readTime(text)?.toISOString()).toBe(iso);
  });

  it.each(['', 'soon', '2026-13-01T00:00:00Z', '0001-01-01T00:00:00Z', '3/22/2026 1:36:31 PM'])(
    'has none for %j',
    (text) => {
      expect(readTime(text)).toBeUndefined();
    },
  );
});

describe('readUsTime', () => {
  it.each([
    ['an afternoon', '3/22/2026 1:36:31 PM', '2026-03-22T13:36:31.000Z'],
    ['midnight', '12/1/2026 12:00:00 AM', '2026-12-01T00:00:00.000Z'],
    ['noon', '1/31/2026 12:00:00 pm', '2026-01-31T12:00:00.000Z'],
    ['a morning', '10/10/2026 09:05:00 AM', '2026-10-10T09:05:00.000Z'],
  ])('reads %s', (_what, text, iso) => {
    expect(readUsTime(text)?.toISOString()).toBe(iso);
  });

  it.each(['', '22/3/2026 1:36:31 PM', '3/22/2026', '3/22/26 1:36:31 PM', '2026-03-01T03:14:15Z'])(
    'has none for %j',
    (text) => {
      expect(readUsTime(text)).toBeUndefined();
    },
  );
});
