import fc from 'fast-check';
import { asEpisode } from '../../../src/alerts/health-event';
import { readAlert } from '../../../src/alerts/read-alert';
import { resourceHealthAlert } from '../../support/alert-payloads-activity';
import { bareLogAlert, classicAlert, legacyMetricAlert } from '../../support/alert-payloads-legacy';
import { fixedClock } from '../../support/fixed-clock';
import { knownHubs } from '../../support/hubs';

const deps = {
  hubs: knownHubs('contoso-hub', 'fabrikam-hub'),
  clock: fixedClock(new Date('2026-03-01T03:15:00Z')),
};

const groups = ['plant-rg', 'lab-rg'];
const resources = groups.flatMap((group) =>
  [
    'Microsoft.Devices/IotHubs/contoso-hub',
    'Microsoft.Devices/IotHubs/fabrikam-hub',
    'Microsoft.Devices/IotHubs/not-ours',
    'Microsoft.Compute/virtualMachines/gateway-1',
    'Microsoft.Compute/virtualMachines/gateway-2',
  ]
    // A hub's name is nobody else's in all of Azure.
    .filter((resource) => group === 'plant-rg' || !resource.includes('IotHubs'))
    .map((resource) => `/subscriptions/1/resourceGroups/${group}/providers/${resource}`),
);
const resource = fc.constantFrom(...resources);
const several = fc.uniqueArray(resource, { minLength: 1, maxLength: 3 });
// As Azure does: now so, now in capitals.
const casing = fc.constantFrom(
  (text: string) => text,
  (text: string) => text.toUpperCase(),
);

describe('alerts about distinct resources', () => {
  it('never merge into one event of Resource Health, however many each is about', () => {
    fc.assert(
      fc.property(several, several, casing, (one, other, spell) => {
        const ids = [one, other.map(spell)].map(readHealthId);

        expect(ids[0] === ids[1]).toBe(sorted(one) === sorted(other));
      }),
    );
  });

  it.each([
    ['metric', (resourceId: string) => legacyMetricAlert({}, { resourceId })],
    ['classic', classicOf],
  ])('never share the id of a rule in the %s schema', (_name, payload) => {
    fc.assert(
      fc.property(resource, resource, casing, (one, other, spell) => {
        const ids = [one, spell(other)].map((each) => readAlert(payload(each), deps).id);

        expect(ids[0] === ids[1]).toBe(one === other);
      }),
    );
  });

  it('never share the id of a rule that splits by device, whatever the devices are called', () => {
    const name = fc.constantFrom('pump', 'Pump', 'pump 1', '1', 'pump b=1', 'pump","b":"1');
    const split = fc.uniqueArray(fc.record({ name: fc.constantFrom('a', 'b', 'c'), value: name }), {
      minLength: 1,
      maxLength: 3,
      selector: (dimension) => dimension.name,
    });
    fc.assert(
      fc.property(split, split, (one, other) => {
        const ids = [one, other].map(
          (Dimensions) => readAlert(bareLogAlert({ Dimensions }), deps).id,
        );

        expect(ids[0] === ids[1]).toBe(JSON.stringify(one) === JSON.stringify(other));
      }),
    );
  });
});

function readHealthId(targets: string[]): string {
  const payload = resourceHealthAlert();
  const { essentials, alertContext } = payload.data as Record<string, object>;
  const data = { alertContext, essentials: { ...essentials, alertTargetIDs: targets } };
  return asEpisode(readAlert({ ...payload, data }, deps)).id;
}

function classicOf(resourceId: string) {
  const payload = classicAlert();
  return { ...payload, context: { ...(payload.context as object), resourceId } };
}

function sorted(names: string[]): string {
  return [...names].sort().join();
}
