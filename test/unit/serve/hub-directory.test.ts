import { createHubDirectory, createLocalHubDirectory } from '../../../src/start/hub-directory';

describe('the hubs we may talk to', () => {
  const hub = { name: 'Contoso-Hub', resourceId: '/x', hostName: 'Contoso-Hub.azure-devices.net' };

  it('are the configured ones, whatever their case, and no other', () => {
    const directory = createHubDirectory([hub]);

    expect(directory.find('contoso-HUB')).toBe(hub);
    expect(directory.find('evil-hub')).toBeUndefined();
    expect(directory.all()).toEqual([hub]);
  });

  it('are all in local mode, as long as the name can be a hub name', () => {
    const directory = createLocalHubDirectory('azure-devices.net');

    expect(directory.find('North-Hub')).toEqual({
      name: 'North-Hub',
      hostName: 'north-hub.azure-devices.net',
    });
    expect(directory.find('evil.example/x')).toBeUndefined();
    expect(directory.find('-a')).toBeUndefined();
    expect(directory.all()).toEqual([]);
  });
});
