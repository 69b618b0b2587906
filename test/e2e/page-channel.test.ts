import { describeInBrowser } from '../support/browser';
import { alertCard, cardMessage, conversationPath } from './page-bot';
import { usePage } from './page-session';

describeInBrowser('two people in one channel', () => {
  const session = usePage();

  async function openBoth() {
    const ada = await session.open({}, '/?as=ada');
    const grace = await session.open({}, '/?as=grace');
    return { ada, grace };
  }

  it('shows both what one asks and what the bot answers', async () => {
    const { ada, grace } = await openBoth();

    await ada.ask('summary');

    for (const { article } of [ada, grace]) {
      await article().getByText('You said <at>Reconnect</at> summary').waitFor();
    }
    await ada.page.getByRole('article', { name: 'You' }).getByText('@Reconnect summary').waitFor();
    await grace.page
      .getByRole('article', { name: 'Ada' })
      .getByText('@Reconnect summary')
      .waitFor();
  });

  it('shows the answer to a click to the clicker alone, and edits to both', async () => {
    const { ada, grace } = await openBoth();
    const { bot } = ada;
    const path = await conversationPath(bot);
    const { body } = await bot.connector('POST', path, cardMessage(alertCard('Firing')));
    await grace.button('Investigate again').click();
    await grace.article().getByRole('heading', { name: 'Asked again' }).waitFor();
    const adaSees = await ada.article().getByRole('heading').first().innerText();

    await bot.connector('PUT', `${path}/${body.id}`, cardMessage(alertCard('Resolved')));

    for (const { article } of [ada, grace]) {
      await article().getByRole('heading', { name: 'Resolved' }).waitFor();
    }
    expect(adaSees).toBe('Firing');
    expect(bot.heard.at(-1)).toMatchObject({ type: 'invoke', from: { name: 'Grace' } });
  });

  it('lets people talk without the bot', async () => {
    const { ada, grace } = await openBoth();
    const heard = ada.bot.heard.length;
    await ada.page.getByRole('button', { name: 'Mention @Reconnect' }).press('Enter');

    await ada.ask('who takes this one?');

    await grace.page.getByRole('article', { name: 'Ada' }).getByText('who takes this').waitFor();
    expect(ada.bot.heard).toHaveLength(heard);
    expect(await ada.page.getByText('Reconnect is working on it').isVisible()).toBe(false);
  });

  it('sends a refused question again without mentioning the bot twice', async () => {
    const { page, bot, ask } = await session.open({}, '/?as=ada');
    bot.onActivity = async () => ({ status: 503 });
    await ask('summary');
    await page.getByRole('button', { name: 'Send again' }).waitFor();
    const refused = bot.heard.length;

    await page.getByRole('button', { name: 'Send again' }).click();

    await page.getByText('@Reconnect summary').nth(1).waitFor();
    expect(bot.heard.slice(refused - 1).map(({ text }) => text)).toEqual([
      '<at>Reconnect</at> summary',
      '<at>Reconnect</at> summary',
    ]);
  });

  it('switches between the personal chat and the channel, and keeps both', async () => {
    const { page, ask, article } = await session.open();
    await ask('help');
    await article().getByText('You said help').waitFor();
    const choice = page.getByLabel('Which chat, and as whom');

    await choice.selectOption('Channel, as Grace');
    await page.waitForURL(/as=grace/);
    await page.locator('[data-state=connected]').waitFor();
    const inChannel = await page.getByRole('article').count();
    const canBeginAfresh = await page.getByRole('button', { name: 'New chat' }).isVisible();
    await choice.selectOption('Personal chat');

    await article().getByText('You said help').waitFor();
    expect([inChannel, canBeginAfresh]).toEqual([0, false]);
  });
});
