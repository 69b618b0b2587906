import { sayCommand } from '../diagnosis/commands';
import type { Diagnosis } from '../diagnosis/diagnosis';
import { findSdk, type KnownSdk } from '../knowledge/find-sdk';
import { links } from '../knowledge/links';
import type { ChecklistItem, Step } from '../reports/report';
import { checklistItem } from './checklist-item';
import type { Outcome } from './outcome';

const title = 'SDK up to date';

/** How each SDK is updated; the C SDK and others are built from source. */
const updateCommands: Record<string, string> = {
  dotnet: 'dotnet add package Microsoft.Azure.Devices.Client',
  node: 'npm install azure-iot-device@latest azure-iot-device-mqtt@latest',
  python: 'pip install --upgrade azure-iot-device',
};

/** Third item: the SDK of the last connect in the logs against the newest one known. */
export function checkSdk(device: string, diagnosis: Outcome<Diagnosis>): ChecklistItem {
  if (diagnosis.kind === 'failure') {
    const finding = `The logs could not be asked for the SDK: ${diagnosis.why}`;
    return checklistItem(title, 'unknown', finding, [askDevice()]);
  }
  const sdk = findSdk(diagnosis.value.sdk?.raw);
  if (sdk === undefined) return noSdk(device, diagnosis.value);
  return judge(sdk);
}

function judge(sdk: KnownSdk): ChecklistItem {
  const used = `The last connect came from ${sdk.name} ${sdk.version}`;
  if (sdk.outdated === undefined) {
    const finding = `${used}. No newest version of it is known here.`;
    return checklistItem(title, 'unknown', finding, [compare()]);
  }
  const newest = newestWords(sdk);
  if (!sdk.outdated) {
    return checklistItem(title, 'passed', `${used}; the newest known is ${newest}.`, []);
  }
  const far = sdk.behind === 'far-behind' && !sdk.retired ? ', far ahead of it' : '';
  const finding = `${used}; the newest known is ${newest}${far}. ${troubleWords(sdk)}`;
  return checklistItem(title, 'failed', finding, [update(sdk), ...readTrouble(sdk), compare()]);
}

function troubleWords({ knownTrouble }: KnownSdk): string {
  if (knownTrouble.length > 0) return knownTrouble.map(({ text }) => text).join(' ');
  return 'Old versions have connection faults that are fixed since.';
}

function readTrouble({ version, knownTrouble }: KnownSdk): Step[] {
  const sources = [...new Set(knownTrouble.map(({ source }) => source))];
  return sources.map((url) => ({ text: `Read what is known of ${version}.`, url }));
}

/** A version without a date is one that nobody looked up in a registry: it stands without one. */
function newestWords({ newest, newestAsOf }: KnownSdk): string {
  const asOf = newestAsOf === undefined ? '' : ` (as of ${newestAsOf})`;
  return `${newest ?? 'a newer product'}${asOf}`;
}

function noSdk(device: string, diagnosis: Diagnosis): ChecklistItem {
  if (diagnosis.connects === 0) {
    const finding = `No connect of ${device} in this window, so the logs do not tell its SDK.`;
    return checklistItem(title, 'unknown', finding, [lookFurtherBack(device), askDevice()]);
  }
  const finding =
    'The connects name no SDK: likely a client that speaks MQTT or AMQP by itself, without one.';
  return checklistItem(title, 'unknown', finding, [
    askDevice(),
    {
      text: 'Without an SDK, renewing the token and reconnecting with back-off is up to the client.',
      url: links.mqtt.url,
    },
  ]);
}

function lookFurtherBack(device: string): Step {
  const check = sayCommand('check', device);
  return {
    text: 'Look further back: ask me for a longer time.',
    ...(check === undefined ? {} : { command: `${check} last 30 days` }),
  };
}

function update(sdk: KnownSdk): Step {
  const command = updateCommands[sdk.id ?? ''];
  return {
    text: `Update ${sdk.name} to ${sdk.newest ?? 'its successor'} on one device, watch it for a day, then roll it out.`,
    ...(command === undefined ? {} : { command }),
  };
}

function compare(): Step {
  return { text: 'Compare with the list of SDKs and their releases.', url: links.sdks.url };
}

function askDevice(): Step {
  return { text: 'Read the version from the device’s own software list or start-up log.' };
}
