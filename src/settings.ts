import type { z } from 'zod';
import { type Cloud, clouds } from './clouds';
import type { Hub } from './ports/hub';
import { Environment, hubIdPattern } from './settings/environment';
import { findMissingLocks } from './settings/find-missing-locks';
import type { GraceOverride } from './settings/read-grace-overrides';
import { AppError } from './shared/app-error';

export { Environment };

/** Everything the environment decides, checked once at the start. `.env.example` explains each. */
export interface Settings {
  port: number;
  logLevel: string;
  timeZone: string;
  databaseUrl: string;
  queryTimeoutSeconds: number;
  /** How long a disconnect waits for the device to come back before it is news. */
  graceSeconds: number;
  graceOverrides: GraceOverride[];
  cloud: Cloud;
  /** Empty in local mode, where every hub name is known. */
  hubs: Hub[];
  /** ARM ids whose events are taken in; empty in local mode only, and means any. */
  eventGridTopics: string[];
  /** Names of event subscriptions on them; empty means any. */
  eventGridSubscriptions: string[];
  /** Undefined means local mode. */
  workspaceId: string | undefined;
  local: {
    azurePort: number;
    dataDir: string | undefined;
    ingestionDelaySeconds: number;
    /** Off only for measuring: the stand-in then serves more than Log Analytics would. */
    enforceLimits: boolean;
  };
  webhookKeys: string[];
  /** How tokens of Entra on webhooks are judged; undefined where none are taken. */
  webhookTokens: WebhookTokens | undefined;
  /** Origin at which browsers reach the bot; undefined where only local mode knows it. */
  publicUrl: string | undefined;
  bot: {
    appType: string;
    appId: string;
    appPassword: string;
    tenantId: string;
    /** Whose people may talk to the bot. */
    tenantIds: string[];
    channelService: string | undefined;
    chatHosts: readonly string[];
  };
}

interface WebhookTokens {
  entraOrigin: string;
  tokenServiceOrigin: string;
  tenantId: string;
  audiences: string[];
  actionGroupAppId: string;
  eventGridAppId: string;
}

/**
 * Reads every setting at once, so that a wrong `.env` is reported in full and not one line per
 * start. Values never appear in the message: some of them are secrets.
 */
export function readSettings(env: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim() !== ''));
  const read = Environment.safeParse(given);
  const mistakes = [...(read.error?.issues ?? []).map(describeIssue), ...findMissingLocks(given)];
  if (!read.success || mistakes.length > 0) {
    throw new AppError('settings_invalid', `Settings are wrong:\n${mistakes.join('\n')}`);
  }
  return toSettings(read.data);
}

function toSettings(env: Environment): Settings {
  const cloud = clouds[env.AZURE_CLOUD];
  return {
    port: env.PORT,
    logLevel: env.LOG_LEVEL,
    timeZone: env.TIME_ZONE,
    databaseUrl: env.DATABASE_URL,
    queryTimeoutSeconds: env.QUERY_TIMEOUT_SECONDS,
    graceSeconds: env.DISCONNECT_GRACE_SECONDS,
    graceOverrides: env.DISCONNECT_GRACE_OVERRIDES,
    cloud,
    hubs: env.IOT_HUB_RESOURCE_IDS.map((id) => readHub(id, cloud)),
    eventGridTopics: orElse(env.EVENT_GRID_TOPICS, env.IOT_HUB_RESOURCE_IDS),
    eventGridSubscriptions: env.EVENT_GRID_SUBSCRIPTIONS,
    workspaceId: env.LOG_ANALYTICS_WORKSPACE_ID,
    local: {
      azurePort: env.AZURE_LOCAL_PORT,
      dataDir: env.LOCAL_DATA_DIR,
      ingestionDelaySeconds: env.LOCAL_INGESTION_DELAY_SECONDS,
      enforceLimits: env.LOCAL_SERVICE_LIMITS === 'on',
    },
    webhookKeys: env.WEBHOOK_KEYS,
    webhookTokens: readWebhookTokens(env, cloud),
    publicUrl: env.PUBLIC_URL,
    bot: readBot(env, cloud),
  };
}

/** All or nothing: what is missing beside the audience was reported by now. */
function readWebhookTokens(env: Environment, cloud: Cloud): WebhookTokens | undefined {
  if (env.WEBHOOK_AUDIENCE.length === 0) return undefined;
  return {
    entraOrigin: env.ENTRA_ORIGIN ?? cloud.entraOrigin,
    tokenServiceOrigin: cloud.tokenServiceOrigin,
    tenantId: env.WEBHOOK_TENANT_ID ?? '',
    audiences: env.WEBHOOK_AUDIENCE,
    actionGroupAppId: env.ACTION_GROUP_APP_ID ?? cloud.actionGroupAppId ?? '',
    eventGridAppId: env.EVENT_GRID_APP_ID ?? cloud.eventGridAppId ?? '',
  };
}

function readBot(env: Environment, cloud: Cloud): Settings['bot'] {
  const tenantId = env.MicrosoftAppTenantId ?? '';
  return {
    appType: env.MicrosoftAppType ?? 'SingleTenant',
    appId: env.MicrosoftAppId,
    appPassword: env.MicrosoftAppPassword,
    tenantId,
    tenantIds: orElse(env.TEAMS_TENANT_IDS, tenantId === '' ? [] : [tenantId]),
    channelService: cloud.channelService,
    chatHosts: cloud.chatHosts,
  };
}

function orElse<T>(values: T[], fallback: T[]): T[] {
  return values.length > 0 ? values : fallback;
}

function readHub(resourceId: string, cloud: Cloud): Hub {
  const name = hubIdPattern.exec(resourceId)?.groups?.name ?? '';
  return { name, resourceId, hostName: `${name}.${cloud.hubDomain}` };
}

function describeIssue(issue: z.core.$ZodIssue): string {
  return `- ${String(issue.path[0])}: ${issue.message}`;
}
