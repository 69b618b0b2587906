import { describeInBrowser } from '../support/browser';
import { usePage } from './page-session';

const wide = { viewport: { width: 1280, height: 800 } };

describeInBrowser('device events by hand', () => {
  const session = usePage();

  async function openPanel() {
    const opened = await session.open(wide);
    const panel = opened.page.getByRole('region', { name: 'Device events by hand' });
    const click = (name: string) => panel.getByRole('button', { name, exact: true }).click();
    return { ...opened, panel, click, said: panel.getByRole('status') };
  }

  it('are sent one a click, with what the bot answered', async () => {
    const { bot, panel, click, said, complaints } = await openPanel();
    await panel.getByLabel('Device').fill('lock-7');
    await panel.getByLabel('Hub').fill('fabrikam-hub');

    await click('Disconnect');
    await said.getByText('Sent: lock-7 disconnected. The bot answered 200: 1 newest.').waitFor();
    await click('Send the last one again');
    await said.getByText('Sent again. The bot answered 200: 1 duplicate.').waitFor();
    await click('Delete');
    await said.getByText('Sent: lock-7 deleted').waitFor();

    const kinds = bot.deliveries.flat().map(({ eventType }) => String(eventType).split('.').at(-1));
    expect(kinds).toEqual(['DeviceDisconnected', 'DeviceDisconnected', 'DeviceDeleted']);
    expect(complaints).toEqual([]);
  });

  it('may come late', async () => {
    const { bot, panel, click, said } = await openPanel();
    await click('Disconnect');
    await said.getByText('disconnected. The bot').waitFor();
    await panel.getByLabel('Happened').selectOption('an hour ago, told late');

    await click('Connect');
    await said.getByText('connected. The bot').waitFor();

    const [now, late] = bot.deliveries.flat().map(({ eventTime }) => Date.parse(`${eventTime}`));
    expect((now ?? 0) - (late ?? 0)).toBeGreaterThan(3_500_000);
  });

  it('say what is missing, and stand on the wire', async () => {
    const { page, panel, click } = await openPanel();
    await click('Send the last one again');
    await panel.getByText('Nothing was sent yet that could be sent again.').waitFor();
    await panel.getByLabel('Device').fill('');
    await click('Connect');
    await panel.getByText('device: must not be empty').waitFor();
    await panel.getByLabel('Device').fill('pump-7');
    await click('Connect');
    await panel.getByText('The bot answered 200').waitFor();

    await page.getByRole('tab', { name: 'Over the wire' }).click();
    await page.getByLabel('Show').selectOption('device events to the bot');

    await page.getByText('DeviceConnected: pump-7').waitFor();
  });
});

describeInBrowser('what if the chat fails', () => {
  const session = usePage();

  it('keeps the bot out of the chat shown, until it is switched off', async () => {
    const { page, bot, ask } = await session.open(wide);
    const group = page.getByRole('region', { name: 'What if the chat fails' });
    await group.getByText('The chat works.').waitFor();
    await group.getByLabel('Fault of the chat').selectOption('bot removed');
    await group.getByText(/403/).waitFor();

    await group.getByRole('button', { name: 'Switch on' }).click();
    await group.getByText(/^On: bot removed until/).waitFor();
    const path = `/${bot.heard[0]?.conversation.id}/activities`;
    const refused = await bot.connector('POST', path, { type: 'message', text: 'not heard' });
    await group.getByRole('button', { name: 'Switch off' }).click();
    await group.getByText('The chat works.').waitFor();
    await ask('summary');

    await page.getByRole('article', { name: 'Reconnect' }).getByText('You said summary').waitFor();
    expect(refused.status).toBe(403);
    expect(await page.getByText('not heard').count()).toBe(0);
  });
});
