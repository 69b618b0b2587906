import { describeInBrowser } from '../support/browser';
import { usePage } from './page-session';

const wide = { viewport: { width: 1280, height: 800 } };

describeInBrowser('what went over the wire', () => {
  const session = usePage();

  async function openWire() {
    const opened = await session.open(wide);
    await opened.page.getByRole('tab', { name: 'Over the wire' }).click();
    const list = opened.page.getByRole('list', { name: 'Over the wire' });
    return {
      ...opened,
      entry: (words: string) => list.getByRole('listitem').filter({ hasText: words }),
    };
  }

  it('tells what goes to the bot and what comes back, newest first, while one looks', async () => {
    const { page, ask, entry, complaints } = await openWire();
    await entry('conversationUpdate').waitFor();

    await ask('summary');

    await entry('message: summary').waitFor();
    await entry('message: Firing · contoso-hub').waitFor();
    const titles = await page.locator('.wire-title').allInnerTexts();
    expect(titles.at(-1)).toBe('conversationUpdate');
    expect(complaints).toEqual([]);
  });

  it('opens an entry as readable JSON and copies it', async () => {
    const { page, ask, entry } = await openWire();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await ask('summary');
    const summary = entry('message: summary');

    await summary.locator('summary').press('Enter');
    await summary.getByRole('button', { name: 'Copy: Sent' }).click();

    await summary.getByText('Copied').waitFor();
    const copied = JSON.parse(String(await page.evaluate('navigator.clipboard.readText()')));
    expect(copied).toMatchObject({ type: 'message', text: 'summary', channelId: 'msteams' });
    expect(await summary.getByRole('region', { name: 'Sent' }).innerText()).toContain('\n  "text"');
  });

  it('shows a query with its rows and its time, and keeps it open when news come', async () => {
    const { azure, ask, entry } = await openWire();
    azure.queries = [
      { id: 1, at: new Date(0).toISOString(), query: '// How many?\nT | count', rows: 1, ms: 12 },
    ];
    await entry('How many?').waitFor();
    await entry('How many?').locator('summary').click();
    await entry('How many?').getByText('T | count').waitFor();

    await ask('summary');
    await entry('message: summary').waitFor();

    expect(await entry('How many?').getByText('T | count').isVisible()).toBe(true);
    expect(await entry('How many?').locator('summary').innerText()).toMatch(/1 row\s*12 ms/);
  });

  it('shows one kind alone', async () => {
    const { page, ask, entry } = await openWire();
    await ask('summary');
    await entry('message: Firing').waitFor();

    await page.getByLabel('Show').selectOption('alerts to the bot');
    await page.getByText('Nothing yet.').waitFor();
    await page.getByLabel('Show').selectOption('activities from the bot');

    expect(await page.locator('.wire-entry:visible b').allInnerTexts()).toEqual(['From the bot']);
  });

  it('runs nothing that an entry brings along', async () => {
    const { page, ask, entry, complaints } = await openWire();

    await ask('<img src=x onerror="document.title=1">');
    await entry('<img').first().locator('summary').click();
    await entry('<img').first().getByRole('region', { name: 'Sent' }).waitFor();

    expect(await page.locator('.side img').count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it('is reached by arrow keys and left by them', async () => {
    const { page } = await session.open(wide);
    await page.getByRole('tab', { name: 'Scenarios' }).focus();

    await page.keyboard.press('ArrowRight');
    const first = await page.getByRole('tabpanel').getAttribute('aria-labelledby');
    await page.keyboard.press('ArrowRight');

    expect(first).toBe('wire-tab');
    expect(await page.getByRole('tabpanel').getAttribute('aria-labelledby')).toBe('scenarios-tab');
  });
});

describeInBrowser('what if Azure fails', () => {
  const session = usePage();

  it('switches a fault on for two minutes and off again', async () => {
    const { page, azure } = await session.open(wide);
    const group = page.getByRole('region', { name: 'What if Azure fails' });
    await group.getByText('The role is missing.').waitFor();

    await group.getByRole('button', { name: 'Switch on' }).click();
    await group.getByText(/^On: 403 until/).waitFor();
    await group.getByRole('button', { name: 'Switch off' }).press('Enter');
    await group.getByText('Azure works.').waitFor();

    expect(azure.orders).toEqual([{ fault: '403', seconds: 120 }]);
    expect(await page.evaluate('document.activeElement.id')).toBe('fault-on');
    expect(await group.getByRole('button', { name: 'Switch off' }).count()).toBe(0);
  });

  it('is not there where the local Azure has no switches', async () => {
    const { page, azure } = await session.open(wide);
    azure.status = 404;

    await page.reload();

    await page.getByRole('button', { name: /^Site outage/ }).waitFor();
    expect(await page.getByText('What if Azure fails').isVisible()).toBe(false);
  });

  it('says why a switch did not work', async () => {
    const { page, azure } = await session.open(wide);
    const group = page.getByRole('region', { name: 'What if Azure fails' });
    await group.getByText('Azure works.').waitFor();
    azure.status = 500;

    await group.getByRole('button', { name: 'Switch on' }).click();

    await group.getByText('/local/faults answered 500: no').waitFor();
  });
});
