import { describeInBrowser } from '../support/browser';
import type { FakeBot } from '../support/fake-bot';
import { alertCard, cardMessage, conversationPath } from './page-bot';
import { usePage } from './page-session';

describeInBrowser('threads on the local page', () => {
  const session = usePage();

  async function openWithThread(options = {}) {
    const opened = await session.open(options);
    const { bot, page } = opened;
    const path = await conversationPath(bot);
    const first = await bot.connector('POST', path, cardMessage(alertCard('boiler-1 is away')));
    await bot.connector('POST', path, cardMessage(alertCard('pump-2 is away')));
    await page.getByRole('heading', { name: 'pump-2 is away' }).waitFor();
    return { ...opened, first: String(first.body.id) };
  }

  function reply(bot: FakeBot, root: string, text: string) {
    const path = `/${bot.heard[0]?.conversation.id};messageid=${root}/activities`;
    return bot.connector('POST', path, { type: 'message', text });
  }

  it('show a reply below its card, in order, with what it replies to', async () => {
    const { page, bot, first, complaints } = await openWithThread();

    await reply(bot, first, 'boiler-1 is back');
    await reply(bot, first, 'boiler-1 is away again');

    const replies = page.getByRole('article', { name: 'Reply to boiler-1 is away' });
    await replies.getByText('boiler-1 is away again').waitFor();
    const texts = await page.getByRole('article').allInnerTexts();
    const lines = texts.map((text) => /(?:boiler|pump)-\d is [a-z ]+/.exec(text)?.[0].trim());
    expect(lines).toEqual([
      'boiler-1 is away',
      'boiler-1 is back',
      'boiler-1 is away again',
      'pump-2 is away',
    ]);
    const card = page.getByRole('article').first();
    const left = async (locator: typeof card) => (await locator.boundingBox())?.x ?? 0;
    expect(await left(replies.first())).toBeGreaterThan(await left(card));
    expect(complaints).toEqual([]);
  });

  it('come back in the same places after a reload, also when the card was changed', async () => {
    const { page, bot, first } = await openWithThread();
    await reply(bot, first, 'boiler-1 is back');
    const path = await conversationPath(bot);
    await bot.connector('PUT', `${path}/${first}`, cardMessage(alertCard('boiler-1 is back now')));
    await page.getByRole('heading', { name: 'boiler-1 is back now' }).waitFor();

    await page.reload();

    const shown = page.getByRole('article');
    await shown.nth(2).waitFor();
    expect(await shown.nth(1).getAttribute('aria-label')).toBe('Reply to boiler-1 is back now');
  });

  it('say so when the card of a reply is not on the page', async () => {
    const { page, bot } = await session.open();

    await reply(bot, '1', 'lamp-3 is back');

    const alone = page.getByRole('article', { name: 'Reply to an earlier message' });
    await alone.getByText('lamp-3 is back').waitFor();
  });

  it('leave the view where it is, and offer to show what is new further up', async () => {
    const { page, bot, first } = await openWithThread({ viewport: { width: 400, height: 500 } });
    const scrollTop = () => page.evaluate('document.getElementById("log").scrollTop');
    const before = await scrollTop();

    await reply(bot, first, 'boiler-1 is back');
    await page.getByRole('button', { name: 'New reply above' }).click();

    expect(before).toBeGreaterThan(0);
    expect(await scrollTop()).toBeLessThan(Number(before));
    const back = page.getByRole('article', { name: 'Reply to boiler-1 is away' });
    expect(await back.evaluate('document.activeElement.getAttribute("aria-label")')).toBe(
      await back.getAttribute('aria-label'),
    );
    expect(await page.getByRole('button', { name: 'New reply above' }).count()).toBe(0);
  });
});
