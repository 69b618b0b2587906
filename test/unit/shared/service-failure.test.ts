import { explainNoReply, explainStatus } from '../../../src/shared/service-failure';

const words = {
  prefix: 'post',
  name: 'The post office',
  forbidden: 'You may not.',
  notFound: 'No such box.',
};

function explain(status: number, code?: string, retryAfter?: string) {
  return explainStatus({ status, code, retryAfter }, words);
}

describe('explainStatus', () => {
  it.each([
    [401, undefined, 'post_unauthorized', false],
    [403, undefined, 'post_forbidden', false],
    [403, 'AuthorizationFailed', 'post_forbidden', false],
    [403, 'InvalidAuthenticationTokenTenant', 'post_unauthorized', false],
    [404, undefined, 'post_not_found', false],
    [408, undefined, 'post_timeout', true],
    [429, undefined, 'post_throttled', true],
    [500, undefined, 'post_unavailable', true],
    [503, undefined, 'post_unavailable', true],
    [504, undefined, 'post_timeout', true],
    [302, undefined, 'post_unreadable', false],
    [409, 'MissingSubscriptionRegistration', 'post_unreadable', false],
  ])('calls %s %s %s', (status, code, expected, retryable) => {
    expect(explain(status, code)).toMatchObject({ code: expected, retryable });
  });

  it('repeats a code of the service only where it is a plain word', () => {
    expect(explain(409, 'MissingSubscriptionRegistration').message).toBe(
      'The post office answered unexpectedly (status 409, MissingSubscriptionRegistration).',
    );
    expect(explain(409, '[click](https://x)').message).toBe(
      'The post office answered unexpectedly (status 409).',
    );
  });

  it.each([
    ['20', 20],
    ['soon', undefined],
    ['Tue, 10 Mar 2020 12:00:00 GMT', undefined],
    [undefined, undefined],
  ])('reads when to come back from %p', (text, seconds) => {
    expect(explain(429, undefined, text).retryAfterSeconds).toBe(seconds);
    expect(explain(503, undefined, text).retryAfterSeconds).toBe(seconds);
  });

  it('reads a date to come back on', () => {
    const later = new Date(Date.now() + 3_600_000).toUTCString();

    expect(explain(429, undefined, later).retryAfterSeconds).toBeGreaterThan(3000);
  });
});

describe('explainNoReply', () => {
  it.each([
    ['ENOTFOUND', true, 'cannot be reached (ENOTFOUND)'],
    ['CERT_HAS_EXPIRED', false, 'No secure connection'],
    ['PARSE_ERROR', true, 'in the middle of its answer'],
    [undefined, true, 'no reason given'],
  ])('tells from %p what broke', (code, retryable, said) => {
    expect(explainNoReply({ code }, false, words)).toMatchObject({
      code: 'post_unreachable',
      retryable,
      message: expect.stringContaining(said),
    });
  });

  it('tells spent patience and a failed sign-in from both', () => {
    const signIn = { name: 'CredentialUnavailableError' };

    expect(explainNoReply(signIn, false, words).code).toBe('post_unauthorized');
    expect(explainNoReply(signIn, true, words).code).toBe('post_timeout');
  });
});
