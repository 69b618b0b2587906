import { hubArmId, metricAlert, resolvedMetricAlert } from '../support/alert-payloads';
import {
  type ConnectorCall,
  type FakeConnector,
  openFakeConnector,
} from '../support/fake-connector';
import { createDataFolder, type Product, startProduct } from '../support/start-product';
import { messageActivity } from '../support/teams-activities';

const firedDateTime = new Date(Date.now() - 60_000).toISOString();
// Every test starts the product twice, and a card that failed waits ten seconds.
jest.setTimeout(60_000);

const silent = { status: 200, silent: true } as const;

let folder: ReturnType<typeof createDataFolder>;
let chat: FakeConnector;
let product: Product;

beforeEach(async () => {
  folder = createDataFolder();
  chat = await openFakeConnector();
  product = await startProduct(folder.path);
  await subscribe();
});

afterEach(async () => {
  await product.kill();
  await chat.close();
  folder.remove();
});

describe('the product, killed', () => {
  it('right after it acknowledged an alert, posts exactly one card when it is back', async () => {
    await chat.goAway();
    const status = await post(metricAlert({ firedDateTime }));

    await product.kill();
    await chat.comeBack();
    product = await startProduct(folder.path);
    const card = await nextCard(1);
    await carryAnother();

    expect(status).toBe(202);
    expect(card).toMatchObject({ method: 'POST' });
    expect(newCards('contoso-hub')).toHaveLength(1);
  });

  it('between the first card and its answer, updates that card when it is back', async () => {
    chat.answerNext({ status: 200, body: { id: 'the-card' } }, silent);
    await post(metricAlert({ firedDateTime }));
    await nextCard(2);

    await product.kill();
    product = await startProduct(folder.path);
    const update = await nextCard(3);

    expect(cards().map(({ method }) => method)).toEqual(['POST', 'PUT', 'PUT']);
    expect(update.path).toMatch(/\/activities\/the-card$/);
    expect(JSON.stringify(update.body)).not.toContain('may repeat');
  });

  it('while nobody knows whether the card arrived, repeats it once and says so', async () => {
    chat.answerNext(silent);
    await post(metricAlert({ firedDateTime }));
    await nextCard(1);

    await product.kill();
    product = await startProduct(folder.path);
    const repeat = await nextCard(2);
    await carryAnother();

    expect(newCards('contoso-hub')).toHaveLength(2);
    expect(JSON.stringify(repeat.body)).toMatch(/may repeat the card of/i);
    expect(await metrics()).toContain('reconnect_repeated_cards_total 1\n');
  });

  it('after the card was finished, updates it when the alert is resolved', async () => {
    chat.answerNext({ status: 200, body: { id: 'the-card' } });
    await post(metricAlert({ firedDateTime }));
    await nextCard(2);

    await product.kill();
    product = await startProduct(folder.path);
    const resolvedDateTime = new Date().toISOString();
    await post(resolvedMetricAlert({ firedDateTime, resolvedDateTime }));
    const resolved = await findCard(({ body }) => JSON.stringify(body).includes('Resolved'));

    expect(resolved).toMatchObject({ method: 'PUT' });
    expect(resolved.path).toMatch(/\/activities\/the-card$/);
    expect(cards().filter(({ method }) => method === 'POST')).toHaveLength(1);
  });

  it('after it refused an alert, still tells of that, and not twice', async () => {
    await chat.goAway();
    const status = await post(metricAlert({ firedDateTime: 'yesterday' }));

    await product.kill();
    await chat.comeBack();
    product = await startProduct(folder.path);
    const card = await nextCard(1);
    await post(metricAlert({ firedDateTime: 'tomorrow' }));
    await findCard(({ body }) => JSON.stringify(body).includes('2 alerts could not be taken'));

    expect(status).toBe(400);
    expect(JSON.stringify(card.body)).toContain('1 alert could not be taken');
    expect(JSON.stringify(card.body)).toContain('data.essentials.firedDateTime');
    expect(cards().filter(({ method }) => method === 'POST')).toHaveLength(1);
  });
});

async function subscribe(): Promise<void> {
  const activity = messageActivity({ serviceUrl: chat.serviceUrl, text: 'subscribe' });
  await send('/api/messages', activity);
  await chat.call(1);
}

function post(payload: unknown): Promise<number> {
  return send('/api/alerts', payload);
}

async function send(path: string, body: unknown): Promise<number> {
  const response = await fetch(product.origin + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  await response.text();
  return response.status;
}

async function metrics(): Promise<string> {
  return (await fetch(`${product.origin}/metrics`)).text();
}

/** What came after the answer to "subscribe", without the replies in threads. */
function cards(): ConnectorCall[] {
  return chat.calls.slice(1).filter(({ body }) => Array.isArray(body.attachments));
}

function newCards(hub: string): ConnectorCall[] {
  return cards().filter(
    ({ method, body }) => method === 'POST' && JSON.stringify(body).includes(hub),
  );
}

async function nextCard(number: number): Promise<ConnectorCall> {
  for (let calls = number; ; calls++) {
    await chat.call(calls);
    const card = cards()[number - 1];
    if (card !== undefined) return card;
  }
}

async function findCard(isIt: (call: ConnectorCall) => boolean): Promise<ConnectorCall> {
  for (let number = 1; ; number++) {
    const card = await nextCard(number);
    if (isIt(card)) return card;
  }
}

/** An alert of another hub gets its card: whatever was to come of the one before has come. */
async function carryAnother(): Promise<void> {
  const other = { alertTargetIDs: [hubArmId.replace('contoso-hub', 'other-hub')] };
  const named = { ...other, configurationItems: ['other-hub'], alertId: 'another' };
  await post(metricAlert({ ...named, firedDateTime }));
  await findCard(({ body }) => JSON.stringify(body).includes('other-hub'));
}
