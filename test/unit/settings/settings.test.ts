import { readFileSync } from 'node:fs';
import { Environment, readSettings } from '../../../src/settings';

const hubId =
  '/subscriptions/00000000-0000-0000-0000-000000000042/resourceGroups/rg/providers/Microsoft.Devices/IotHubs/contoso-hub';
const production = {
  LOG_ANALYTICS_WORKSPACE_ID: '11111111-2222-4333-8444-555555555555',
  IOT_HUB_RESOURCE_IDS: hubId,
  WEBHOOK_KEYS: 'a-first-key-long-enough',
  MicrosoftAppId: 'app',
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

  it('refuses to leave local mode without app id, webhook keys and hubs, naming all three', () => {
    const start = () =>
      readSettings({ LOG_ANALYTICS_WORKSPACE_ID: production.LOG_ANALYTICS_WORKSPACE_ID });

    expect(start).toThrow(
      /MicrosoftAppId: is required.*\n.*WEBHOOK_KEYS.*\n.*IOT_HUB_RESOURCE_IDS/,
    );
  });

  it.each([
    ['PORT', '70000'],
    ['TIME_ZONE', 'Mars/Olympus'],
    ['AZURE_CLOUD', 'moon'],
    ['LOG_ANALYTICS_WORKSPACE_ID', 'my-workspace'],
    ['IOT_HUB_RESOURCE_IDS', '/subscriptions/x/nothing'],
    ['WEBHOOK_KEYS', 'short'],
    ['WEBHOOK_KEYS', 'long-enough-key-1,long-enough-key-2,long-enough-key-3'],
    ['LOCAL_INGESTION_DELAY_SECONDS', '-1'],
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
