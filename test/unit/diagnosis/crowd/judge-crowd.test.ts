import type { Crowd, Site } from '../../../../src/diagnosis/crowd/crowd';
import { isCrowd, judgeCrowd } from '../../../../src/diagnosis/crowd/judge-crowd';
import type { HealthStatus } from '../../../../src/ports/health-source';
import { crowd, factor } from '../../../support/crowds';

const degraded: HealthStatus = {
  ...{ state: 'degraded', title: '', summary: '', reason: 'Unplanned' },
  ...{ since: undefined, until: undefined },
};
const spread = { site: undefined, commonFactors: [], addresses: 12 };
const site: Site = {
  ...{ factor: 'address', values: ['a'], affected: 12, total: 12 },
  ...{ elsewhere: 0, elsewhereTotal: 90 },
};

describe('isCrowd', () => {
  it.each([
    [2, 0, 1, false],
    [3, 0, 1, true],
    [3, 0.2, 1, false],
    [12, 0.2, 1, true],
    [12, 6, 1, false],
    [40, 6, 1, true],
    [3, 0, 240, true],
    [3, 0, 1680, false],
    [4, 0, 1680, true],
    [18, 4, 1, true],
    [18, 4, 2000, true],
    [15, 4, 1, true],
    [15, 4, 2000, false],
  ])('%s where %s are usual, the worst of %s moments: %s', (affected, usual, moments, is) => {
    expect(isCrowd(crowd({ affected, usual }), moments)).toBe(is);
  });
});

const told: [string, Crowd, HealthStatus | undefined, string, string][] = [
  ['a site that chance does not explain', crowd(), undefined, 'site-outage', 'high'],
  ['a site of few', crowd({ commonFactors: [] }), undefined, 'site-outage', 'medium'],
  [
    'the only site of a hub',
    crowd({ site: { ...site, elsewhereTotal: 0 }, commonFactors: [] }),
    undefined,
    'site-outage',
    'low',
  ],
  ['a site while the hub is degraded', crowd(), degraded, 'site-outage', 'medium'],
  [
    'the only site of a degraded hub',
    crowd({ site: { ...site, elsewhereTotal: 0 } }),
    degraded,
    'hub-fault',
    'high',
  ],
  ['a site and one stray error', crowd({ hubFaultDevices: 1 }), undefined, 'site-outage', 'high'],
  ['errors of the hub', crowd({ hubFaultDevices: 30 }), undefined, 'hub-fault', 'high'],
  ['a degraded hub and no site', crowd(spread), degraded, 'hub-fault', 'high'],
  ['everywhere without errors', crowd({ ...spread, others: 40 }), undefined, 'hub-fault', 'medium'],
  ['a small part everywhere', crowd({ ...spread, others: 900 }), undefined, 'hub-fault', 'low'],
];

describe('judgeCrowd', () => {
  it.each(told)('tells %s', (_what, seen, health, cause, confidence) => {
    const verdict = judgeCrowd(seen, health);

    expect(verdict).toMatchObject({ cause, confidence });
    expect(verdict?.confidenceReason.length).toBeLessThan(160);
  });

  it.each([
    ['nobody asked', undefined],
    ['it is usual', crowd({ usual: 50 })],
    [
      'a small part dropped that shares more than the hub',
      crowd({ ...spread, others: 900, commonFactors: [factor({ factor: 'sdk' })] }),
    ],
    ['a few of many dropped', crowd({ ...spread, affected: 9, others: 900 })],
    ['nothing is known of places', crowd({ ...spread, addresses: 0 })],
  ])('says nothing where %s', (_when, seen) => {
    expect(judgeCrowd(seen, undefined)).toBeUndefined();
  });

  it('does not take another common factor for the proof of a place', () => {
    const verdict = judgeCrowd(crowd({ commonFactors: [factor({ factor: 'sdk' })] }), undefined);

    expect(verdict).toMatchObject({ cause: 'site-outage', confidence: 'medium' });
  });
});
