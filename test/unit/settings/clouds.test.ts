import { clouds } from '../../../src/clouds';

describe('clouds', () => {
  it.each([
    ['public', 'https://management.azure.com'],
    ['usgov', 'https://management.usgovcloudapi.net'],
    ['china', 'https://management.chinacloudapi.cn'],
  ] as const)('%s has Resource Manager at %s', (name, origin) => {
    expect(clouds[name].armOrigin).toBe(origin);
  });

  it.each(Object.entries(clouds))('%s has origins without path or trailing slash', (_, cloud) => {
    const { logsOrigin, armOrigin, portalOrigin, entraOrigin, tokenServiceOrigin } = cloud;
    for (const origin of [logsOrigin, armOrigin, portalOrigin, entraOrigin, tokenServiceOrigin]) {
      expect(new URL(origin).origin).toBe(origin);
    }
  });
});
