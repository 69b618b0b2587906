import { cloudNames, clouds } from '../clouds';
import { isOnThisMachine } from './read-origin';

type Given = Record<string, string | undefined>;

/**
 * What has to be set before anything may be reached from outside, and settings that mean something
 * only together: one line each. Looks at the raw values, so that it can speak beside other mistakes.
 */
export function findMissingLocks(given: Given): string[] {
  const lines = [...missingOutside(given), ...missingOfBot(given), ...missingOfTokens(given)];
  return lines.map((line) => `- ${line}`);
}

const locks: { names: string[]; why: string }[] = [
  { names: ['MicrosoftAppId'], why: 'the bot would accept messages from anybody' },
  {
    names: ['WEBHOOK_KEYS', 'WEBHOOK_AUDIENCE'],
    why: 'anybody could post alerts and device events',
  },
  { names: ['IOT_HUB_RESOURCE_IDS'], why: 'no hub would be known' },
];

function missingOutside(given: Given): string[] {
  if (isLocal(given)) return [];
  return locks
    .filter(({ names }) => !names.some((name) => has(given, name)))
    .map(({ names, why }) => {
      return `${names.join(' or ')}: is required beside LOG_ANALYTICS_WORKSPACE_ID: without it ${why}`;
    });
}

/** The SDK would find some of these as well, one at a time and with a stack. */
function missingOfBot(given: Given): string[] {
  if (isLocal(given) && !has(given, 'MicrosoftAppId')) return [];
  const type = given.MicrosoftAppType ?? 'SingleTenant';
  return [missingPassword(type, given), missingTenant(type, given)].filter(
    (line) => line !== undefined,
  );
}

function missingPassword(type: string, given: Given): string | undefined {
  const hasOne = has(given, 'MicrosoftAppPassword');
  if (type !== 'UserAssignedMSI') {
    if (hasOne) return undefined;
    return `MicrosoftAppPassword: is required for a ${type} bot: without it the bot cannot sign in`;
  }
  if (!hasOne) return undefined;
  return 'MicrosoftAppPassword: must be empty for a UserAssignedMSI bot, which signs in without one';
}

function missingTenant(type: string, given: Given): string | undefined {
  if (has(given, 'MicrosoftAppTenantId')) return undefined;
  if (type !== 'MultiTenant') {
    return `MicrosoftAppTenantId: is required for a ${type} bot: without it the bot cannot sign in`;
  }
  if (has(given, 'TEAMS_TENANT_IDS')) return undefined;
  return 'TEAMS_TENANT_IDS: is required for a MultiTenant bot: without it any company could talk to it';
}

function missingOfTokens(given: Given): string[] {
  const lines: string[] = [];
  if (!isLocal(given) && isUnsafe(given.ENTRA_ORIGIN)) {
    lines.push('ENTRA_ORIGIN: may do without https in local mode only');
  }
  const pair = ['WEBHOOK_AUDIENCE', 'WEBHOOK_TENANT_ID'];
  const absent = pair.filter((name) => !has(given, name));
  if (absent.length === pair.length) return lines;
  for (const name of absent) {
    lines.push(`${name}: is required beside ${pair.find((other) => other !== name)}`);
  }
  return [...lines, ...missingSenders(given)];
}

function missingSenders(given: Given): string[] {
  const name = cloudNames.find((each) => each === (given.AZURE_CLOUD ?? 'public'));
  if (name === undefined) return [];
  const known = {
    ACTION_GROUP_APP_ID: clouds[name].actionGroupAppId,
    EVENT_GRID_APP_ID: clouds[name].eventGridAppId,
  };
  return Object.entries(known)
    .filter(([variable, id]) => id === undefined && !has(given, variable))
    .map(([variable]) => {
      return `${variable}: is required beside WEBHOOK_AUDIENCE when AZURE_CLOUD is ${name}: only that of the public cloud is documented`;
    });
}

function isLocal(given: Given): boolean {
  return !has(given, 'LOG_ANALYTICS_WORKSPACE_ID');
}

/** A list of nothing but commas is no list. */
function has(given: Given, name: string): boolean {
  return /[^\s,]/.test(given[name] ?? '');
}

function isUnsafe(origin: string | undefined): boolean {
  return origin !== undefined && URL.canParse(origin) && isOnThisMachine(new URL(origin));
}
