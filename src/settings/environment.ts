import { IANAZone } from 'luxon';
import { z } from 'zod';
import { cloudNames } from '../clouds';
import { listOf } from './list-of';
import { readGraceOverrides } from './read-grace-overrides';
import { readOrigin, readServiceOrigin } from './read-origin';

export const hubIdPattern =
  /^\/subscriptions\/[^/]+\/resourcegroups\/[^/]+\/providers\/microsoft\.devices\/iothubs\/(?<name>[^/]+)$/i;

const tenantId = z.guid('is not a tenant id (a GUID)').toLowerCase();
const appId = z.guid('is not an application id (a GUID)').toLowerCase();

/** The variables as they are written in `.env`; an empty value counts as absent. */
export const Environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(3978),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  TIME_ZONE: z
    .string()
    .refine(IANAZone.isValidZone, 'is not an IANA time zone such as Europe/Amsterdam')
    .default('UTC'),
  DATABASE_URL: z
    .string()
    .regex(/^(?:sqlite:|postgres(?:ql)?:\/\/)/, 'begins with neither sqlite: nor postgres://')
    .default('sqlite:./data/reconnect.db'),
  QUERY_TIMEOUT_SECONDS: z.coerce.number().int().min(1).max(600).default(30),
  DISCONNECT_GRACE_SECONDS: z.coerce.number().int().min(0).max(86_400).default(120),
  DISCONNECT_GRACE_OVERRIDES: z.string().default('').transform(readGraceOverrides),

  AZURE_CLOUD: z.enum(cloudNames).default('public'),
  LOG_ANALYTICS_WORKSPACE_ID: z.guid('is not a workspace id (a GUID)').optional(),
  IOT_HUB_RESOURCE_IDS: listOf(
    z.string().regex(hubIdPattern, 'has an entry that is not the ARM id of an IoT hub'),
  ),
  EVENT_GRID_TOPICS: listOf(
    z.string().regex(/^\/subscriptions\/[^/]+\/./i, 'has an entry that is not an ARM id'),
  ),
  EVENT_GRID_SUBSCRIPTIONS: listOf(
    z.string().regex(/^[\w-]{1,64}$/, 'has an entry that is not the name of an event subscription'),
  ),

  WEBHOOK_KEYS: listOf(z.string().min(16, 'has a key of fewer than 16 characters')).refine(
    (keys) => keys.length <= 2,
    'holds more than two keys',
  ),
  WEBHOOK_AUDIENCE: listOf(
    z.union([z.guid().toLowerCase(), z.string().regex(/^api:\/\/./)], {
      error: 'has an entry that is neither a client id (a GUID) nor begins with api://',
    }),
  ),
  WEBHOOK_TENANT_ID: tenantId.optional(),
  ACTION_GROUP_APP_ID: appId.optional(),
  EVENT_GRID_APP_ID: appId.optional(),
  ENTRA_ORIGIN: z.string().transform(readServiceOrigin).optional(),

  PUBLIC_URL: z.string().transform(readOrigin).optional(),
  MicrosoftAppType: z.enum(['SingleTenant', 'UserAssignedMSI', 'MultiTenant']).optional(),
  MicrosoftAppId: z.string().default(''),
  MicrosoftAppPassword: z.string().default(''),
  MicrosoftAppTenantId: tenantId.optional(),
  TEAMS_TENANT_IDS: listOf(z.guid('has an entry that is not a tenant id (a GUID)').toLowerCase()),

  AZURE_LOCAL_PORT: z.coerce.number().int().min(0).max(65535).default(3979),
  LOCAL_DATA_DIR: z.string().optional(),
  LOCAL_SERVICE_LIMITS: z.enum(['on', 'off']).default('on'),
  LOCAL_INGESTION_DELAY_SECONDS: z.coerce.number().min(0).max(86_400).default(0),
});

export type Environment = z.infer<typeof Environment>;
