import { metricAlert } from '../support/alert-payloads';
import { type FakeConnector, openFakeConnector } from '../support/fake-connector';
import { createDataFolder, type Product, startProduct } from '../support/start-product';
import { messageActivity } from '../support/teams-activities';

// Nothing here is measured: what does not end is ended by this.
jest.setTimeout(60_000);

const alerts = 60;

let folder: ReturnType<typeof createDataFolder>;
let chat: FakeConnector;
let product: Product;

beforeEach(async () => {
  folder = createDataFolder();
  chat = await openFakeConnector();
  // The service may take an hour for a query: only giving up ends the wait for it.
  product = await startProduct(folder.path, { QUERY_TIMEOUT_SECONDS: '600' });
  await send('/api/messages', messageActivity({ serviceUrl: chat.serviceUrl, text: 'subscribe' }));
  await chat.call(1);
  await orderFault('time-out');
});

afterEach(async () => {
  await product.kill();
  await chat.close();
  folder.remove();
});

describe('the product, told to stop', () => {
  it('ends although alerts wait for logs that never answer, and keeps every one', async () => {
    for (let i = 0; i < alerts; i++) await send('/api/alerts', alertOf(i));
    await chat.call(2);

    await product.stop();
    product = await startProduct(folder.path);
    await until(async () => (await countWaiting()) === 0);
    const answered = await findCard(/ confidence/);

    expect(answered).toContain(`Fired ${alerts} times`);
    expect(chat.calls.filter(({ method }) => method === 'POST')).toHaveLength(2);
  });

  it('ends although a card is never taken by the chat', async () => {
    chat.answerNext({ status: 200, silent: true });
    await send('/api/alerts', alertOf(1));
    await chat.call(2);

    await product.stop();
    product = await startProduct(folder.path);
    const repeat = await chat.call(3);

    expect(JSON.stringify(repeat.body)).toMatch(/may repeat the card of/i);
  });
});

/** All alerts are of one problem and share a card; what came before is the answer to "subscribe". */
async function findCard(words: RegExp): Promise<string> {
  for (let number = 2; ; number += 1) {
    const card = JSON.stringify((await chat.call(number)).body);
    if (words.test(card)) return card;
  }
}

function alertOf(number: number) {
  const firedDateTime = new Date(Date.now() - 60_000).toISOString();
  return metricAlert({ alertId: `alert-${number}`, firedDateTime });
}

async function countWaiting(): Promise<number> {
  const metrics = await (await fetch(`${product.origin}/metrics`)).text();
  return Number(/^reconnect_alerts_waiting (?<count>\d+)$/m.exec(metrics)?.groups?.count);
}

async function orderFault(fault: string): Promise<void> {
  const response = await fetch(`${product.azureOrigin}/local/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ fault }),
  });
  expect(response.ok).toBe(true);
}

async function send(path: string, body: unknown): Promise<void> {
  const response = await fetch(product.origin + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  await response.text();
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setImmediate(resolve));
}
