import { readHub } from '../../../src/adapters/azure-arm/read-hub';
import { armHub, hubBody } from '../../support/arm-bodies';

const accept = { filterName: 'plant', action: 'Accept', ipMask: '203.0.113.0/24' };
const reject = { filterName: 'guests', action: 'Reject', ipMask: '203.0.113.128/25' };
const allow = { filterName: 'office', action: 'Allow', ipMask: '198.51.100.7' };

describe('readHub', () => {
  it('reads how a hub is set up', () => {
    expect(readHub(hubBody(), armHub)).toEqual({
      name: 'my-hub',
      sku: 'S2',
      units: 3,
      state: 'Active',
      location: 'northeurope',
      publicAccess: 'enabled',
      ipRules: [],
      otherAddresses: 'accept',
      localAuth: 'enabled',
    });
  });

  it('reads a hub that is closed to the public and takes no keys', () => {
    const body = hubBody({ publicNetworkAccess: 'Disabled', disableLocalAuth: true });

    expect(readHub(body, armHub)).toMatchObject({
      publicAccess: 'disabled',
      localAuth: 'disabled',
    });
  });

  it('takes what is not told for the way a hub is made', () => {
    const body = { sku: { name: 'F1', capacity: 1 }, properties: {} };

    expect(readHub(body, armHub)).toEqual({
      name: 'my-hub',
      sku: 'F1',
      units: 1,
      state: undefined,
      location: '',
      publicAccess: 'enabled',
      ipRules: [],
      otherAddresses: 'accept',
      localAuth: 'enabled',
    });
  });

  it.each<[string, object, string[], string]>([
    [
      'the older list, in its order',
      { ipFilterRules: [reject, accept] },
      ['reject guests', 'accept plant'],
      'accept',
    ],
    [
      'a rule set that denies',
      { networkRuleSets: { defaultAction: 'Deny', ipRules: [allow] } },
      ['accept office'],
      'reject',
    ],
    [
      'a rule set that denies everybody',
      { networkRuleSets: { defaultAction: 'Deny', ipRules: [] } },
      [],
      'reject',
    ],
    [
      'a rule set that allows',
      { networkRuleSets: { defaultAction: 'Allow', ipRules: [allow] } },
      ['accept office'],
      'accept',
    ],
    [
      'a rule set without a default',
      { networkRuleSets: { ipRules: [allow] } },
      ['accept office'],
      'reject',
    ],
    ['an empty rule set', { networkRuleSets: {} }, [], 'accept'],
    ['nothing of either', { ipFilterRules: null, networkRuleSets: null }, [], 'accept'],
    [
      'the same rules in both forms',
      {
        ipFilterRules: [
          { ...allow, action: 'Accept' },
          { ...reject, ipMask: '0.0.0.0/0' },
        ],
        networkRuleSets: { defaultAction: 'Deny', ipRules: [allow] },
      },
      ['accept office'],
      'reject',
    ],
    [
      'the older list beside a rule set that allows all',
      { ipFilterRules: [reject], networkRuleSets: { defaultAction: 'Allow', ipRules: [] } },
      ['reject guests'],
      'accept',
    ],
    [
      'an action that nobody told',
      {
        networkRuleSets: {
          defaultAction: 'Deny',
          ipRules: [{ filterName: 'x', ipMask: '192.0.2.1' }],
        },
      },
      ['accept x'],
      'reject',
    ],
  ])('reads from %s who may come', (_, properties, rules, otherAddresses) => {
    const info = readHub(hubBody({ ...properties }), armHub);

    expect(info.ipRules.map(({ action, name }) => `${action} ${name}`)).toEqual(rules);
    expect(info.otherAddresses).toBe(otherAddresses);
  });

  it.each([
    ['the body', 'hello'],
    ['sku', { ...hubBody(), sku: undefined }],
    ['sku.capacity', hubBody({}, { sku: { name: 'S1' } })],
    ['properties.publicNetworkAccess', hubBody({ publicNetworkAccess: 'Perhaps' })],
    [
      'properties.ipFilterRules.0.action',
      hubBody({ ipFilterRules: [{ ...accept, action: 'Ask' }] }),
    ],
    [
      'properties.networkRuleSets.ipRules.1.ipMask',
      hubBody({ networkRuleSets: { ipRules: [allow, { ...allow, ipMask: 7 }] } }),
    ],
  ])('names %s where it is not as expected', (where, body) => {
    expect(() => readHub(body, armHub)).toThrow(
      expect.objectContaining({
        code: 'arm_unreadable',
        message: `Azure Resource Manager answered, but not with an IoT hub: ${where} is not as expected.`,
      }),
    );
  });

  it('says so of what is no JSON at all', () => {
    expect(() => readHub(undefined, armHub)).toThrow('no proxy answers in its place');
  });
});
