import { createFetchKeys } from '../../../src/adapters/entra/fetch-keys';
import { type KeyServer, openKeyServer } from '../../support/entra';

let entra: KeyServer;

beforeEach(async () => {
  entra = await openKeyServer();
});

afterEach(() => entra.close());

it('gives up an Entra that never answers, and says that the same may succeed later', async () => {
  entra.reply = 'silence';

  await expect(createFetchKeys(entra.origin, 'tenant', 20)()).rejects.toMatchObject({
    code: 'token_keys_unavailable',
    retryable: true,
  });
});

it('asks for the keys of its tenant', async () => {
  const keys = [{ kty: 'RSA', kid: 'key-1', n: 'AQAB', e: 'AQAB' }];
  entra.reply = { status: 200, body: JSON.stringify({ keys }) };

  expect(await createFetchKeys(entra.origin, 'tenant')()).toEqual({ keys });
  expect(entra.asked).toEqual(['/tenant/discovery/v2.0/keys']);
});
