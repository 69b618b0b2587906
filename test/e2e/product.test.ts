import type { Browser, Page } from 'playwright-core';
import { describeInBrowser, openBrowser } from '../support/browser';
import { type FakeConnector, openFakeConnector } from '../support/fake-connector';
import { createDataFolder, type Product, startProduct } from '../support/start-product';

describe('the product, started as npm start does', () => {
  const folder = createDataFolder();
  let product: Product;
  let chat: FakeConnector;

  beforeAll(async () => {
    chat = await openFakeConnector();
    product = await startProduct(folder.path);
  });

  afterAll(async () => {
    await product.stop();
    await chat.close();
    folder.remove();
  });

  it('prints one address to open and what runs behind it', () => {
    expect(product.output()).toContain(`Open ${product.origin}/`);
    expect(product.output()).toMatch(/[\d,]+ log rows of contoso-hub from the bundled samples/);
  });

  it('is alive, ready and measured', async () => {
    const [health, ready, metrics] = await Promise.all(
      ['/healthz', '/readyz', '/metrics'].map((path) => fetch(product.origin + path)),
    );

    expect([health?.status, ready?.status, metrics?.status]).toEqual([200, 200, 200]);
    expect(await metrics?.text()).toContain('reconnect_alerts_waiting 0');
  });

  it('answers with figures that a query over the same window gives', async () => {
    await say('why did device-42 disconnect in the last 6 hours', 'conversation-1');

    const card = await nextAnswer();
    const counted = await countDisconnects('device-42', 'PT6H');
    expect(card).toMatch(/dropped \d+ times in 6 h/);
    expect(card).toContain(`${counted} disconnect rows`);
    expect(card).not.toContain('${');
  });

  /** A slow answer is preceded by a note that it is on its way, and replaces that. */
  async function nextAnswer(): Promise<string> {
    for (let number = 1; ; number++) {
      const card = JSON.stringify((await chat.call(number)).body);
      if (!card.includes('Working')) return card;
    }
  }

  function say(text: string, conversation: string): Promise<Response> {
    return fetch(`${product.origin}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        type: 'message',
        id: 'message-in',
        channelId: 'msteams',
        serviceUrl: chat.serviceUrl,
        from: { id: 'ada', name: 'Ada' },
        recipient: { id: 'bot', name: 'Reconnect' },
        conversation: { id: conversation, conversationType: 'personal' },
        text,
      }),
    });
  }

  async function countDisconnects(device: string, timespan: string): Promise<number> {
    const response = await fetch(`${product.azureOrigin}/v1/workspaces/local/query`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer local' },
      body: JSON.stringify({
        query: `AzureDiagnostics
          | where OperationName endswith "Disconnect" and properties_s has "${device}"
          | where tostring(parse_json(properties_s).deviceId) == "${device}"
          | count`,
        timespan,
      }),
    });
    const { tables } = (await response.json()) as { tables: { rows: number[][] }[] };
    return tables[0]?.rows[0]?.[0] ?? Number.NaN;
  }
});

describeInBrowser('a newcomer on the page of the product', () => {
  const folder = createDataFolder();
  let product: Product;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    [browser, product] = await Promise.all([openBrowser(), startProduct(folder.path)]);
  });

  beforeEach(async () => {
    page = await browser.newPage();
    await page.goto(product.origin);
    await page.locator('[data-state=connected]').waitFor();
  });

  afterEach(() => page.close());

  afterAll(async () => {
    await browser.close();
    await product.stop();
    folder.remove();
  });

  const cards = () => page.getByRole('article', { name: 'Reconnect' });

  it('finds a page as high as its window, whatever the panel beside it holds', async () => {
    await page.getByLabel('Fault of Azure').waitFor();

    const blankBelow = 'document.documentElement.scrollHeight - innerHeight';
    expect(await page.evaluate(blankBelow)).toBe(0);
  });

  it('asks why and opens the evidence behind the figures', async () => {
    await page.getByRole('button', { name: 'why did device-42 disconnect' }).click();
    const card = cards().filter({ hasText: /dropped \d+ times/ });
    await card.getByRole('button', { name: 'Evidence' }).click();

    await card.getByText('device-connections', { exact: false }).first().waitFor();
    expect(await card.getByRole('img').first().getAttribute('alt')).toMatch(/404104/);
  });

  it('fires a scenario, sees its card change in place, and resolves it', async () => {
    await page.getByRole('button', { name: /site goes dark/ }).click();
    const card = cards().filter({ hasText: 'Firing' });
    await card.getByText('Connected devices', { exact: false }).first().waitFor();
    await card.getByRole('button', { name: /Investigate again/ }).waitFor();
    const ofTheHub = cards().filter({ hasText: 'contoso-hub' });
    const before = await ofTheHub.count();

    await page.getByRole('button', { name: 'Resolve the alert' }).click();

    await cards().filter({ hasText: 'Resolved ·' }).waitFor();
    expect(await ofTheHub.count()).toBe(before);
  });
});
