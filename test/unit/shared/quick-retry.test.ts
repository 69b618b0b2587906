import { quickRetry } from '../../../src/shared/quick-retry';

describe('quickRetry', () => {
  it.each([
    ['a stumbling gateway', { response: { status: 502, headers: new Map() } }],
    ['a moment of unavailability', { response: { status: 503, headers: new Map() } }],
    ['a connection that was cut', { responseError: { code: 'ECONNRESET' } }],
  ])('tries again after %s', (_, outcome) => {
    expect(quickRetry.retry(outcome)).toEqual({ retryAfterInMs: expect.any(Number) });
  });

  it.each([
    ['success', { response: { status: 200, headers: new Map() } }],
    ['throttling', { response: { status: 429, headers: new Map() } }],
    ['a time-out', { response: { status: 504, headers: new Map() } }],
    [
      'a time to come back',
      { response: { status: 503, headers: new Map([['retry-after', '9']]) } },
    ],
    ['a refused connection', { responseError: { code: 'ECONNREFUSED' } }],
  ])('does not try again after %s', (_, outcome) => {
    expect(quickRetry.retry(outcome)).toEqual({ skipStrategy: true });
  });
});
