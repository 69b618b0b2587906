import { readHubResourceId } from '../../../src/ports/hub-resource-id';
import { armHub, armId } from '../../support/arm-bodies';

describe('readHubResourceId', () => {
  it.each([
    armId,
    armId.toUpperCase(),
    '/subscriptions/s/resourceGroups/Büro_(1).x/providers/Microsoft.Devices/IotHubs/h',
  ])('takes %s', (resourceId) => {
    expect(readHubResourceId({ ...armHub, resourceId })).toBe(resourceId);
  });

  it.each([
    undefined,
    '',
    '/hubs/my-hub',
    armId.slice(1),
    `https://evil.example${armId}`,
    `${armId}/listkeys`,
    `${armId}?x=1`,
    `${armId}#x`,
    `${armId}\n`,
    `${armId}%2F..`,
    armId.replace('plant-rg', '..'),
    armId.replace('plant-rg', 'a/b'),
    armId.replace('plant-rg', '{resourceUri}'),
    armId.replace('my-hub', '..'),
    armId.replace('my-hub', 'a@b'),
    armId.replace('Devices', 'KeyVault'),
  ])('refuses %p', (resourceId) => {
    expect(() => readHubResourceId({ ...armHub, resourceId })).toThrow(
      expect.objectContaining({ code: 'hub_unidentified', retryable: false }),
    );
  });
});
