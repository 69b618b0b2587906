import { readRetryAfter } from '../../../src/shared/read-retry-after';

describe('readRetryAfter', () => {
  it.each([
    ['0', 0],
    ['30', 30],
    ['86400', 3600],
    ['9'.repeat(400), 3600],
    ['Fri, 31 Dec 9999 23:59:59 GMT', 3600],
    ['Thu, 01 Jan 1970 00:00:00 GMT', undefined],
    ['-5', undefined],
    ['soon', undefined],
    ['', undefined],
    [null, undefined],
    [undefined, undefined],
  ])('reads %j as %s seconds', (text, seconds) => {
    expect(readRetryAfter(text)).toBe(seconds);
  });
});
