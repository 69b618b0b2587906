import type { CommonFactor, Crowd } from '../../src/diagnosis/crowd/crowd';
import type { SourceCheck } from '../../src/diagnosis/diagnosis';

/** 56 of the 60 devices behind one address, and 3 of 240 others, dropped; one of them otherwise. */
export function crowd(parts: Partial<Crowd> = {}): Crowd {
  return {
    at: new Date('2026-11-21T03:08:00Z'),
    from: new Date('2026-11-21T03:06:00Z'),
    to: new Date('2026-11-21T03:13:00Z'),
    affected: 60,
    others: 240,
    away: 55,
    usual: 0.2,
    codes: [{ code: '404104', name: 'DeviceConnectionClosedRemotely', devices: 59 }],
    hubFaultDevices: 0,
    addresses: 4,
    site: {
      factor: 'address',
      values: ['81.24.7.XXX'],
      affected: 56,
      total: 60,
      elsewhere: 4,
      elsewhereTotal: 240,
    },
    commonFactors: [
      factor({}),
      factor({ factor: 'idPrefix', value: 'press-', affected: 31, others: 12, ratio: 10.3 }),
      factor({
        factor: 'sdk',
        value: '.NET/1.42.0',
        affected: 40,
        others: 60,
        ratio: 2.7,
        p: 4e-5,
      }),
      factor({
        factor: 'protocol',
        value: 'AmqpWs',
        affected: 22,
        others: 0,
        ratio: null,
        p: 0.004,
      }),
    ],
    oddOnes: [
      { device: 'device-17', code: '401003', name: 'IoTHubUnauthorized', crowdCode: '404104' },
    ],
    ...parts,
  };
}

/** 56 of 60 that dropped and 3 of 240 that did not are behind one address. */
export function factor(parts: Partial<CommonFactor>): CommonFactor {
  return {
    factor: 'address',
    value: '81.24.7.XXX',
    affected: 56,
    affectedTotal: 60,
    others: 3,
    othersTotal: 240,
    ratio: 74.7,
    p: 3.1e-48,
    ...parts,
  };
}

/** Every source answered, but for those that are named. */
export function checks(
  parts: Partial<Record<SourceCheck['source'], Omit<SourceCheck, 'source'>>> = {},
): SourceCheck[] {
  return Object.entries({ ...answered, ...parts }).map(([source, check]) => ({
    source: source as SourceCheck['source'],
    ...check,
  }));
}

const answered: Record<SourceCheck['source'], Omit<SourceCheck, 'source'>> = {
  registry: {
    state: 'known',
    text: 'On contoso-hub the device is enabled; last activity 2026-11-21 03:07 UTC, a hint that can be minutes late.',
  },
  hub: {
    state: 'known',
    text: 'S1 with 2 units; public access is on; no IP filter.',
  },
  'diagnostic-settings': { state: 'known', text: 'Connections goes to plant-logs.' },
  health: { state: 'known', text: 'The hub is available since 2026-11-02 08:00 UTC.' },
  metrics: {
    state: 'known',
    text: 'At least 240 devices connected at 2026-11-21 03:10 UTC; no connect was throttled.',
  },
};
