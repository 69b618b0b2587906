import { sayCommand } from '../diagnosis/commands';
import { links } from '../knowledge/links';
import type { DeviceTwin } from '../ports/device-registry';
import type { ChecklistItem, Step } from '../reports/report';
import { sayUtc } from '../reports/words';
import { checklistItem } from './checklist-item';
import type { FoundTwin } from './find-device-twin';
import type { Failure, Outcome } from './outcome';
import { hubWord, shellWord } from './shell-word';

const title = 'Device enabled';
const portalPath = 'Portal: the IoT hub > Device management > Devices';

/** First item: does the hub know the device, and does it let it in? */
export function checkEnabled(device: string, found: Outcome<FoundTwin>): ChecklistItem {
  if (found.kind === 'failure') return notKnown(device, found);
  const { twin, hubs } = found.value;
  if (twin === undefined)
    return notRegistered(
      device,
      hubs.map(({ name }) => name),
    );
  return twin.status === 'enabled' ? enabled(twin) : disabled(twin);
}

function enabled(twin: DeviceTwin): ChecklistItem {
  const since = twin.statusUpdatedAt ? ` since ${sayUtc(twin.statusUpdatedAt)}` : '';
  const finding = `${twin.hubName} has the device enabled${since}. ${activityWords(twin)}`;
  return checklistItem(title, 'passed', finding, []);
}

function disabled(twin: DeviceTwin): ChecklistItem {
  const since = twin.statusUpdatedAt ? ` since ${sayUtc(twin.statusUpdatedAt)}` : '';
  const reason =
    twin.statusReason === undefined || twin.statusReason === ''
      ? 'Nobody wrote down a reason.'
      : `Reason given: “${twin.statusReason}”.`;
  const finding = `The device is disabled on ${twin.hubName}${since}. ${reason} Until it is enabled, every connect is refused.`;
  return checklistItem(title, 'failed', finding, [
    {
      text: 'Find out who disabled it and whether that still holds.',
      detail: 'A device is often disabled on purpose: because it was lost, or its key leaked.',
    },
    {
      text: 'Enable it.',
      detail: `${portalPath}, open the device, Enable connection to IoT Hub: Enable, Save.`,
      command: `az iot hub device-identity update --hub-name ${hubWord(twin.hubName)} --device-id ${shellWord(twin.deviceId)} --set status=enabled`,
      url: links.enableDevice.url,
    },
  ]);
}

function notRegistered(device: string, hubs: string[]): ChecklistItem {
  const where = hubs.length === 1 ? `${hubs[0]}` : `any of ${hubs.join(', ')}`;
  const [hub = ''] = hubs;
  return checklistItem(title, 'failed', `${device} is not registered on ${where}.`, [
    {
      text: 'Compare the id with the hub’s list: upper and lower case differ.',
      detail: portalPath,
    },
    {
      text: 'Look for the device on the command line.',
      command: showCommand(device, hubs.length === 1 ? hub : ''),
    },
    { text: 'Register it again if it was deleted; then give the device its new credentials.' },
  ]);
}

function notKnown(device: string, failure: Failure): ChecklistItem {
  if (failure.code === 'hub_unknown') return hubNotKnown(device);
  const finding = `The device registry could not be asked. ${failure.why}`;
  const look: Step = {
    text: 'Look it up yourself.',
    detail: portalPath,
    command: showCommand(device, ''),
  };
  return checklistItem(title, 'unknown', finding, [...accessSteps(failure.code), look]);
}

function hubNotKnown(device: string): ChecklistItem {
  const ask = sayCommand('check', device);
  const finding =
    'Neither your question nor the logs tell on which hub the device is, so no registry was asked.';
  return checklistItem(title, 'unknown', finding, [
    {
      text: 'Ask again with the name of the hub.',
      ...(ask === undefined ? {} : { command: `${ask} on HUB_NAME` }),
    },
    {
      text: 'Look it up yourself.',
      detail: portalPath,
      command: showCommand(device, ''),
    },
  ]);
}

function accessSteps(code: string): Step[] {
  if (code !== 'registry_forbidden' && code !== 'registry_unauthorized') return [];
  return [
    {
      text: 'Let the bot read twins: a role with the data action Microsoft.Devices/IotHubs/twins/read.',
      detail: 'The built-in role IoT Hub Data Reader has it too, and can read device keys as well.',
    },
  ];
}

function showCommand(device: string, hub: string): string {
  return `az iot hub device-identity show --hub-name ${hubWord(hub)} --device-id ${shellWord(device)} --query "{status:status,reason:statusReason,since:statusUpdatedTime}"`;
}

/** A hint and no proof: it is late, and HTTPS does not move it. */
function activityWords(twin: DeviceTwin): string {
  if (twin.lastActivityAt === undefined) return 'The hub has noted no activity of it yet.';
  return `Last activity noted: ${sayUtc(twin.lastActivityAt)} (a hint only: some minutes late, and messages over HTTPS do not count).`;
}
