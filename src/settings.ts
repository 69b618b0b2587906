import { IANAZone } from 'luxon';
import { z } from 'zod';
import { type Cloud, cloudNames, clouds } from './clouds';
import type { Hub } from './ports/hub';
import { AppError } from './shared/app-error';

/** Everything the environment decides, checked once at the start. `.env.example` explains each. */
export interface Settings {
  port: number;
  logLevel: string;
  timeZone: string;
  databaseUrl: string;
  queryTimeoutSeconds: number;
  cloud: Cloud;
  /** Empty in local mode, where every hub name is known. */
  hubs: Hub[];
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
  /** Origin at which browsers reach the bot; undefined where only local mode knows it. */
  publicUrl: string | undefined;
  bot: { appType: string; appId: string; appPassword: string; tenantId: string };
}

const hubIdPattern =
  /^\/subscriptions\/[^/]+\/resourcegroups\/[^/]+\/providers\/microsoft\.devices\/iothubs\/(?<name>[^/]+)$/i;

/** The variables as they are written in `.env`; an empty value counts as absent. */
export const Environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(3978),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  TIME_ZONE: z
    .string()
    .refine(IANAZone.isValidZone, 'is not an IANA time zone such as Europe/Amsterdam')
    .default('UTC'),
  DATABASE_URL: z.string().default('sqlite:./data/reconnect.db'),
  QUERY_TIMEOUT_SECONDS: z.coerce.number().int().min(1).max(600).default(30),
  AZURE_CLOUD: z.enum(cloudNames).default('public'),
  LOG_ANALYTICS_WORKSPACE_ID: z.guid('is not a workspace id (a GUID)').optional(),
  IOT_HUB_RESOURCE_IDS: listOf(
    z.string().regex(hubIdPattern, 'has an entry that is not the ARM id of an IoT hub'),
  ),
  AZURE_LOCAL_PORT: z.coerce.number().int().min(0).max(65535).default(3979),
  LOCAL_DATA_DIR: z.string().optional(),
  LOCAL_SERVICE_LIMITS: z.enum(['on', 'off']).default('on'),
  LOCAL_INGESTION_DELAY_SECONDS: z.coerce.number().min(0).max(86_400).default(0),
  WEBHOOK_KEYS: listOf(z.string().min(16, 'has a key of fewer than 16 characters')).refine(
    (keys) => keys.length <= 2,
    'holds more than two keys',
  ),
  PUBLIC_URL: z.string().transform(readOrigin).optional(),
  MicrosoftAppType: z.enum(['SingleTenant', 'UserAssignedMSI', 'MultiTenant']).optional(),
  MicrosoftAppId: z.string().default(''),
  MicrosoftAppPassword: z.string().default(''),
  MicrosoftAppTenantId: z.string().default(''),
});

/**
 * Reads every setting at once, so that a wrong `.env` is reported in full and not one line per
 * start. Values never appear in the message: some of them are secrets.
 */
export function readSettings(env: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const read = Environment.safeParse(given);
  const mistakes = [...(read.error?.issues ?? []).map(describeIssue), ...findMissingLocks(given)];
  if (!read.success || mistakes.length > 0) {
    throw new AppError('settings_invalid', `Settings are wrong:\n${mistakes.join('\n')}`);
  }
  return toSettings(read.data);
}

function toSettings(env: z.infer<typeof Environment>): Settings {
  const cloud = clouds[env.AZURE_CLOUD];
  return {
    port: env.PORT,
    logLevel: env.LOG_LEVEL,
    timeZone: env.TIME_ZONE,
    databaseUrl: env.DATABASE_URL,
    queryTimeoutSeconds: env.QUERY_TIMEOUT_SECONDS,
    cloud,
    hubs: env.IOT_HUB_RESOURCE_IDS.map((id) => readHub(id, cloud)),
    workspaceId: env.LOG_ANALYTICS_WORKSPACE_ID,
    local: {
      azurePort: env.AZURE_LOCAL_PORT,
      dataDir: env.LOCAL_DATA_DIR,
      ingestionDelaySeconds: env.LOCAL_INGESTION_DELAY_SECONDS,
      enforceLimits: env.LOCAL_SERVICE_LIMITS === 'on',
    },
    webhookKeys: env.WEBHOOK_KEYS,
    publicUrl: env.PUBLIC_URL,
    bot: {
      appType: env.MicrosoftAppType ?? 'SingleTenant',
      appId: env.MicrosoftAppId,
      appPassword: env.MicrosoftAppPassword,
      tenantId: env.MicrosoftAppTenantId,
    },
  };
}

const locks = {
  MicrosoftAppId: 'the bot would accept messages from anybody',
  WEBHOOK_KEYS: 'anybody could post alerts',
  IOT_HUB_RESOURCE_IDS: 'no hub would be known',
};

function findMissingLocks(given: Record<string, string | undefined>): string[] {
  if (given.LOG_ANALYTICS_WORKSPACE_ID === undefined) return [];
  return Object.entries(locks)
    .filter(([name]) => given[name] === undefined)
    .map(([name, why]) => {
      return `- ${name}: is required beside LOG_ANALYTICS_WORKSPACE_ID: without it ${why}`;
    });
}

function listOf(item: z.ZodType<string, string>) {
  return z
    .string()
    .default('')
    .transform((text) => text.split(',').map((part) => part.trim()))
    .transform((parts) => parts.filter((part) => part !== ''))
    .pipe(z.array(item));
}

/** Links are made of it: anything but an origin would be lost in them, and is a mistake. */
function readOrigin(text: string, context: z.RefinementCtx): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const fault =
    url === undefined ? 'is not an address such as https://bot.contoso.com' : faultOf(url);
  if (url !== undefined && fault === undefined) return url.origin;
  context.addIssue({ code: 'custom', message: fault ?? '' });
  return z.NEVER;
}

function faultOf(url: URL): string | undefined {
  const only = 'give only scheme and host, such as https://bot.contoso.com';
  if (url.protocol !== 'https:') return `begins with ${url.protocol} and not with https:`;
  if (url.username !== '' || url.password !== '') return `has a user name or password: ${only}`;
  if (url.pathname !== '/') return `has a path: ${only}`;
  if (url.search !== '') return `has a query: ${only}`;
  return url.hash === '' ? undefined : `has a fragment: ${only}`;
}

function readHub(resourceId: string, cloud: Cloud): Hub {
  const name = hubIdPattern.exec(resourceId)?.groups?.name ?? '';
  return { name, resourceId, hostName: `${name}.${cloud.hubDomain}` };
}

function describeIssue(issue: z.core.$ZodIssue): string {
  return `- ${String(issue.path[0])}: ${issue.message}`;
}
