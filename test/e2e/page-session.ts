import type {
  Browser,
  BrowserContext,
  BrowserContextOptions,
  Locator,
  Page,
} from 'playwright-core';
import { openBrowser } from '../support/browser';
import { type FakeAzure, startFakeAzure } from '../support/fake-azure';
import { type FakeBot, startFakeBot } from '../support/fake-bot';
import { answerWithCard, fakeScenarios } from './page-bot';

interface OpenPage {
  page: Page;
  bot: FakeBot;
  azure: FakeAzure;
  /** What the browser complained about so far: errors of scripts and of the console. */
  complaints: string[];
  ask(text: string): Promise<void>;
  /** The newest message of the bot. */
  article(): Locator;
  /** A button on the newest message of the bot. */
  button(name: string): Locator;
}

interface PageSession {
  /** A page of its own for one person; several may be open. */
  open(options?: BrowserContextOptions, path?: string): Promise<OpenPage>;
  /** Ends the bot and starts another at the same address. */
  restartBot(whileItIsAway: () => Promise<void>): Promise<void>;
}

/** One browser for a block of tests; each test opens its own page with its own bot. */
export function usePage(): PageSession {
  let browser: Browser;
  let bot: FakeBot;
  let azure: FakeAzure;
  let contexts: BrowserContext[] = [];

  async function startBot(port = 0): Promise<void> {
    bot = await startFakeBot({
      port,
      scenarios: fakeScenarios(),
      azureOrigin: () => azure.origin,
    });
    bot.onActivity = (activity) => answerWithCard(bot, activity);
  }

  beforeAll(async () => {
    browser = await openBrowser();
  });

  afterAll(() => browser.close());

  beforeEach(async () => {
    azure = await startFakeAzure();
    await startBot();
  });

  afterEach(async () => {
    for (const context of contexts) await context.close();
    contexts = [];
    await bot.close();
    await azure.close();
  });

  return {
    async open(options = {}, path = '/') {
      const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
      contexts.push(context);
      const page = await context.newPage();
      const complaints = listen(page);
      await page.goto(`${bot.origin}${path}`);
      await page.locator('[data-state=connected]').waitFor();
      return { page, bot, azure, complaints, ...partsOf(page) };
    },
    async restartBot(whileItIsAway) {
      const port = Number(new URL(bot.origin).port);
      await bot.close();
      await whileItIsAway();
      await startBot(port);
    },
  };
}

function listen(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (line) => line.type() === 'error' && complaints.push(line.text()));
  return complaints;
}

function partsOf(page: Page): Pick<OpenPage, 'ask' | 'article' | 'button'> {
  const article = () => page.getByRole('article', { name: 'Reconnect' }).last();
  return {
    async ask(text) {
      const box = page.getByLabel('Question for Reconnect');
      await box.fill(text);
      await box.press('Enter');
    },
    article,
    button: (name) => article().getByRole('button', { name }),
  };
}
