import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { portalLink } from '../../../src/reports/portal-link';

const window = { from: new Date('2026-11-21T02:16:00Z'), to: new Date('2026-11-21T03:16:00Z') };
const hub = '/subscriptions/1/resourceGroups/plant/providers/Microsoft.Devices/IotHubs/contoso-hub';
const portal = { origin: 'https://portal.azure.com', tenantId: 'a-tenant' };

/** What the portal reads out of such an address. */
function readLink(link: string | undefined) {
  const parts = (link ?? '').split('/').map(decodeURIComponent);
  const after = (name: string) => parts[parts.indexOf(name) + 1] ?? '';
  const query = gunzipSync(Buffer.from(after('q'), 'base64')).toString('utf8');
  return { query, resourceId: after('resourceId'), timespan: after('timespan') };
}

describe('portalLink', () => {
  it('opens every query as it was run', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 500 }), (kql) => {
        const link = portalLink(kql, window, hub, portal);

        expect(readLink(link).query).toBe(kql);
      }),
    );
  });

  it('opens it on the hub over the same window', () => {
    const link = portalLink('AzureDiagnostics | take 1', window, hub, portal);

    expect(readLink(link)).toEqual({
      query: 'AzureDiagnostics | take 1',
      resourceId: hub,
      timespan: '2026-11-21T02:16:00.000Z/2026-11-21T03:16:00.000Z',
    });
  });

  it('leads to the tenant’s portal of its cloud', () => {
    const link = portalLink('T', window, hub, {
      origin: 'https://portal.azure.us',
      tenantId: 'x y',
    });

    expect(link).toMatch(
      /^https:\/\/portal\.azure\.us\/#@x%20y\/blade\/Microsoft_Azure_Monitoring_Logs\/LogsBlade\/resourceId\//,
    );
    expect(link).toContain('/source/LogsBlade.AnalyticsShareLinkToQuery/q/H4sI');
  });

  it('needs no tenant', () => {
    const link = portalLink('T', window, hub, { origin: 'https://portal.azure.com' });

    expect(link).toMatch(/^https:\/\/portal\.azure\.com\/#blade\//);
  });

  it.each([undefined, ''])('is absent where the hub is %j', (hubResourceId) => {
    expect(portalLink('T', window, hubResourceId, portal)).toBeUndefined();
  });
});
