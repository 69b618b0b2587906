import { describeInBrowser } from '../support/browser';
import { alertCard, cardMessage, conversationPath, openUrl } from './page-bot';
import { usePage } from './page-session';

describeInBrowser('cards on the local page', () => {
  const session = usePage();

  it('draws times in the zone of the reader', async () => {
    const { ask, article } = await session.open({ timezoneId: 'Asia/Tokyo', locale: 'en-GB' });

    await ask('summary');

    await article()
      .getByText(/^Since Fri,? 2 Jan 2026 at 12:04/)
      .waitFor();
  });

  it('changes a card in place, marks it, and keeps what was open', async () => {
    const { page, bot, ask, article, button } = await session.open();
    await ask('summary');
    await button('Evidence').click();
    await article().getByText('56 rows were seen').waitFor();
    const [path, id] = [await conversationPath(bot), bot.heard.length];

    const { body } = await bot.connector('POST', path, cardMessage(alertCard('Second')));
    await bot.connector('PUT', `${path}/${body.id}`, cardMessage(alertCard('Third')));

    await article().getByRole('heading', { name: 'Third' }).waitFor();
    await article()
      .getByText(/^updated/)
      .waitFor();
    expect(await page.getByRole('article', { name: 'Reconnect' }).count()).toBe(2);
    expect(await page.getByRole('heading', { name: 'Second' }).count()).toBe(0);
    expect(bot.heard).toHaveLength(id);
  });

  it('keeps the evidence open and the keyboard in place over an update', async () => {
    const { page, bot, article, button } = await session.open();
    const path = await conversationPath(bot);
    const { body } = await bot.connector('POST', path, cardMessage(alertCard('Before')));
    await button('Evidence').press('Enter');

    await bot.connector('PUT', `${path}/${body.id}`, cardMessage(alertCard('After')));

    await article().getByRole('heading', { name: 'After' }).waitFor();
    expect(await article().getByText('56 rows were seen').isVisible()).toBe(true);
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Evidence');
  });

  it('toggles evidence and says so to a screen reader', async () => {
    const { ask, article, button } = await session.open();
    await ask('summary');
    const evidence = article().getByText('56 rows were seen');
    await button('Evidence').waitFor();
    const before = await evidence.isVisible();

    await button('Evidence').click();

    expect([before, await evidence.isVisible()]).toEqual([false, true]);
    expect(await button('Evidence').getAttribute('aria-expanded')).toBe('true');
  });

  it('replaces the card with the answer of Action.Execute', async () => {
    const { bot, ask, article, button } = await session.open();
    await ask('summary');

    await button('Investigate again').click();

    await article().getByRole('heading', { name: 'Asked again' }).waitFor();
    const invoke = bot.heard.at(-1);
    expect(invoke).toMatchObject({
      type: 'invoke',
      value: { action: { verb: 'why', data: { parameters: { devices: ['device-42'] } } } },
    });
  });

  it('shows under the card why a click failed', async () => {
    const { bot, ask, article, button } = await session.open();
    await ask('summary');
    await button('Investigate again').waitFor();
    bot.onActivity = async () => ({ status: 500, body: { message: 'the store is closed' } });

    await button('Investigate again').click();

    await article().getByText('the store is closed').waitFor();
    expect(await article().locator('[aria-busy=true]').count()).toBe(0);
  });

  it('sends the inputs of a shown card with Action.Submit', async () => {
    const { ask, article, button } = await session.open();
    await ask('summary');

    await button('Note').click();
    await article().getByLabel('Note on contoso-hub').fill('fibre cut');
    await button('Save').click();

    await article().getByText('You said {"verb":"note","note":"fibre cut"}').waitFor();
  });

  it('opens links in a new tab that cannot reach back', async () => {
    const { page, ask, article } = await session.open();
    await ask('summary');
    await page
      .context()
      .route('https://portal.azure.com/**', (route) => route.fulfill({ body: 'x' }));

    const [opened] = await Promise.all([
      page.context().waitForEvent('page'),
      article().getByRole('link', { name: 'Open query' }).click(),
    ]);

    await opened.waitForURL('https://portal.azure.com/query');
    expect(await opened.evaluate('window.opener')).toBeNull();
    const link = article().getByRole('link', { name: 'Azure status' });
    expect(await link.getAttribute('rel')).toBe('noopener noreferrer');
    expect(await link.getAttribute('target')).toBe('_blank');
  });

  it('runs nothing that a message brings along', async () => {
    const { page, bot, article, complaints } = await session.open();
    const text =
      '<img src=x onerror="document.title=1"> [a](javascript:alert(1)) ![b](http://evil.example/b)';
    const hostile = { ...alertCard(text), actions: [{ ...openUrl, url: 'javascript:alert(1)' }] };
    const path = await conversationPath(bot);

    await bot.connector('POST', path, { type: 'message', text });
    await bot.connector('POST', path, cardMessage(hostile));
    await article().getByRole('link', { name: 'Open query' }).click();

    const loaded = '#messages img:not([src^="data:"]), #messages a:not([href^=http])';
    expect(await page.locator(loaded).count()).toBe(0);
    expect(await page.title()).toBe('Reconnect, local chat');
    expect(page.context().pages()).toHaveLength(1);
    expect(complaints).toEqual([]);
  });
});
