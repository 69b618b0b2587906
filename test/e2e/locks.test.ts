import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { metricAlert } from '../support/alert-payloads';
import { eventGridBatch, eventScript } from '../support/device-events';
import { createSigningKey, type KeyServer, openKeyServer, type SigningKey } from '../support/entra';
import { type FakeConnector, openFakeConnector } from '../support/fake-connector';
import { createDataFolder, type Product, startProduct } from '../support/start-product';

// Each test starts the product, which takes seconds where others work on the same machine.
jest.setTimeout(60_000);

const guid = (end: string) => `00000000-0000-4000-8000-0000000000${end}`;
const canaries = {
  firstKey: 'canary-first-key-0001',
  secondKey: 'canary-second-key-0002',
  wrongKey: 'canary-wrong-key-0003',
  password: 'canary-app-password-0004',
  azure: 'canary-azure-secret-0005',
  body: 'canary-body-0006',
};

/** As a deployment sets it. What it would ask of Azure goes to a proxy that is not there. */
const outside = {
  LOG_LEVEL: 'trace',
  LOG_ANALYTICS_WORKSPACE_ID: guid('01'),
  IOT_HUB_RESOURCE_IDS: `/subscriptions/${guid('02')}/resourceGroups/rg/providers/Microsoft.Devices/IotHubs/contoso-hub`,
  WEBHOOK_KEYS: `${canaries.firstKey},${canaries.secondKey}`,
  WEBHOOK_AUDIENCE: 'api://reconnect',
  WEBHOOK_TENANT_ID: guid('03'),
  MicrosoftAppId: guid('04'),
  MicrosoftAppPassword: canaries.password,
  MicrosoftAppTenantId: guid('03'),
  AZURE_TENANT_ID: guid('03'),
  AZURE_CLIENT_ID: guid('05'),
  AZURE_CLIENT_SECRET: canaries.azure,
  HTTPS_PROXY: 'http://127.0.0.1:9',
  HTTP_PROXY: 'http://127.0.0.1:9',
};

let folder: ReturnType<typeof createDataFolder>;
const products: Product[] = [];

beforeEach(() => {
  folder = createDataFolder();
});

afterEach(async () => {
  for (const product of products.splice(0)) await product.kill();
  folder.remove();
});

async function start(env: Record<string, string>): Promise<Product> {
  const product = await startProduct(folder.path, env);
  products.push(product);
  return product;
}

const json = { 'content-type': 'application/json' };

function post(product: Product, path: string, body: unknown, headers = {}): Promise<Response> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return fetch(product.origin + path, {
    method: 'POST',
    headers: { ...json, ...headers },
    body: text,
  });
}

/** Everything it printed, wrote to its folder or tells who asks. */
async function readTraces(product: Product): Promise<string> {
  const told = await Promise.all(
    ['/metrics', '/readyz', '/healthz'].map(async (path) =>
      (await fetch(product.origin + path)).text(),
    ),
  );
  const files = readdirSync(folder.path).map((file) =>
    readFileSync(join(folder.path, file), 'latin1'),
  );
  return [product.output(), ...told, ...files].join('\n');
}

function expectNoCanary(text: string): void {
  const found = Object.values(canaries).filter((canary) => text.includes(canary));
  expect(found).toEqual([]);
}

describe('the product outside local mode', () => {
  it.each([
    ['WEBHOOK_KEYS or WEBHOOK_AUDIENCE', { WEBHOOK_KEYS: ', ,', WEBHOOK_AUDIENCE: ' ' }],
    ['WEBHOOK_TENANT_ID', { WEBHOOK_TENANT_ID: '' }],
    ['WEBHOOK_KEYS', { WEBHOOK_KEYS: 'canary-short' }],
    ['MicrosoftAppId', { MicrosoftAppId: ' ' }],
    ['MicrosoftAppPassword', { MicrosoftAppPassword: '' }],
    ['IOT_HUB_RESOURCE_IDS', { IOT_HUB_RESOURCE_IDS: '' }],
    ['ENTRA_ORIGIN', { ENTRA_ORIGIN: 'http://127.0.0.1:9' }],
  ])('does not start without %s', async (name, missing) => {
    const failure = await start({ ...outside, ...missing }).catch((error: Error) => error);

    expect(String(failure)).toMatch(new RegExp(`^Error: The product ended:[^]*\\n- ${name}:`));
    expectNoCanary(String(failure));
  });

  it('lets nobody in without a key or a token', async () => {
    const product = await start(outside);
    const [event] = eventGridBatch([eventScript().connected('device-1')]);
    const consent = {
      method: 'OPTIONS',
      headers: { 'webhook-request-origin': 'eventgrid.azure.net' },
    };

    const replies = await Promise.all([
      post(product, '/api/alerts', metricAlert()),
      post(product, '/api/alerts', metricAlert(), { 'x-reconnect-key': canaries.wrongKey }),
      post(product, `/api/alerts?key=${canaries.wrongKey}`, metricAlert()),
      post(product, '/api/alerts', metricAlert(), { authorization: `Bearer ${canaries.wrongKey}` }),
      post(product, '/api/events', [event]),
      post(product, `/api/events?key=${canaries.wrongKey}`, [event]),
      fetch(`${product.origin}/api/events`, consent),
      post(product, '/api/messages', message('https://smba.trafficmanager.net/emea/')),
      fetch(product.origin),
    ]);

    expect(replies.map(({ status }) => status)).toEqual([
      ...[401, 401, 401, 401, 401, 401, 401, 401],
      404,
    ]);
    expectNoCanary(await readTraces(product));
  });

  it('keeps its secrets to itself, whatever it is sent', async () => {
    const product = await start(outside);
    const withKey = { 'x-reconnect-key': canaries.firstKey };
    const query = `?key=${canaries.secondKey}`;
    const [event] = eventGridBatch([eventScript().connected('device-1')]);
    const odd = { ...event, eventTime: `never ${canaries.firstKey} ${canaries.password}` };

    const statuses = [
      await post(product, '/api/alerts', metricAlert(), withKey),
      await post(product, `/api/alerts${query}`, metricAlert({ alertId: 'a2' })),
      await post(product, `/api/alerts${query}`, canaries.body),
      await post(product, '/api/alerts', `{"key":"${canaries.firstKey}"}`, {
        ...withKey,
        'user-agent': `curl ${canaries.secondKey}`,
        cookie: `session=${canaries.body}`,
      }),
      await post(product, `/api/events${query}`, [event, odd]),
      await post(product, `/api/events${query}`, [{ odd }]),
    ].map(({ status }) => status);

    expect(statuses).toEqual([202, 202, 400, 400, 200, 400]);
    // What was refused is kept to be looked at, but is not in any log.
    expect(product.output()).not.toContain(canaries.body);
    expectNoCanary((await readTraces(product)).replaceAll(canaries.body, ''));
  });
});

function message(serviceUrl: string, text = 'subscribe') {
  return {
    type: 'message',
    id: 'message-in',
    channelId: 'msteams',
    serviceUrl,
    from: { id: 'ada', name: 'Ada' },
    recipient: { id: 'bot', name: 'Reconnect' },
    conversation: { id: 'ops', conversationType: 'personal' },
    text,
  };
}

describe('the product where tokens are asked for', () => {
  let key: SigningKey;
  let entra: KeyServer;
  let chat: FakeConnector;

  beforeEach(async () => {
    key = await createSigningKey('key-1');
    entra = await openKeyServer(key);
    chat = await openFakeConnector();
  });

  afterEach(async () => {
    await entra.close();
    await chat.close();
  });

  it('takes alerts with the token of an action group and events with that of Event Grid', async () => {
    const { LOG_LEVEL, WEBHOOK_AUDIENCE, WEBHOOK_TENANT_ID } = outside;
    const product = await start({
      ...{ LOG_LEVEL, WEBHOOK_AUDIENCE, WEBHOOK_TENANT_ID },
      ENTRA_ORIGIN: entra.origin,
    });
    const bearer = async (appid: string, roles: string[]) => ({
      authorization: `Bearer ${await key.sign(claims(appid, roles))}`,
    });
    const ofGroup = await bearer(actionGroups, ['ActionGroupsSecureWebhook']);
    const ofEvents = await bearer(eventGrid, []);
    const events = eventGridBatch([eventScript().connected('device-1')]);

    const statuses = [
      await post(product, '/api/alerts', metricAlert(), ofGroup),
      await post(product, '/api/alerts', metricAlert(), ofEvents),
      await post(product, '/api/alerts', metricAlert()),
      await post(product, '/api/events', events, ofEvents),
      await post(product, '/api/events', events, ofGroup),
      await post(product, '/api/events', events),
    ].map(({ status }) => status);

    expect(statuses).toEqual([202, 401, 401, 200, 401, 401]);
    for (const { authorization } of [ofGroup, ofEvents]) {
      expect(await readTraces(product)).not.toContain(authorization.split('.')[1]);
    }
  });

  it('shows no secret on the card about what it refused', async () => {
    const { LOG_LEVEL, WEBHOOK_KEYS, MicrosoftAppPassword } = outside;
    const product = await start({ LOG_LEVEL, WEBHOOK_KEYS, MicrosoftAppPassword });
    await post(product, '/api/messages', message(chat.serviceUrl));
    await chat.call(1);

    const { status } = await post(
      product,
      `/api/alerts?key=${canaries.firstKey}`,
      `{"schemaId":"${canaries.secondKey}","x":"${canaries.password}"}`,
      { 'user-agent': `curl ${canaries.firstKey}` },
    );
    const card = await chat.call(2);

    expect(status).toBe(400);
    expect(JSON.stringify(card.body)).toContain('webhook key 1');
    expectNoCanary(JSON.stringify(chat.calls) + (await readTraces(product)));
  });
});

const actionGroups = '461e8683-5575-4561-ac7f-899cc907d62a';
const eventGrid = '4962773b-9cdb-44cf-a8bf-237846a00ab7';

function claims(appid: string, roles: string[]) {
  const now = Math.floor(Date.now() / 1000);
  return {
    ...{ aud: outside.WEBHOOK_AUDIENCE, tid: outside.WEBHOOK_TENANT_ID, appid, roles },
    iss: `https://sts.windows.net/${outside.WEBHOOK_TENANT_ID}/`,
    ...{ iat: now, nbf: now - 60, exp: now + 3600 },
  };
}
