import { sayNotFound } from '../../../src/adapters/azure-arm/not-found';

const id = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Devices/IotHubs/my-hub';

function said(message: string, isStandIn = false) {
  const body = JSON.stringify({ error: { code: 'ResourceNotFound', message } });
  return sayNotFound(id, body, isStandIn);
}

const ours = `Azure Resource Manager knows no hub ${id}. Check IOT_HUB_RESOURCE_IDS, and that the hub still exists.`;

describe('sayNotFound', () => {
  it('adds what Azure says when that is more than we would say', () => {
    expect(said("Resource group 'g' could not be found.")).toBe(
      `Azure Resource Manager knows no hub ${id}. It says: Resource group 'g' could not be found. Check IOT_HUB_RESOURCE_IDS, and that the hub still exists.`,
    );
  });

  it.each([false, true])('says the usual in our own words (stand-in: %p)', (isStandIn) => {
    const usual = "The Resource 'Microsoft.Devices/IotHubs/my-hub' was not found.";

    expect(said(usual, isStandIn)).toBe(ours);
    expect(sayNotFound(id, '<html>', isStandIn)).toBe(ours);
  });

  it('leaves the word to a stand-in that knows why', () => {
    expect(said('No hub.json tells of the hub', true)).toBe('No hub.json tells of the hub.');
  });

  it('repeats no markup', () => {
    expect(said('Go [here](https://evil.example)', true)).toBe(ours);
  });
});
