import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import { createPictures } from '../../src/adapters/pictures/create-pictures';
import { createCardRenderer } from '../../src/adapters/teams/cards/render-card';
import type { QueryTableReport, Report } from '../../src/reports/report';
import { describeInBrowser } from '../support/browser';
import { cardMessage, conversationPath } from './page-bot';
import { usePage } from './page-session';

const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const render = createCardRenderer({ pictures: createPictures() });

describeInBrowser('query cards on the local page', () => {
  const session = usePage();

  it('runs a query by a click on its name', async () => {
    const { bot, article } = await session.open();
    const path = await conversationPath(bot);
    await bot.connector('POST', path, cardMessage(render(sample('query-list'))));
    const heard = bot.heard.length;

    await article().getByText('dead-endpoints', { exact: true }).click();
    await article().getByText('You said').waitFor();

    const [clicked] = bot.heard.slice(heard).filter(({ type }) => type === 'message');
    expect(clicked?.value).toEqual({ verb: 'queries', parameters: { query: 'dead-endpoints' } });
  });

  it.each([
    ['query-list', 'light'],
    ['query-list', 'dark'],
    ['query-table', 'light'],
    ['query-table', 'dark'],
    ['query-table-empty', 'light'],
    ['query-table-part', 'dark'],
    ['the longest cells', 'light'],
  ] as const)('%s fits a phone in %s without findings of axe', async (name, colorScheme) => {
    const { page, bot, button } = await session.open({
      viewport: { width: 320, height: 800 },
      colorScheme,
    });
    const path = await conversationPath(bot);
    const report = name === 'the longest cells' ? longestCells() : sample(name);
    await bot.connector('POST', path, cardMessage(render(report)));
    await button(name === 'query-list' ? 'Help' : 'Evidence').waitFor();

    const overflow = await page.evaluate(
      'Math.max(document.documentElement.scrollWidth - innerWidth, ' +
        'document.getElementById("log").scrollWidth - document.getElementById("log").clientWidth, ' +
        '...[...document.querySelectorAll("article *")].map((one) => one.getBoundingClientRect().right - innerWidth))',
    );
    await page.evaluate(axeSource);
    const { violations } = (await page.evaluate('axe.run()')) as AxeResults;

    if (process.env.SHOTS)
      await page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true });
    expect(overflow).toBeLessThanOrEqual(0);
    expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
  });
});

function sample(name: string): Report {
  const path = join(__dirname, `../../cards/samples/${name}.json`);
  return JSON.parse(readFileSync(path, 'utf8')) as Report;
}

function longestCells(): Report {
  const report = sample('query-table') as QueryTableReport;
  const cells = [`dev${'.'.repeat(125)}`, 'x'.repeat(140), 'DeviceConnectionClosedRemotely'];
  return { ...report, rows: [{ cells: cells.map((text) => ({ text })) }] };
}
