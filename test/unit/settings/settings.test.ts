import { readFileSync } from 'node:fs';
import { Environment, readSettings } from '../../../src/settings';

const hubId =
  '/subscriptions/00000000-0000-0000-0000-000000000042/resourceGroups/rg/providers/Microsoft.Devices/IotHubs/contoso-hub';
const tenant = '22222222-3333-4444-8555-666666666666';
const otherTenant = '33333333-4444-4555-8666-777777777777';
const appId = '44444444-5555-4666-8777-888888888888';
const production = {
  LOG_ANALYTICS_WORKSPACE_ID: '11111111-2222-4333-8444-555555555555',
  IOT_HUB_RESOURCE_IDS: hubId,
  WEBHOOK_KEYS: 'a-first-key-long-enough',
  MicrosoftAppId: 'app',
  MicrosoftAppPassword: 'a-password',
  MicrosoftAppTenantId: tenant,
};

describe('readSettings', () => {
  it('needs no variable at all and is then in local mode', () => {
    const settings = readSettings({});

    expect(settings.workspaceId).toBeUndefined();
    expect(settings.port).toBe(3978);
    expect(settings.local).toEqual({
      azurePort: 3979,
      dataDir: undefined,
      ingestionDelaySeconds: 0,
      enforceLimits: true,
    });
  });

  it('takes an empty value for an absent one', () => {
    expect(readSettings({ PORT: '', TIME_ZONE: '' })).toEqual(readSettings({}));
  });

  it('reads hubs from their ARM ids, in the domain of the cloud', () => {
    const settings = readSettings({ ...production, AZURE_CLOUD: 'china' });

    expect(settings.hubs).toEqual([
      { name: 'contoso-hub', resourceId: hubId, hostName: 'contoso-hub.azure-devices.cn' },
    ]);
    expect(settings.cloud.logsOrigin).toBe('https://api.loganalytics.azure.cn');
  });

  it.each(['', ' ', ', ,'])(
    'refuses to leave local mode without its locks, naming all of them, and takes %p for none',
    (nothing) => {
      const message = messageOf(() =>
        readSettings({
          LOG_ANALYTICS_WORKSPACE_ID: production.LOG_ANALYTICS_WORKSPACE_ID,
          WEBHOOK_KEYS: nothing,
          IOT_HUB_RESOURCE_IDS: nothing,
        }),
      );

      expect(message.split('\n').map((line) => line.split(':')[0])).toEqual([
        'Settings are wrong',
        '- MicrosoftAppId',
        '- WEBHOOK_KEYS or WEBHOOK_AUDIENCE',
        '- IOT_HUB_RESOURCE_IDS',
        '- MicrosoftAppPassword',
        '- MicrosoftAppTenantId',
      ]);
    },
  );

  it.each([
    ['PORT', '70000'],
    ['TIME_ZONE', 'Mars/Olympus'],
    ['AZURE_CLOUD', 'moon'],
    ['LOG_ANALYTICS_WORKSPACE_ID', 'my-workspace'],
    ['IOT_HUB_RESOURCE_IDS', '/subscriptions/x/nothing'],
    ['WEBHOOK_KEYS', 'short'],
    ['WEBHOOK_KEYS', 'long-enough-key-1,long-enough-key-2,long-enough-key-3'],
    ['LOCAL_INGESTION_DELAY_SECONDS', '-1'],
    ['DATABASE_URL', 'mysql://somewhere/reconnect'],
    ['DISCONNECT_GRACE_SECONDS', '-1'],
    ['EVENT_GRID_TOPICS', 'contoso-hub'],
    ['EVENT_GRID_SUBSCRIPTIONS', 'a name with blanks'],
    ['WEBHOOK_TENANT_ID', 'contoso.onmicrosoft.com'],
    ['WEBHOOK_AUDIENCE', 'reconnect'],
    ['ACTION_GROUP_APP_ID', 'action-groups'],
    ['EVENT_GRID_APP_ID', 'event-grid'],
    ['ENTRA_ORIGIN', 'http://login.microsoftonline.com'],
    ['ENTRA_ORIGIN', 'https://login.microsoftonline.com/common'],
    ['MicrosoftAppTenantId', 'contoso.onmicrosoft.com'],
    ['TEAMS_TENANT_IDS', 'contoso.onmicrosoft.com'],
  ])('names %s when it is %p', (name, value) => {
    expect(() => readSettings({ ...production, [name]: value })).toThrow(`- ${name}: `);
  });

  it.each([
    ['https://bot.contoso.com', 'https://bot.contoso.com'],
    ['https://bot.contoso.com/', 'https://bot.contoso.com'],
    ['HTTPS://Bot.Contoso.com:8443', 'https://bot.contoso.com:8443'],
    ['', undefined],
  ])('takes the public address %p as %p', (value, publicUrl) => {
    expect(readSettings({ ...production, PUBLIC_URL: value }).publicUrl).toBe(publicUrl);
  });

  it.each([
    ['bot.contoso.com', 'is not an address such as https://bot.contoso.com'],
    ['https://', 'is not an address such as https://bot.contoso.com'],
    ['http://bot.contoso.com', 'begins with http: and not with https:'],
    ['ftp://bot.contoso.com', 'begins with ftp: and not with https:'],
    ['https://bot.contoso.com/reconnect', 'has a path'],
    ['https://bot.contoso.com?a=1', 'has a query'],
    ['https://bot.contoso.com/#top', 'has a fragment'],
    ['https://alex:hunter2@bot.contoso.com', 'has a user name or password'],
  ])('refuses the public address %p: it %s', (value, what) => {
    const message = messageOf(() => readSettings({ ...production, PUBLIC_URL: value }));

    expect(message).toContain(`- PUBLIC_URL: ${what}`);
    expect(message).not.toContain('hunter2');
  });

  it('reports wrong values and missing locks together, without repeating any value', () => {
    const workspace = { LOG_ANALYTICS_WORKSPACE_ID: production.LOG_ANALYTICS_WORKSPACE_ID };

    const message = messageOf(() => readSettings({ ...workspace, WEBHOOK_KEYS: 'hunter2' }));

    expect(message).toContain('- WEBHOOK_KEYS: has a key of fewer than 16 characters');
    expect(message).toContain('- MicrosoftAppId: is required');
    expect(message).not.toContain('hunter2');
  });
});

describe('how long a disconnect waits', () => {
  it('is two minutes everywhere by default', () => {
    expect(readSettings({})).toMatchObject({ graceSeconds: 120, graceOverrides: [] });
  });

  it.each([
    ['contoso-hub=300', [{ hub: 'contoso-hub', seconds: 300 }]],
    ['contoso-hub/solar-*=3600', [{ hub: 'contoso-hub', device: 'solar-*', seconds: 3600 }]],
    ['*/plc-*=0', [{ device: 'plc-*', seconds: 0 }]],
    ['h/*=7', [{ hub: 'h', seconds: 7 }]],
    ['h/a=b,c:d=7', [{ hub: 'h', device: 'a=b,c:d', seconds: 7 }]],
    [
      ' one=1 \n two=2\t',
      [
        { hub: 'one', seconds: 1 },
        { hub: 'two', seconds: 2 },
      ],
    ],
  ])('can be set otherwise as %p', (text, graceOverrides) => {
    expect(readSettings({ DISCONNECT_GRACE_OVERRIDES: text })).toMatchObject({ graceOverrides });
  });

  it.each(['300', '=300', 'hub', 'hub=', 'hub=-1', 'hub=1.5', 'hub=86401', 'hub/=1', 'a/b/c=1'])(
    'cannot be set as %p',
    (entry) => {
      const read = () => readSettings({ DISCONNECT_GRACE_OVERRIDES: `good=1 ${entry}` });

      expect(messageOf(read)).toContain('- DISCONNECT_GRACE_OVERRIDES: has an entry');
    },
  );
});

describe('the senders of events', () => {
  it('are the hubs, by any subscription, when nothing else is said', () => {
    expect(readSettings(production)).toMatchObject({
      eventGridTopics: [hubId],
      eventGridSubscriptions: [],
    });
  });

  it('are any in local mode', () => {
    expect(readSettings({}).eventGridTopics).toEqual([]);
  });

  it('are the topics and subscriptions that are named', () => {
    const topic = '/subscriptions/s/resourceGroups/g/providers/Microsoft.EventGrid/topics/t';

    const settings = readSettings({
      ...production,
      EVENT_GRID_TOPICS: topic,
      EVENT_GRID_SUBSCRIPTIONS: 'to-reconnect, to-the-other',
    });

    expect(settings.eventGridTopics).toEqual([topic]);
    expect(settings.eventGridSubscriptions).toEqual(['to-reconnect', 'to-the-other']);
  });
});

describe('tokens on webhooks', () => {
  const tokens = { WEBHOOK_AUDIENCE: `${appId},api://reconnect`, WEBHOOK_TENANT_ID: tenant };

  it('are not taken without an audience', () => {
    expect(readSettings(production).webhookTokens).toBeUndefined();
  });

  it('do in place of keys, from the senders of the public cloud', () => {
    const settings = readSettings({ ...production, WEBHOOK_KEYS: '', ...tokens });

    expect(settings.webhookTokens).toEqual({
      entraOrigin: 'https://login.microsoftonline.com',
      tokenServiceOrigin: 'https://sts.windows.net',
      tenantId: tenant,
      audiences: [appId, 'api://reconnect'],
      actionGroupAppId: '461e8683-5575-4561-ac7f-899cc907d62a',
      eventGridAppId: '4962773b-9cdb-44cf-a8bf-237846a00ab7',
    });
  });

  it('of another cloud need its senders named', () => {
    const message = messageOf(() =>
      readSettings({ ...production, ...tokens, AZURE_CLOUD: 'usgov' }),
    );

    expect(message).toMatch(
      /- ACTION_GROUP_APP_ID: is required.*\n- EVENT_GRID_APP_ID: is required/,
    );
  });

  it('of another cloud are of its own Entra', () => {
    const settings = readSettings({
      ...{ ...production, ...tokens, AZURE_CLOUD: 'usgov' },
      ...{ ACTION_GROUP_APP_ID: appId.toUpperCase(), EVENT_GRID_APP_ID: otherTenant },
    });

    expect(settings.webhookTokens).toMatchObject({
      entraOrigin: 'https://login.microsoftonline.us',
      actionGroupAppId: appId,
      eventGridAppId: otherTenant,
    });
  });

  it.each(['WEBHOOK_AUDIENCE', 'WEBHOOK_TENANT_ID'])('are not taken without %s alone', (name) => {
    const read = () => readSettings({ ...tokens, [name]: '' });

    expect(messageOf(read)).toContain(`- ${name}: is required beside WEBHOOK_`);
  });

  it('may be checked with keys of this machine in local mode only', () => {
    const here = { ...tokens, ENTRA_ORIGIN: 'http://127.0.0.1:4000' };

    expect(readSettings(here).webhookTokens?.entraOrigin).toBe('http://127.0.0.1:4000');
    expect(messageOf(() => readSettings({ ...production, ...here }))).toContain('- ENTRA_ORIGIN: ');
  });
});

describe('the bot', () => {
  it('is for the people of its own tenant', () => {
    expect(readSettings(production).bot.tenantIds).toEqual([tenant]);
  });

  it('is for the tenants that are named', () => {
    const settings = readSettings({
      ...production,
      TEAMS_TENANT_IDS: `${tenant}, ${otherTenant.toUpperCase()}`,
    });

    expect(settings.bot.tenantIds).toEqual([tenant, otherTenant]);
  });

  it.each([
    ['MultiTenant', { MicrosoftAppTenantId: '' }, 'TEAMS_TENANT_IDS: is required'],
    ['MultiTenant', { MicrosoftAppPassword: '' }, 'MicrosoftAppPassword: is required'],
    ['UserAssignedMSI', { MicrosoftAppTenantId: '' }, 'MicrosoftAppTenantId: is required'],
    ['UserAssignedMSI', {}, 'MicrosoftAppPassword: must be empty'],
    [
      'SingleTenant',
      { TEAMS_TENANT_IDS: tenant, MicrosoftAppTenantId: '' },
      'MicrosoftAppTenantId',
    ],
  ])('as %s with %p is told what is wrong', (MicrosoftAppType, changes, what) => {
    const read = () => readSettings({ ...production, MicrosoftAppType, ...changes });

    expect(messageOf(read)).toContain(`- ${what}`);
  });

  it('as MultiTenant is for the tenants of an explicit list', () => {
    const settings = readSettings({
      ...{ ...production, MicrosoftAppTenantId: '', MicrosoftAppType: 'MultiTenant' },
      TEAMS_TENANT_IDS: otherTenant,
    });

    expect(settings.bot.tenantIds).toEqual([otherTenant]);
  });

  it('needs its locks in local mode too once it has an app id', () => {
    const message = messageOf(() => readSettings({ MicrosoftAppId: appId }));

    expect(message).toMatch(/MicrosoftAppPassword.*\n.*MicrosoftAppTenantId/);
  });

  it('belongs to the Bot Framework of its cloud', () => {
    const settings = readSettings({ ...production, AZURE_CLOUD: 'usgov' });

    expect(settings.bot.channelService).toBe('https://botframework.azure.us');
    expect(settings.bot.chatHosts).toContain('.teams.microsoft.us');
    expect(settings.bot.chatHosts).not.toContain('.teams.microsoft.com');
  });
});

function messageOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('nothing was thrown');
}

describe('.env.example', () => {
  const example = readFileSync('.env.example', 'utf8');
  const assignments = [...example.matchAll(/^(?<name>\w+)=(?<value>.*)$/gm)].map(
    (match) => [match.groups?.name ?? '', match.groups?.value ?? ''] as const,
  );

  it('lists every setting exactly once and nothing else', () => {
    const names = assignments.map(([name]) => name);

    expect(names.sort()).toEqual(Object.keys(Environment.shape).sort());
  });

  it('shows the defaults that are in force', () => {
    expect(readSettings(Object.fromEntries(assignments))).toEqual(readSettings({}));
  });

  it('explains each setting or group in a comment above it', () => {
    const unexplained = [...example.matchAll(/\n\n(?!#)(?<line>.+)/g)].map((m) => m.groups?.line);

    expect(unexplained).toEqual([]);
  });
});
