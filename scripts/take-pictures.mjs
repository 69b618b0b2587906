// Takes the README's pictures of the running product: `npm start` in one terminal, then
// `npm run pictures` in another. Start the product afresh, or older alerts of a scenario stand on
// the page as well. Needs Chromium (CHROMIUM_PATH, else /usr/bin/chromium).
import { mkdirSync } from 'node:fs';
import { chromium } from 'playwright-core';

const origin = process.argv[2] ?? 'http://127.0.0.1:3978';
const folder = 'docs/pictures';
const quiet =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';
// A card can only be taken whole where the chat shows it whole.
const tall = { width: 1180, height: 2400 };
const asOnALaptop = { width: 1180, height: 860 };

mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: quiet.split(' '),
});
let page = await open(asOnALaptop);
await ask('why did device-42 disconnect in the last 6 hours');
await card('device-42 on contoso-hub').waitFor();
await page.screenshot({ path: `${folder}/page.png`, animations: 'disabled' });

page = await open(tall);
await ask('why did device-42 disconnect in the last 6 hours');
await take('diagnosis', card('device-42 on contoso-hub'));
await ask('what is 404104');
await take('error-code', card('Error code'));
await ask('check device-42');
await take('checklist', card('Checklist'));
// The card of a device comes after the grace time: DISCONNECT_GRACE_SECONDS=5 npm start.
page = await open(tall);
await page.getByRole('button', { name: /^One device goes away/ }).click();
const away = card(' away on ');
await away.waitFor({ timeout: 150_000 });
const [device] = /\S+(?= away on )/.exec(await away.innerText()) ?? [];
await take('device-away', away, 'Evidence');
await ask(`why no alert for ${device}`);
await take('why-no-alert', card('Why no alert'));
// What is open on a hub would take in the next alert about it.
await page.getByRole('button', { name: /^Let .*One device goes away/ }).click();
await card('Resolved ·').waitFor();

page = await open(tall);
await page.getByRole('button', { name: /^A site goes dark/ }).click();
await take('alert', card('Firing'), 'Evidence');
await page.getByRole('button', { name: /^Resolve the alert of A site goes dark/ }).click();
await take('alert-resolved', card('Resolved ·'), 'Details');
await browser.close();

async function open(viewport) {
  const opened = await browser.newPage({ viewport, deviceScaleFactor: 1.5 });
  await opened.goto(origin);
  await opened.locator('[data-state=connected]').waitFor();
  await opened.getByRole('heading', { name: 'what you can ask' }).waitFor();
  return opened;
}

async function ask(text) {
  await page.getByLabel('Question for Reconnect').fill(text);
  await page.keyboard.press('Enter');
}

/** The newest card whose first line holds this. */
function card(headline) {
  const heading = page.getByRole('heading', { name: headline });
  return page.locator('.ac-adaptiveCard').filter({ has: heading }).last();
}

/** An alert's card comes at once and is complete when it has the named button. */
async function take(name, shown, button) {
  await shown.waitFor();
  if (button !== undefined) await shown.getByRole('button', { name: button }).waitFor();
  await shown.scrollIntoViewIfNeeded();
  await shown.screenshot({ path: `${folder}/${name}.png`, animations: 'disabled' });
}
