import { createHmac, createPublicKey } from 'node:crypto';
import type { JWTPayload } from 'jose';
import { createTokenVerifier } from '../../../src/adapters/entra/token-verifier';
import { createIdentifySender } from '../../../src/http/authenticate/identify-sender';
import {
  createSigningKey,
  type KeyServer,
  openKeyServer,
  type SigningKey,
} from '../../support/entra';
import { type HandClock, handClock } from '../../support/hand-clock';
import { type HttpBench, openHttpBench } from '../../support/http-bench';

const tenantId = '11111111-2222-4333-8444-555555555555';
const clientId = '22222222-3333-4444-8555-666666666666';
const actionGroupAppId = '461e8683-5575-4561-ac7f-899cc907d62a';
const eventGridAppId = '4962773b-9cdb-44cf-a8bf-237846a00ab7';
const stranger = '99999999-9999-4999-8999-999999999999';
const sharedKey = 'a-canary-key-long-enough';
const start = new Date('2026-11-21T03:16:00Z');
const startSeconds = start.getTime() / 1000;

let key: SigningKey;
let otherKey: SigningKey;
let entra: KeyServer;
let clock: HandClock;
let bench: HttpBench;
let received: number;

beforeAll(async () => {
  key = await createSigningKey('key-1');
  otherKey = await createSigningKey('key-2');
});

beforeEach(async () => {
  entra = await openKeyServer(key);
  clock = handClock(start);
  bench = await openBench([]);
});

afterEach(async () => {
  await bench.close();
  await entra.close();
});

async function openBench(keys: string[]): Promise<HttpBench> {
  received = 0;
  const expected = {
    entraOrigin: entra.origin,
    tokenServiceOrigin: 'https://sts.windows.net',
    tenantId,
    audiences: [clientId, 'api://reconnect'],
    actionGroupAppId,
    eventGridAppId,
  };
  return openHttpBench({
    identifySender: createIdentifySender({
      keys,
      tokens: createTokenVerifier(expected, { clock }),
    }),
    receiveAlert: async () => {
      received += 1;
      return 'accepted';
    },
    events: {
      read: () => ({ kind: 'farewell' }),
      receive: async () => [],
      subscriptions: [],
    },
  });
}

/** As an action group's secure webhook sends it, version 1. */
function claims(overrides: JWTPayload = {}): JWTPayload {
  return {
    aud: 'api://reconnect',
    iss: `https://sts.windows.net/${tenantId}/`,
    iat: startSeconds,
    nbf: startSeconds,
    exp: startSeconds + 3600,
    appid: actionGroupAppId,
    appidacr: '2',
    roles: ['ActionGroupsSecureWebhook'],
    tid: tenantId,
    ver: '1.0',
    ...overrides,
  };
}

function claimsV2(overrides: JWTPayload = {}): JWTPayload {
  return claims({
    ...{ aud: clientId, iss: `${entra.origin}/${tenantId}/v2.0`, ver: '2.0' },
    ...{ appid: undefined, azp: actionGroupAppId, azpacr: '2' },
    ...overrides,
  });
}

function eventGridClaims(overrides: JWTPayload = {}): JWTPayload {
  return claims({ aud: clientId, appid: eventGridAppId, roles: undefined, ...overrides });
}

async function post(token: string, path = '/api/alerts') {
  return bench.post(path, '{}', { authorization: `Bearer ${token}` });
}

describe('a token of Entra', () => {
  it.each([
    ['an action group, version 1', '/api/alerts', () => claims(), 202],
    ['an action group, version 2', '/api/alerts', () => claimsV2(), 202],
    ['Event Grid, version 1', '/api/events', () => eventGridClaims(), 200],
    [
      'Event Grid, version 2',
      '/api/events',
      () => claimsV2({ azp: eventGridAppId, roles: undefined }),
      200,
    ],
    [
      'a clock ahead by five minutes',
      '/api/alerts',
      () => claims({ nbf: startSeconds + 299 }),
      202,
    ],
    [
      'a clock behind by five minutes',
      '/api/alerts',
      () => claims({ exp: startSeconds - 299 }),
      202,
    ],
    ['another spelling of the ids', '/api/alerts', () => claims({ aud: 'API://Reconnect' }), 202],
  ])('from %s is let in', async (_what, path, claimsOf, status) => {
    const reply = await post(await key.sign(claimsOf()), path);

    expect(reply.status).toBe(status);
    expect(entra.asked).toEqual([`/${tenantId}/discovery/v2.0/keys`]);
  });

  it.each<[string, string, () => JWTPayload]>([
    ['audience', 'another audience', () => claims({ aud: stranger })],
    ['malformed', 'several audiences', () => claims({ aud: [clientId, stranger] })],
    ['malformed', 'no audience', () => claims({ aud: undefined })],
    ['issuer', 'another issuer', () => claims({ iss: 'https://evil.example/' })],
    ['issuer', 'the issuer of another tenant', () => claims({ iss: issuerOf(stranger) })],
    ['issuer', 'an issuer that only begins right', () => claims({ iss: `${issuerOf(tenantId)}x` })],
    ['tenant', 'another tenant', () => claims({ tid: stranger, iss: issuerOf(stranger) })],
    ['malformed', 'no tenant', () => claims({ tid: undefined })],
    ['application', 'another application', () => claims({ appid: stranger })],
    ['application', 'another application, version 2', () => claimsV2({ azp: stranger })],
    ['application', 'two applications', () => claims({ azp: stranger })],
    ['application', 'no application', () => claims({ appid: undefined })],
    ['application', 'Event Grid', () => claims({ appid: eventGridAppId })],
    ['role', 'another role', () => claims({ roles: ['Reader'] })],
    ['role', 'no role', () => claims({ roles: undefined })],
    ['role', 'a role that is no list', () => claims({ roles: 'ActionGroupsSecureWebhook' })],
    ['expired', 'a time that is over', () => claims({ exp: startSeconds - 301 })],
    ['malformed', 'no end', () => claims({ exp: undefined })],
    ['not yet valid', 'a time to come', () => claims({ nbf: startSeconds + 301 })],
    ['malformed', 'no beginning', () => claims({ nbf: undefined })],
  ])('is refused (%s) for %s', async (fault, _what, claimsOf) => {
    const token = await key.sign(claimsOf());

    const reply = await post(token);

    expectRefused(reply, fault, token);
  });

  it.each(['/api/alerts', '/api/events'])(
    'opens only the door of its sender, not %s',
    async (path) => {
      const token = await key.sign(path === '/api/events' ? claims() : eventGridClaims());

      expectRefused(await post(token, path), 'application', token);
    },
  );

  it('is refused when another key signed it in the name of the right one', async () => {
    const token = await otherKey.sign(claims(), { kid: 'key-1' });

    expectRefused(await post(token), 'signature', token);
  });

  it('is refused when a claim was changed after it was signed', async () => {
    const [header, , signature] = (await key.sign(claims({ exp: startSeconds - 999 }))).split('.');
    const token = `${header}.${encode(claims())}.${signature}`;

    expectRefused(await post(token), 'signature', token);
  });

  it.each(['none', 'None', 'nOnE'])('is refused unsigned, with the algorithm %s', async (alg) => {
    const token = `${encode({ alg, typ: 'JWT', kid: 'key-1' })}.${encode(claims())}.`;

    expectRefused(await post(token), 'algorithm', token);
  });

  it('is refused when the public key was its secret', async () => {
    const jwk = { ...key.publicJwk } as Record<string, string>;
    const pem = createPublicKey({ key: jwk, format: 'jwk' }).export({
      type: 'spki',
      format: 'pem',
    });
    const content = `${encode({ alg: 'HS256', kid: 'key-1' })}.${encode(claims())}`;
    const token = `${content}.${createHmac('sha256', pem).update(content).digest('base64url')}`;

    expectRefused(await post(token), 'algorithm', token);
  });

  it.each([
    ['a key of its own', { jwk: {} }],
    ['an address for keys', { jku: 'https://evil.example/keys' }],
  ])('is not verified with %s that it brings along', async (_what, header) => {
    const extra = 'jwk' in header ? { jwk: otherKey.publicJwk } : header;
    const token = await otherKey.sign(claims(), { kid: 'key-1', ...extra });

    expectRefused(await post(token), 'signature', token);
  });

  it.each([
    'garbage',
    'a.b.c',
    '..',
    'eyJhbGciOiJSUzI1NiJ9..',
    `${encode({ alg: 'RS256', kid: 'key-1' })}.${encode([])}.AAAA`,
    `${encode({ alg: 'RS256', kid: 'key-1' })}.${encode(null)}.AAAA`,
    `${encode({ alg: 'RS256' })}.${encode(claims())}.AAAA`,
    `${encode({ alg: 'RS256', kid: 7 })}.${encode(claims())}.AAAA`,
    `${encode({ alg: 'RS256', kid: 'key-1' })}.a.b.c.d`,
    'x'.repeat(10_000),
  ])('is refused when it is none (%#)', async (token) => {
    expectRefused(await post(token), 'malformed', token);
    expect(entra.asked).toEqual([]);
  });

  it('that cannot be for us costs no question about keys', async () => {
    const unknown = await otherKey.sign(claims({ aud: stranger }));

    await Promise.all(Array.from({ length: 20 }, () => post(unknown)));

    expect(entra.asked).toEqual([]);
  });
});

describe('a request', () => {
  it.each([
    ['nothing', {}],
    ['an empty header', { authorization: '' }],
    ['a scheme and no token', { authorization: 'Bearer' }],
    ['a password', { authorization: 'Basic YWxleDpodW50ZXIy' }],
    ['a key where there are none', { 'x-reconnect-key': sharedKey }],
  ])('with %s is refused', async (_what, headers) => {
    const reply = await bench.post('/api/alerts', '{}', headers as Record<string, string>);

    expect(reply.status).toBe(401);
    expect(reply.json).toMatchObject({ code: 'webhook_key_wrong' });
    expect(received).toBe(0);
  });

  it('with two tokens is refused, however they are written', async () => {
    const token = await key.sign(claims());

    const listed = await bench.post('/api/alerts', '{}', {
      authorization: `Bearer ${token}, Bearer ${token}`,
    });
    const repeated = await bench.raw(
      `POST /api/alerts HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Type: application/json\r\nAuthorization: Bearer ${token}\r\nAuthorization: Bearer ${token}\r\nConnection: close\r\n\r\n{}`,
    );

    expectRefused(listed, 'several', token);
    expect(repeated).toContain('HTTP/1.1 401');
    expect(received).toBe(0);
  });

  it('may bring a key where both are taken, whatever token is beside it', async () => {
    await bench.close();
    bench = await openBench([sharedKey]);

    const replies = [
      await bench.post('/api/alerts', '{}', { 'x-reconnect-key': sharedKey }),
      await bench.post(`/api/alerts?key=${sharedKey}`, '{}', { authorization: 'Bearer garbage' }),
      await post(await key.sign(claims())),
      await bench.post('/api/alerts', '{}', { 'x-reconnect-key': 'another-key-long-enough' }),
    ];

    expect(replies.map(({ status }) => status)).toEqual([202, 202, 202, 401]);
  });
});

describe('where no tokens are taken', () => {
  it.each([
    [[sharedKey], {}, 401],
    [[sharedKey], { authorization: `Bearer ${sharedKey}` }, 401],
    [[sharedKey], { 'x-reconnect-key': sharedKey }, 202],
    [[], {}, 202],
  ])('the keys %p decide about %p: %d', async (keys, headers, status) => {
    await bench.close();
    bench = await openHttpBench({
      identifySender: createIdentifySender({ keys, tokens: undefined }),
    });

    const reply = await bench.post('/api/alerts', '{}', headers as Record<string, string>);

    expect(reply.status).toBe(status);
    expect(bench.logText()).not.toContain('canary');
  });
});

describe('the keys of Entra', () => {
  it('are asked for once', async () => {
    const token = await key.sign(claims());

    const replies = await Promise.all(Array.from({ length: 10 }, () => post(token)));

    expect(replies.map(({ status }) => status)).toEqual(Array(10).fill(202));
    expect(entra.asked).toHaveLength(1);
  });

  it('may change without a restart', async () => {
    await post(await key.sign(claims()));
    entra.publish(otherKey);
    clock.advance(30);

    const reply = await post(await otherKey.sign(claims()));

    expect(reply.status).toBe(202);
    expect(entra.asked).toHaveLength(2);
  });

  it('are asked for once in 30 seconds, however many unknown ones are named', async () => {
    await post(await key.sign(claims()));
    clock.advance(30);

    const first = await post(await otherKey.sign(claims(), { kid: 'unknown-0' }));
    const flood = await Promise.all(
      Array.from({ length: 20 }, async (_, i) =>
        post(await otherKey.sign(claims(), { kid: `unknown-${i + 1}` })),
      ),
    );

    expectRefused(first, 'key');
    expect(flood.map(({ status }) => status)).toEqual(Array(20).fill(503));
    expect(entra.asked).toHaveLength(2);
  });

  it('let known senders in while somebody asks for unknown ones', async () => {
    await post(await key.sign(claims()));
    await post(await otherKey.sign(claims()));

    const reply = await post(await key.sign(claims()));

    expect(reply.status).toBe(202);
  });

  it('are refused at the first token when Entra has just told of others', async () => {
    const token = await otherKey.sign(claims());

    expectRefused(await post(token), 'key', token);
  });

  it.each<[string, KeyServer['reply']]>([
    ['breaks off', 'cut'],
    ['answers 500', { status: 500, body: '{}' }],
    ['answers 404', { status: 404, body: '{}' }],
    ['answers no JSON', { status: 200, body: '<html>' }],
    ['answers something else', { status: 200, body: '{"keys": "none"}' }],
    ['answers no keys', { status: 200, body: '{"keys": []}' }],
  ])('that cannot be had are no reason to refuse: Entra %s', async (_what, answer) => {
    entra.reply = answer;
    const token = await key.sign(claims());

    const reply = await post(token);

    expect(reply.status).toBe(503);
    expect(reply.headers.get('retry-after')).toBe('5');
    expect(received).toBe(0);
    expect(bench.logText()).toContain('token_keys_unavailable');
    for (const part of token.split('.')) expect(bench.logText()).not.toContain(part);
  });

  it('are asked for again once Entra is back, and not for each token before', async () => {
    const token = await key.sign(claims());
    entra.reply = 'cut';
    await post(token);
    await post(token);
    entra.publish(key);
    clock.advance(5);

    const reply = await post(token);

    expect(reply.status).toBe(202);
    expect(entra.asked).toHaveLength(2);
  });

  it('are not taken from where Entra redirects to', async () => {
    const elsewhere = await openKeyServer(key);
    const location = `${elsewhere.origin}/keys`;
    entra.reply = { status: 302, headers: { location }, body: '' };

    const reply = await post(await key.sign(claims()));
    await elsewhere.close();

    expect(reply.status).toBe(503);
    expect(elsewhere.asked).toEqual([]);
  });

  it('are asked for again after an hour, and do for a day while Entra is away', async () => {
    await post(await key.sign(claims()));
    entra.reply = 'cut';

    clock.advance(3600);
    const anHourLater = await post(await key.sign(claimsAt(3600)));
    clock.advance(23 * 3600 - 1);
    const nearlyADayLater = await post(await key.sign(claimsAt(24 * 3600 - 1)));
    clock.advance(1);
    const aDayLater = await post(await key.sign(claimsAt(24 * 3600)));

    expect([anHourLater, nearlyADayLater, aDayLater].map(({ status }) => status)).toEqual([
      202, 202, 503,
    ]);
    expect(entra.asked).toHaveLength(3);
  });

  it('that were withdrawn let nobody in after an hour', async () => {
    await post(await key.sign(claims()));
    entra.publish(otherKey);
    clock.advance(3600);

    const reply = await post(await key.sign(claimsAt(3600)));

    expectRefused(reply, 'key');
  });
});

function issuerOf(tenant: string): string {
  return `https://sts.windows.net/${tenant}/`;
}

function claimsAt(seconds: number): JWTPayload {
  return claims({ nbf: startSeconds + seconds, exp: startSeconds + seconds + 3600 });
}

function encode(part: unknown): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

/** The kind of fault is told and logged; nothing of the token is. */
function expectRefused(
  reply: { status: number; text: string; json: unknown },
  fault: string,
  token?: string,
): void {
  expect(reply.status).toBe(401);
  expect(reply.json).toMatchObject({
    code: 'token_refused',
    message: expect.stringContaining(`(${fault})`),
  });
  expect(bench.logText()).toContain(`(${fault})`);
  const told = `${reply.text}${bench.logText()}`;
  for (const secret of [stranger, tenantId, clientId, token]) {
    if (secret !== undefined) expect(told).not.toContain(secret);
  }
  for (const part of (token ?? '').split('.').filter((each) => each.length > 8)) {
    expect(told).not.toContain(part);
  }
}
