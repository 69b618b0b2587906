import type { AffectedDevice, RestCount } from '../../../../src/diagnosis/crowd/affected-rows';
import { findCommonFactors } from '../../../../src/diagnosis/crowd/common-factors';
import { type Random, seededRandom } from '../../../diagnosis-scenarios/random';
import { affected, several } from '../../../support/affected-devices';

const protocols = ['Mqtt', 'Amqp', 'MqttWs'] as const;

/** What devices have has nothing to do with whether they dropped. */
function anybody(random: Random) {
  return (device: string): AffectedDevice =>
    affected(`${random.pick(['press', 'mill', 'oven', 'lathe'])}-${device}`, {
      address: `81.24.${Math.floor(random.between(0, 20))}.XXX`,
      sdk: `.NET/1.${Math.floor(random.between(30, 43))}.0`,
      protocol: random.pick(protocols),
      authType: random.pick(['sas', 'x509Certificate']),
      idPrefix: random.pick(['press', 'mill', 'oven', 'lathe']),
    });
}

function told(devices: AffectedDevice[], others: AffectedDevice[], rest: RestCount[] = []) {
  const total = rest.reduce((sum, { devices: count }) => sum + count, 0);
  return findCommonFactors(devices, others, rest, total).filter(({ factor }) => factor !== 'code');
}

describe('findCommonFactors', () => {
  it('reports chance in at most one of a hundred fleets', () => {
    const fleets = Array.from({ length: 400 }, (_, seed) => {
      const make = anybody(seededRandom(seed + 1));
      return told(several(40, 'a', make), several(160, 'b', make));
    });

    expect(fleets.filter((factors) => factors.length > 0).length).toBeLessThanOrEqual(4);
  });

  it.each([
    ['sdk', { sdk: 'python/2.14.0' }],
    ['protocol', { protocol: 'AmqpWs' }],
    ['address', { address: '10.1.2.XXX' }],
    ['authType', { authType: 'x509CA' }],
    ['hub', { hub: 'fabrikam-hub' }],
    ['idPrefix', { idPrefix: 'planted' }],
  ] as const)('finds a planted %s, with counts of both sides and the ratio', (factor, parts) => {
    const make = anybody(seededRandom(7));
    const planted = several(30, 'a', (device, at) =>
      at < 24 ? { ...make(device), ...parts } : make(device),
    );
    const others = several(100, 'b', (device, at) =>
      at < 8 ? { ...make(device), ...parts } : make(device),
    );

    const [strongest] = told(planted, others);

    expect(strongest).toMatchObject({
      ...{ factor, value: Object.values(parts)[0] },
      ...{ affected: 24, affectedTotal: 30, others: 8, othersTotal: 100, ratio: 10 },
    });
    expect(strongest?.p).toBeLessThan(1e-6);
  });

  it('corrects for every value it tried', () => {
    const same = (address: string) => (device: string) => affected(device, { address });
    const rest = [{ factor: 'address', value: 'b', devices: 12 }];
    const few = several(3, 'x', same('a'));
    const many = several(3, 'x', (device, at) => ({
      ...same('a')(device),
      ...{ sdk: `sdk/${at}`, protocol: `p${at}`, authType: `t${at}`, codes: [`c${at}`] },
    }));

    const p = (devices: AffectedDevice[]) =>
      findCommonFactors(devices, [], rest, 12).find(({ factor }) => factor === 'address')?.p;

    // One of 455 ways to draw three of fifteen, times the values that could be compared.
    expect(p(few.map((device) => ({ ...device, codes: [] })))).toBeCloseTo(1 / 455, 9);
    expect(p(few)).toBeCloseTo(2 / 455, 9);
    expect(p(many)).toBeCloseTo(4 / 455, 9);
  });

  it('says null where none of the others has it, and puts places before codes', () => {
    const rest = [{ factor: 'address', value: '10.0.0.XXX', devices: 90 }];

    const factors = findCommonFactors(several(12, 'press'), [], rest, 90);

    expect(factors).toHaveLength(2);
    expect(factors[0]).toMatchObject({ factor: 'address', affected: 12, others: 0, ratio: null });
    expect(factors[1]).toMatchObject({ factor: 'code', value: '404104' });
  });

  it.each([
    ['there is nobody to compare with', several(12, 'press'), []],
    ['nobody dropped', [], [{ factor: 'sdk', value: 'x', devices: 9 }]],
    ['two dropped', several(2, 'p'), [{ factor: 'address', value: 'b', devices: 900 }]],
  ])('says nothing where %s', (_when, devices, rest) => {
    expect(told(devices, [], rest)).toEqual([]);
  });

  it('does not report what is only a little more frequent, however certain', () => {
    const rest = [{ factor: 'address', value: '81.24.7.XXX', devices: 8000 }];

    expect(
      findCommonFactors(several(300, 'press'), [], rest, 10_000).filter(
        ({ factor }) => factor === 'address',
      ),
    ).toEqual([]);
  });

  it('does not take devices of which nothing is known for devices that differ', () => {
    const rest = [
      { factor: 'sdk', value: '', devices: 200 },
      { factor: 'sdk', value: '.NET/1.42.0', devices: 3 },
    ];

    expect(told(several(12, 'press'), [], rest)).toEqual([]);
  });

  it('keeps spaces of a value', () => {
    const devices = several(9, 'p', (id) => affected(id, { address: 'a b  c' }));
    const rest = [{ factor: 'address', value: 'x', devices: 100 }];

    expect(told(devices, [], rest)[0]).toMatchObject({ factor: 'address', value: 'a b  c' });
  });
});
