import { createLocalAzure } from '../../../src/playground/azure/local-azure';
import { readSettings } from '../../../src/settings';
import { createLogger } from '../../../src/shared/logger';
import { openAzure } from '../../../src/start/open-azure';

const log = createLogger('silent');

describe('openAzure', () => {
  it('asks the stand-in by the real clients in local mode', async () => {
    const now = new Date('2026-03-01T04:00:00Z');
    const local = await createLocalAzure({ now: () => now, ingestionDelaySeconds: 0, log });
    const { origin } = await local.listen(0);
    const azure = openAzure(readSettings({}), { localOrigin: origin, log });

    const window = { from: new Date('2026-02-28T04:00:00Z'), to: now };
    const answer = await azure.logs.ask({
      name: 'rows',
      kql: 'AzureDiagnostics | count',
      window,
      readRow: (cells) => cells.Count,
    });

    await local.close();
    expect(answer.rows[0]).toBeGreaterThan(1000);
    expect(azure.hubs.find('any-hub')?.name).toBe('any-hub');
  });

  it('knows only the configured hubs outside local mode', () => {
    const hub = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Devices/IotHubs/contoso-hub';
    const settings = readSettings({
      LOG_ANALYTICS_WORKSPACE_ID: '11111111-2222-4333-8444-555555555555',
      IOT_HUB_RESOURCE_IDS: hub,
      WEBHOOK_KEYS: 'a-first-key-long-enough',
      MicrosoftAppId: 'app',
      MicrosoftAppPassword: 'a-password',
      MicrosoftAppTenantId: '22222222-3333-4444-8555-666666666666',
    });

    const azure = openAzure(settings, { localOrigin: undefined, log });

    expect(azure.hubs.all()).toHaveLength(1);
    expect(azure.hubs.find('any-hub')).toBeUndefined();
  });
});
