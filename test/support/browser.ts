import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Quiet and alone: no sandbox (tests may run as root), no calls of the browser's own. */
const args = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Where Chromium is: `CHROMIUM_PATH`, else the usual places; undefined where there is none. */
function findChromium(): string | undefined {
  const told = process.env.CHROMIUM_PATH;
  if (told) return told;
  return usualPlaces.find((path) => existsSync(path));
}

/** `describe` where a browser is installed, else a skipped block whose name says what is missing. */
export function describeInBrowser(name: string, tests: () => void): void {
  if (findChromium()) describe(name, tests);
  else describe.skip(`${name} (skipped: no Chromium found, set CHROMIUM_PATH)`, tests);
}

export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: findChromium(), args });
}
