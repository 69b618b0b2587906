import { createHmac, createPublicKey } from 'node:crypto';
import { CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import type { JWTPayload } from 'jose';
import { connectAdapter } from '../../../src/adapters/teams/connect-adapter';
import { takeTurn } from '../../../src/adapters/teams/take-turn';
import { clouds } from '../../../src/clouds';
import {
  createSigningKey,
  type KeyServer,
  openKeyServer,
  type SigningKey,
} from '../../support/entra';
import { recordedLog } from '../../support/recorded-log';
import { executeActivity, messageActivity } from '../../support/teams-activities';

const appId = '22222222-3333-4444-8555-666666666666';
const stranger = '99999999-9999-4999-8999-999999999999';
const tenantId = '11111111-2222-4333-8444-555555555555';
const issuer = 'https://api.botframework.com';
const serviceUrl = 'https://smba.trafficmanager.net/emea/';
const bot = {
  ...{ appType: 'SingleTenant', appId, appPassword: 'a-password', tenantId },
  ...{ tenantIds: [tenantId], chatHosts: clouds.public.chatHosts },
};

let key: SigningKey;
let otherKey: SigningKey;
let channelKeys: KeyServer;
let heard: string[];
let lines: () => string[];

beforeAll(async () => {
  key = await createSigningKey('key-1');
  otherKey = await createSigningKey('key-2');
  channelKeys = await openKeyServer();
  publish([{ ...key.publicJwk, endorsements: ['msteams'] }]);
});

afterAll(() => channelKeys.close());

beforeEach(() => {
  heard = [];
  // The SDK itself writes there what is wrong with a token.
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
});

afterEach(() => jest.restoreAllMocks());

/** The document that names the keys, and the keys: the SDK asks for one after the other. */
function publish(keys: object[]): void {
  const body = JSON.stringify({ jwks_uri: `${channelKeys.origin}/keys`, keys });
  channelKeys.reply = { status: 200, headers: { 'content-type': 'application/json' }, body };
}

/** As the product connects, but with the keys of this machine in place of the Bot Framework's. */
function connection() {
  const authentication = new ConfigurationBotFrameworkAuthentication({
    MicrosoftAppType: bot.appType,
    MicrosoftAppId: appId,
    MicrosoftAppPassword: bot.appPassword,
    MicrosoftAppTenantId: tenantId,
    ToBotFromChannelTokenIssuer: issuer,
    ToBotFromChannelOpenIdMetadataUrl: `${channelKeys.origin}/openid`,
    ToBotFromEmulatorOpenIdMetadataUrl: `${channelKeys.origin}/openid`,
    ToChannelFromBotOAuthScope: issuer,
  });
  return { ...connectAdapter(bot), authentication, adapter: new CloudAdapter(authentication) };
}

async function send(authorization: string | undefined, activity: Record<string, unknown> = {}) {
  const recorded = recordedLog();
  lines = recorded.lines;
  const headers = authorization === undefined ? {} : { authorization };
  const body = messageActivity({
    serviceUrl,
    text: 'canary text',
    channelData: { tenant: { id: tenantId } },
    conversation: { id: 'a:personal', conversationType: 'personal', tenantId },
    ...activity,
  });
  return takeTurn(
    { headers, body },
    {
      bot,
      connection: connection(),
      channel: {
        name: 'teams',
        post: async () => '',
        update: async () => undefined,
        reply: async () => '',
      },
      handlers: {
        message: async ({ text }) => void heard.push(text),
        action: () => Promise.reject(new Error('not clicked here')),
        added: async () => undefined,
      },
      renderCard: () => ({}),
      log: recorded.log,
      now: () => new Date('2026-11-21T03:16:00Z'),
    },
  );
}

function claims(overrides: JWTPayload = {}): JWTPayload {
  const now = Math.floor(Date.now() / 1000);
  return {
    iss: issuer,
    aud: appId,
    serviceurl: serviceUrl,
    nbf: now,
    exp: now + 3600,
    ...overrides,
  };
}

it('hears what the Bot Framework brings from a known tenant', async () => {
  const reply = await send(`Bearer ${await key.sign(claims())}`);

  expect(reply.status).toBe(200);
  expect(heard).toEqual(['canary text']);
});

describe('a chat request', () => {
  it.each<[string, () => Promise<string | undefined>]>([
    ['no header', async () => undefined],
    ['an empty header', async () => ''],
    ['a scheme and no token', async () => 'Bearer'],
    ['another scheme', async () => `Basic ${await key.sign(claims())}`],
    ['two tokens', async () => `Bearer ${await key.sign(claims())} ${await key.sign(claims())}`],
    ['garbage', async () => 'Bearer garbage'],
    ['parts that are no JSON', async () => 'Bearer a.b.c'],
    ['another audience', () => signed({ aud: stranger })],
    ['no audience', () => signed({ aud: undefined })],
    ['another issuer', () => signed({ iss: 'https://evil.example' })],
    ['the issuer of another cloud', () => signed({ iss: 'https://api.botframework.us' })],
    ['a time that is over', () => signed({ exp: secondsFromNow(-3600), nbf: undefined })],
    ['a time to come', () => signed({ nbf: secondsFromNow(1800) })],
    ['another service URL', () => signed({ serviceurl: 'https://smba.trafficmanager.net/amer/' })],
    ['no service URL', () => signed({ serviceurl: undefined })],
    ['an unknown key', async () => `Bearer ${await otherKey.sign(claims())}`],
    [
      'another key in the name of the right one',
      async () => `Bearer ${await otherKey.sign(claims(), { kid: 'key-1' })}`,
    ],
    [
      'the algorithm none',
      async () => `Bearer ${encode({ alg: 'none', kid: 'key-1' })}.${encode(claims())}.`,
    ],
    ['the public key as its secret', async () => `Bearer ${signedWithPublicKey()}`],
    [
      'the token of another bot',
      () => signed({ appid: stranger, azp: stranger, ver: '2.0', iss: issuerOfBots }),
    ],
  ])('with %s is refused', async (_what, authorize) => {
    const authorization = await authorize();

    const reply = await send(authorization);

    expect([401, 403]).toContain(reply.status);
    expect(heard).toEqual([]);
    for (const part of (authorization ?? '').split(/[ .]/).filter((each) => each.length > 10)) {
      expect(`${lines().join()}${JSON.stringify(reply)}`).not.toContain(part);
    }
  });

  it('on a channel that the key is not endorsed for is refused', async () => {
    const reply = await send(await signed({}), { channelId: 'webchat' });

    expect(reply.status).toBe(401);
  });

  it.each<[string, Record<string, unknown>]>([
    ['another tenant', { channelData: { tenant: { id: stranger } } }],
    ['a conversation of another tenant', { conversation: { id: 'a:1', tenantId: stranger } }],
    ['no tenant', { channelData: undefined, conversation: { id: 'a:1' } }],
    ['a tenant that is none', { channelData: { tenant: { id: '' } } }],
  ])('from %s is refused, and its text logged nowhere', async (_what, activity) => {
    const reply = await send(await signed({}), activity);

    expect(reply).toMatchObject({ status: 403, body: { error: { code: 'tenant_refused' } } });
    expect(heard).toEqual([]);
    expect(lines().join()).toContain('chat request refused');
    expect(lines().join()).not.toContain('canary');
  });

  it('says of its tenant in any case, and in one of the two places', async () => {
    const replies = [
      await send(await signed({}), { channelData: { tenant: { id: tenantId.toUpperCase() } } }),
      await send(await signed({}), { channelData: 'something else' }),
      await send(await signed({}), { conversation: { id: 'a:1' } }),
    ];

    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200]);
  });

  it('that clicks is held to the same', async () => {
    const click = executeActivity({}, { serviceUrl, channelData: { tenant: { id: stranger } } });

    const reply = await send(await signed({}), click);

    expect(reply.status).toBe(403);
  });

  it('from a host that is not of the cloud is refused, though its token fits', async () => {
    const elsewhere = 'https://smba.infra.gov.teams.microsoft.us/gcch/';

    const reply = await send(await signed({ serviceurl: elsewhere }), { serviceUrl: elsewhere });

    expect(reply).toMatchObject({ status: 403, body: { error: { code: 'service_url_refused' } } });
  });
});

it('is a fault of ours when the keys of the Bot Framework cannot be had', async () => {
  const away = await openKeyServer();
  const here = channelKeys;
  away.reply = 'cut';
  channelKeys = away;

  const reply = await send(await signed({}));
  channelKeys = here;
  await away.close();

  expect(reply).toMatchObject({ status: 503, headers: { 'retry-after': '5' } });
});

it.each(Object.entries(clouds))('connects in the cloud %s', (_name, { channelService }) => {
  expect(() => connectAdapter({ ...bot, channelService })).not.toThrow();
});

it('does not connect to a Bot Framework that the SDK does not know', () => {
  const channelService = 'https://evil.example';

  expect(() => connectAdapter({ ...bot, channelService })).toThrow('ChannelService');
});

/** One of those by which the SDK knows a token of a bot. */
const issuerOfBots = 'https://login.microsoftonline.com/d6d49420-f39b-4df7-a1dc-d59a935871db/v2.0';

async function signed(overrides: JWTPayload): Promise<string> {
  return `Bearer ${await key.sign(claims(overrides))}`;
}

function signedWithPublicKey(): string {
  const content = `${encode({ alg: 'HS256', kid: 'key-1' })}.${encode(claims())}`;
  const jwk = createPublicKey({ key: { ...key.publicJwk }, format: 'jwk' });
  const secret = jwk.export({ type: 'pkcs1', format: 'pem' });
  return `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`;
}

function secondsFromNow(seconds: number): number {
  return Math.floor(Date.now() / 1000) + seconds;
}

function encode(part: unknown): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
