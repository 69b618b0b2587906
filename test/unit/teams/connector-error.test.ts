import { readConnectorError } from '../../../src/adapters/teams/connector-error';
import { AppError } from '../../../src/shared/app-error';

it('words a refused sign-in as something the operator has to change', () => {
  const refused = Object.assign(new Error('AADSTS7000215'), { errorCode: 'invalid_client' });

  const error = readConnectorError(refused, 'post');

  expect(error).toMatchObject({ code: 'chat_refused', retryable: false, cause: refused });
  expect(error.message).not.toContain('AADSTS');
});

it.each([
  ['a refused connection', Object.assign(new Error('x'), { code: 'ECONNREFUSED' })],
  ['an aborted request', Object.assign(new Error('x'), { name: 'AbortError' })],
  ['anything else', 'broken'],
])('words %s as out of reach', (_what, failure) => {
  const error = readConnectorError(failure, 'update');

  expect(error).toMatchObject({ code: 'chat_unreachable', retryable: true });
});

it('reads Retry-After as a date as well', () => {
  const inAnHour = new Date(Date.now() + 7_200_000).toUTCString();
  const headers = new Map([['retry-after', inAnHour]]);

  const error = readConnectorError({ statusCode: 429, response: { headers } }, 'post');

  expect(error).toMatchObject({ code: 'chat_throttled', retryAfterSeconds: 3600 });
});

it('leaves our own errors as they are', () => {
  const own = new AppError('chat_refused', 'No.');

  expect(readConnectorError(own, 'post')).toBe(own);
});
