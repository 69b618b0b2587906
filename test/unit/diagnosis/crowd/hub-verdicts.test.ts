import type { AffectedDevice } from '../../../../src/diagnosis/crowd/affected-rows';
import type { HubTotals } from '../../../../src/diagnosis/hub/hub-rows';
import { summarizeRows } from '../../../../src/diagnosis/hub/summarize-rows';
import { type HubSurroundings, logsAlone } from '../../../../src/diagnosis/surroundings';
import {
  affected,
  affectedRows,
  refusedOnly,
  renewing,
  several,
} from '../../../support/affected-devices';
import { dayWindow, minute } from '../../../support/connection-rows';
import { hubTotals } from '../../../support/hub-totals';

const rest = [
  { value: '10.0.1.XXX', devices: 120_000 },
  { value: '10.0.2.XXX', devices: 120_000 },
];

function judge(
  devices: AffectedDevice[],
  parts: {
    others?: typeof rest;
    complete?: boolean;
    affectedTotal?: number;
    totals?: Partial<HubTotals>;
    surroundings?: HubSurroundings;
  } = {},
) {
  const { others = rest, complete = true, surroundings } = parts;
  const totals = hubTotals({
    ...{ events: 900, devicesAffected: devices.length, disconnects: devices.length },
    ...{ drops: devices.length, devicesSeen: devices.length + 9, ...parts.totals },
  });
  const { affectedTotal = devices.length } = parts;
  return summarizeRows(
    { window: dayWindow, complete, surroundings },
    {
      ...{ totals: [totals], codes: [], bins: [] },
      affected: affectedRows(devices, others, { affectedTotal }),
    },
  );
}

const degraded: HubSurroundings = {
  ...logsAlone,
  health: {
    state: 'known',
    value: [
      {
        ...{ state: 'degraded', title: 'Trouble', summary: '', reason: 'Unplanned' },
        ...{ since: minute(290), until: undefined },
      },
    ],
  },
};

const everywhere = (count: number, code: string) =>
  several(count, 'p', (id, index) =>
    affected(id, { codes: [code], address: `10.1.${index % 40}.XXX` }),
  );
const longest = '2001:db8:85a3:8d3:1319:8a2e:370:XXXX';
const site = (count: number, address = '81.24.7.XXX') =>
  several(count, `press-${address}`, (id) => affected(id, { address }));

describe('the verdict about a hub', () => {
  it.each([
    ['a site', site(60), {}, 'site-outage', false],
    ['a site of IPv6', site(9999, longest), {}, 'site-outage', false],
    [
      'two sites of IPv6',
      [...site(4000, longest), ...site(4000, `${longest}1`)],
      ...[{}, 'site-outage', false],
    ],
    [
      'a site without addresses',
      several(60, 'press', (id) => affected(id, { address: '' })),
      {
        others: [],
      },
      'site-outage',
      false,
    ],
    ['the whole hub at one site', site(12), { others: [] }, 'site-outage', false],
    ['errors of the hub', everywhere(12_000, '500001'), {}, 'hub-fault', false],
    ['a crowd everywhere', everywhere(900, '404104'), { others: [] }, 'hub-fault', false],
    ['Resource Health', everywhere(2, '404104'), { surroundings: degraded }, 'hub-fault', false],
    [
      'disabled devices',
      several(900, 'p', (id) => refusedOnly(id, '403012')),
      {},
      'device-disabled',
      false,
    ],
    [
      'one loss among renewals',
      [affected('a'), ...several(9000, 'r', (id) => renewing(id))],
      ...[{ totals: { stillAway: 1 } }, 'connection-lost', false],
    ],
    ['renewals', several(9000, 'r', (id) => renewing(id)), {}, 'token-renewal', true],
    [
      'renewals and goodbyes',
      [...several(90, 'r', (id) => renewing(id)), affected('g', { codes: [''], clean: 1 })],
      ...[{}, 'graceful-close', null],
    ],
    [
      'renewals of a partial answer',
      several(90, 'r', (id) => renewing(id)),
      ...[{ complete: false }, 'undetermined', null],
    ],
    [
      'renewals, and devices that were not read',
      several(90, 'r', (id) => renewing(id)),
      ...[{ affectedTotal: 91 }, 'undetermined', null],
    ],
    [
      'as many lost as disabled',
      [
        ...several(5, 'l', (id, i) => affected(id, { hardAt: minute(i * 99) })),
        ...several(5, 'd', (id) => refusedOnly(id, '403012')),
      ],
      ...[{}, 'undetermined', null],
    ],
    [
      'upgrades',
      several(50, 'u', (id) => affected(id, { codes: ['400029'] })),
      {},
      'platform-upgrade',
      null,
    ],
  ] as [string, AffectedDevice[], Parameters<typeof judge>[1], string, boolean | null][])(
    'of %s',
    (_what, devices, parts, cause, benign) => {
      const verdict = judge(devices, parts);

      expect(verdict).toMatchObject({ cause, benign });
      expect(verdict.why).toMatch(/^[A-Z\d].*\.$/);
      expect(verdict.why.length).toBeLessThanOrEqual(160);
      expect(verdict.why).not.toContain('!');
      for (const { why } of verdict.alternatives) expect(why.length).toBeLessThanOrEqual(160);
      expect(verdict.steps.length).toBeGreaterThan(0);
    },
  );

  it('says when not every device was read', () => {
    const { seen } = judge(site(60), { affectedTotal: 20_060 });

    expect(seen).toContain(
      '60 of 20,060 devices that dropped or were refused were read one by one, those with a loss first: causes and common factors are of them (query devices-affected).',
    );
  });

  it('is less sure of a crowd when rows are missing', () => {
    expect(judge(site(60)).confidence).toBe('high');
    expect(judge(site(60), { complete: false }).confidence).toBe('medium');
  });

  it('begins the steps with what can be done from a phone', () => {
    expect(judge(site(60)).steps[0]?.text).toBe(
      'Ask the site behind 81.24.7.XXX about power and network since about 2026-11-20 05:00 UTC.',
    );
    expect(judge([...site(60), ...site(50, '10.9.9.XXX')]).steps[0]?.text).toMatch(
      /^Ask the 2 sites about power and network/,
    );
    expect(judge(everywhere(900, '500001')).steps[0]?.text).toMatch(/^Let the devices retry/);
  });

  it('does not claim that others were spared where nobody else was seen', () => {
    const { alternatives, confidence, confidenceReason } = judge(site(12), { others: [] });

    expect(alternatives[0]?.why).toContain('no device elsewhere has rows');
    expect({ confidence, confidenceReason }).toEqual({
      confidence: 'low',
      confidenceReason: 'no device elsewhere has rows, so the hub may be at fault as well',
    });
  });
});
