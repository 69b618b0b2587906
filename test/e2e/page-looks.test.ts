import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import { describeInBrowser } from '../support/browser';
import { alertCard, cardMessage, conversationPath } from './page-bot';
import { usePage } from './page-session';

const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

describeInBrowser('the looks of the local page', () => {
  const session = usePage();

  it('lays the scenarios over a narrow page and gives the keyboard back', async () => {
    const { page } = await session.open({ viewport: { width: 320, height: 640 } });
    const opener = page.getByRole('button', { name: 'Scenarios' });

    await opener.click();
    await page.getByRole('dialog', { name: 'Scenarios' }).waitFor();
    await page.keyboard.press('Escape');

    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(await page.evaluate('document.activeElement.id')).toBe('scenarios-open');
  });

  it('leaves a reader alone who has scrolled away', async () => {
    const { page, bot, ask, button } = await session.open({
      viewport: { width: 400, height: 500 },
    });
    await ask('summary');
    await button('Evidence').waitFor();
    await page.locator('#log').focus();
    await page.keyboard.press('Home');
    await page.evaluate(scrolledToTop);

    const path = await conversationPath(bot);
    await bot.connector('POST', path, cardMessage(alertCard('News')));

    const newest = page.getByRole('button', { name: 'New message below' });
    await newest.waitFor();
    const place = await page.evaluate('document.getElementById("log").scrollTop');
    await newest.click();
    expect(place).toBe(0);
    expect(await newest.isVisible()).toBe(false);
  });

  it.each([
    [320, 'light'],
    [320, 'dark'],
    [768, 'dark'],
    [1280, 'light'],
    [1600, 'dark'],
  ] as const)('fits %i px in %s without findings of axe', async (width, colorScheme) => {
    const { page, bot, ask, button } = await session.open({
      viewport: { width, height: 800 },
      colorScheme,
    });
    const path = await conversationPath(bot);
    const { body: styled } = await bot.connector('POST', path, cardMessage(everyStyle()));
    await bot.connector('POST', `${path}/${styled.id}`, { type: 'message', text: 'It is back.' });
    await bot.connector('POST', path, cardMessage(alertCard('Another card')));
    await ask(`why did ${'device-42.'.repeat(12)} disconnect`);
    await button('Evidence').click();
    await button('Note').click();

    const overflow = await page.evaluate(
      'Math.max(document.documentElement.scrollWidth - innerWidth, ' +
        'document.getElementById("log").scrollWidth - document.getElementById("log").clientWidth)',
    );
    await page.evaluate(axeSource);
    const { violations } = (await page.evaluate('axe.run()')) as AxeResults;

    expect(overflow).toBe(0);
    expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
  });

  it.each([
    [320, 'dark'],
    [320, 'light'],
    [1280, 'light'],
  ] as const)(
    'shows the side panel at %i px in %s without findings of axe',
    async (width, colorScheme) => {
      const { page, ask, button } = await session.open(
        { viewport: { width, height: 700 }, colorScheme },
        '/?as=ada',
      );
      await ask('summary');
      await button('Evidence').waitFor();
      if (width < 960) await page.getByRole('button', { name: 'Scenarios' }).click();
      await page.getByRole('button', { name: /^Site outage/ }).click();
      if (width < 960) await page.getByRole('button', { name: 'Scenarios' }).click();
      await page.evaluate(axeSource);

      const scenarios = (await page.evaluate('axe.run()')) as AxeResults;
      await page.getByRole('tab', { name: 'Over the wire' }).click();
      await page.locator('summary').first().click();
      await page.getByRole('button', { name: 'Copy: Sent' }).waitFor();
      const wire = (await page.evaluate('axe.run()')) as AxeResults;

      const overflow = `Math.max(...[...document.querySelectorAll('.side, .side-panel')].map((one) => one.scrollWidth - one.clientWidth))`;
      expect(await page.evaluate(overflow)).toBe(0);
      for (const { violations } of [scenarios, wire]) {
        expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
      }
    },
  );

  it('keeps a chosen theme over a reload', async () => {
    const { page } = await session.open({ colorScheme: 'light' });
    await page.getByRole('button', { name: 'Use the dark theme' }).click();

    await page.reload();

    await page.getByRole('button', { name: 'Use the light theme' }).waitFor();
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe(
      'rgb(15, 19, 23)',
    );
  });
});

const scrolledToTop = `new Promise((done) => {
  const log = document.getElementById('log');
  log.addEventListener('scrollend', done);
  if (log.scrollTop === 0) done();
})`;

/** Every text colour on every ground: what axe measures is then all that a card can show. */
function everyStyle(): object {
  const colours = ['Default', 'Dark', 'Light', 'Accent', 'Good', 'Warning', 'Attention'];
  const styles = ['default', 'emphasis', 'accent', 'good', 'warning', 'attention'];
  const words = colours.flatMap((color) => [
    { type: 'TextBlock', text: `${color} words`, color },
    { type: 'TextBlock', text: `${color} subtle words`, color, isSubtle: true },
  ]);
  const body = styles.map((style) => ({ type: 'Container', style, items: words }));
  return { type: 'AdaptiveCard', version: '1.5', body };
}
