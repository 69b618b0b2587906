import type { Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser';
import { answerWithCard } from './page-bot';
import { usePage } from './page-session';

describeInBrowser('the local page', () => {
  const session = usePage();

  it('tells a newcomer what to do and offers questions', async () => {
    const { page, complaints } = await session.open();

    await page.getByRole('heading', { name: 'Ask why a device dropped' }).waitFor();
    const chips = await page.getByRole('list', { name: 'Suggested questions' }).allInnerTexts();
    expect(chips.join()).toContain('why did device-42 disconnect');
    expect(complaints).toEqual([]);
  });

  it('sends a question and draws the card that answers it', async () => {
    const { page, ask, article, complaints } = await session.open();

    await ask('summary');

    await article().getByRole('heading', { name: 'Firing · contoso-hub' }).waitFor();
    await page.getByRole('article', { name: 'You' }).getByText('summary').waitFor();
    expect(await article().locator('img').getAttribute('alt')).toBe('Disconnects over time');
    expect(complaints).toEqual([]);
  });

  it('sends a suggested question with one click', async () => {
    const { page, article } = await session.open();

    await page.getByRole('button', { name: 'check device-42' }).click();

    await article().getByText('You said check device-42').waitFor();
  });

  it('is used by keyboard alone', async () => {
    const { page, article, button } = await session.open();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.keyboard.type('summary');
    await page.keyboard.press('Enter');
    await button('Investigate again').waitFor();

    await page.keyboard.press('ArrowUp');
    const recalled = await page.getByLabel('Question for Reconnect').inputValue();
    await tabTo(page, 'Investigate again', 'Shift+Tab');
    const outline = await page.evaluate('getComputedStyle(document.activeElement).outlineStyle');
    await page.keyboard.press('Enter');

    await article().getByRole('heading', { name: 'Asked again' }).waitFor();
    expect(recalled).toBe('summary');
    expect(outline).toBe('solid');
  });

  it('starts a new line with Shift and Enter', async () => {
    const { page, bot } = await session.open();
    const box = page.getByLabel('Question for Reconnect');

    await box.fill('one');
    await box.press('Shift+Enter');

    expect(await box.inputValue()).toBe('one\n');
    expect(bot.heard.map((activity) => activity.type)).toEqual(['conversationUpdate']);
  });

  it('says when the bot refuses a question and sends it again', async () => {
    const { page, bot, ask, article } = await session.open();
    bot.onActivity = async () => ({ status: 503, body: { message: 'starting' } });
    await ask('summary');
    await page.getByText('Not delivered. The bot answered 503 Service Unavailable').waitFor();
    bot.onActivity = (activity) => answerWithCard(bot, activity);

    await page.getByRole('button', { name: 'Send again' }).click();

    await article().getByText('You said summary').waitFor();
  });

  it('shows everything again after a reload', async () => {
    const { page, bot, ask, article, button } = await session.open();
    await ask('summary');
    await button('Evidence').waitFor();

    await page.reload();

    await article().getByText('You said summary').waitFor();
    expect(await page.getByRole('article').count()).toBe(2);
    expect(bot.heard).toHaveLength(2);
  });

  it('begins afresh with a new chat', async () => {
    const { page, ask, article, button } = await session.open();
    await ask('summary');
    await button('Evidence').waitFor();

    await page.getByRole('button', { name: 'New chat' }).click();

    await page.getByRole('article').first().waitFor({ state: 'detached' });
    await ask('help');
    await article().getByText('You said help').waitFor();
    expect(await page.getByRole('article').count()).toBe(2);
  });

  it('says that the connection is lost and comes back by itself', async () => {
    const { page, ask, article, button } = await session.open();
    const banner = page.getByRole('alert').getByText('Connection to the bot lost');
    await ask('summary');
    await button('Evidence').waitFor();

    await session.restartBot(() => banner.waitFor());
    await page.getByRole('button', { name: 'Try now' }).click();

    await page.locator('[data-state=connected]').waitFor();
    await ask('help');
    await article().getByText('You said help').waitFor();
    expect(await banner.count()).toBe(0);
    expect(await page.getByRole('article', { name: 'Reconnect' }).count()).toBe(2);
  });

  it('keeps a question in the box that could not be sent', async () => {
    const { page, ask } = await session.open();

    await session.restartBot(async () => {
      await ask('summary');
      await page.getByText('The local server cannot be reached').waitFor();
    });

    expect(await page.getByLabel('Question for Reconnect').inputValue()).toBe('summary');
  });

  it('runs a scenario and resolves its alert', async () => {
    const { page } = await session.open({ viewport: { width: 1280, height: 800 } });

    await page.getByRole('button', { name: /^Site outage/ }).click();
    await page.getByRole('complementary').getByText('412 log rows added').waitFor();
    await page.getByRole('button', { name: 'Resolve the alert of Site outage' }).click();

    await page.getByRole('complementary').getByText('Resolved.').waitFor();
    expect(await page.getByRole('button', { name: /^Resolve the alert/ }).count()).toBe(0);
  });

  it('groups the scenarios and lets one without an alert recover', async () => {
    const { page } = await session.open({ viewport: { width: 1280, height: 800 } });
    await page
      .getByRole('list', { name: 'Hard to read' })
      .getByRole('button', { name: /^Port blocked/ })
      .click();

    await page.getByRole('button', { name: 'Let it recover: Port blocked' }).click();

    await page.getByRole('complementary').getByText('Resolved.').waitFor();
    expect(await page.getByRole('heading', { level: 3 }).allInnerTexts()).toEqual([
      'Networks',
      'Hard to read',
      'Device events by hand',
      'What if Azure fails',
      'What if the chat fails',
    ]);
  });
});

async function tabTo(page: Page, words: string, key: string): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    if ((await page.evaluate('document.activeElement.textContent')) === words) return;
    await page.keyboard.press(key);
  }
  throw new Error(`The keyboard does not reach "${words}"`);
}
