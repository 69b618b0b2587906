import fc from 'fast-check';
import type { AffectedDevice } from '../../../../src/diagnosis/crowd/affected-rows';
import { readHubCauses } from '../../../../src/diagnosis/crowd/read-hub-causes';
import { logsAlone } from '../../../../src/diagnosis/surroundings';
import type { HealthStatus } from '../../../../src/ports/health-source';
import { seededRandom } from '../../../diagnosis-scenarios/random';
import {
  affected,
  affectedRows,
  refusedOnly,
  renewing,
  several,
} from '../../../support/affected-devices';
import { dayWindow, minute } from '../../../support/connection-rows';
import { hubInfo } from '../../../support/surroundings';

const rest = [
  { value: '10.0.1.XXX', devices: 120 },
  { value: '10.0.2.XXX', devices: 120 },
];

function read(devices: AffectedDevice[], others = rest, health: HealthStatus[] = []) {
  const told = { state: 'known' as const, value: health };
  const around = health.length === 0 ? logsAlone : { ...logsAlone, health: told };
  return readHubCauses(affectedRows(devices, others), dayWindow, around);
}

/** Noticed when each keep-alive runs out: 90 to 450 s after the line went. */
const dark = (count: number) =>
  several(count, 'press', (id, index) => {
    const silence = [90, 270, 345, 360, 450][index % 5] ?? 90;
    return affected(id, { hardAt: minute(300 + silence / 60) });
  });

describe('readHubCauses', () => {
  it.each([
    ['5 of 10', 5, [{ value: 'b', devices: 5 }]],
    ['60 of 300', 60, rest],
    [
      '200 of 3,000',
      200,
      [
        { value: 'b', devices: 1400 },
        { value: 'c', devices: 1400 },
      ],
    ],
  ])('finds a site of mixed keep-alives: %s', (_what, count, others) => {
    const { crowdVerdict, crowd, byCause } = read(dark(count), others);

    expect(crowdVerdict?.cause).toBe('site-outage');
    expect(crowd).toMatchObject({ affected: count, site: { values: ['81.24.7.XXX'] } });
    expect(byCause).toEqual([{ cause: 'connection-lost', devices: count, disconnects: count }]);
  });

  it('sees three devices that went dark at once, the whole hub, with low confidence', () => {
    expect(read(dark(3), []).crowdVerdict).toMatchObject({
      cause: 'site-outage',
      confidence: 'low',
    });
  });

  it('finds a fault of the hub whose devices were back within the minute', () => {
    const short = several(200, 'p', (id, index) =>
      affected(id, {
        ...{ hardAt: undefined, hard: 0, open: 0, soon: 1, lastAt: minute(300) },
        address: `10.1.${index % 20}.XXX`,
      }),
    );

    expect(read(short, [{ value: '10.1.1.XXX', devices: 90 }]).crowdVerdict?.cause).toBe(
      'hub-fault',
    );
  });

  it('finds a fault of the hub behind the storm of those who return', () => {
    const storm = several(200, 'p', (id, index) =>
      affected(id, {
        ...{ refused: 3, refusedCodes: ['429001'], refusedAt: minute(303) },
        ...{ codes: [index % 2 === 0 ? '500001' : '404104'], address: `10.1.${index % 20}.XXX` },
      }),
    );

    expect(read(storm).crowdVerdict).toMatchObject({ cause: 'hub-fault', confidence: 'high' });
  });

  it.each([
    ['renewals', several(200, 'p', (id) => renewing(id, 1))],
    [
      'expired tokens of other lives',
      several(200, 'p', (id) =>
        renewing(id, 2, { upMin: 3600, upMax: 3600, upLow: 3600, upHigh: 3600 }),
      ),
    ],
    ['goodbyes', several(200, 'p', (id) => affected(id, { codes: [''], clean: 1 }))],
    ['refusals', several(200, 'p', (id) => refusedOnly(id, '403012'))],
  ])('makes no crowd of %s at one minute', (_what, devices) => {
    expect(read(devices).crowdVerdict).toBeUndefined();
  });

  it('makes no crowd of a fleet that drops all day', () => {
    // Each drops every 72 minutes: the last drop of nearly all lies in the last hour.
    const random = seededRandom(3);
    const restless = several(300, 'p', (id, index) =>
      affected(id, {
        ...{ drops: 20, disconnects: 20, later: 20, open: 0, hard: 20 },
        hardAt: minute(1440 - 72 * random.next()),
        address: `10.1.${index % 40}.XXX`,
      }),
    );

    const { crowdVerdict, byCause } = read(restless, []);

    expect(crowdVerdict).toBeUndefined();
    expect(byCause[0]?.cause).toBe('connection-lost');
  });

  it('makes crowds of chance in at most one of a hundred days', () => {
    const days = Array.from({ length: 300 }, (_, seed) => {
      const random = seededRandom(seed + 1);
      const fleet = several(60, 'p', (id, index) =>
        affected(id, { hardAt: minute(1440 * random.next()), address: `10.1.${index % 9}.XXX` }),
      );
      return read(fleet).crowdVerdict;
    });

    expect(days.filter(Boolean).length).toBeLessThanOrEqual(3);
  });

  const impaired: HealthStatus = {
    ...{ state: 'unavailable', title: '', summary: '', reason: 'Unplanned' },
    ...{ since: minute(290), until: minute(330) },
  };

  it('counts what Azure says where too few dropped for a crowd', () => {
    const { crowdVerdict, impairment } = read([affected('a'), affected('b')], [], [impaired]);

    expect(crowdVerdict).toMatchObject({ cause: 'hub-fault', confidence: 'medium' });
    expect(impairment).toBe(impaired);
  });

  it.each([
    [
      'most dropped at another time',
      several(4, 'p', (id, i) => affected(id, { hardAt: minute(300 + i * 99) })),
    ],
    [
      'most had another trouble',
      [affected('a'), ...several(4, 'q', (id) => refusedOnly(id, '403012'))],
    ],
    ['devices renewed', several(9, 'p', (id) => renewing(id))],
  ])('does not blame the hub where %s', (_when, devices) => {
    expect(read(devices, rest, [impaired]).crowdVerdict).toBeUndefined();
  });

  it('sees the network settings behind refusals, and only where they keep the address out', () => {
    const devices = several(4, 'q', (id, index) => ({
      ...refusedOnly(id, '401003'),
      address: index === 0 ? '81.24.8.XXX' : '81.24.7.XXX',
    }));
    const around = hubInfo({
      ipRules: [{ name: 'site-b', action: 'accept', mask: '81.24.8.0/24' }],
      otherAddresses: 'reject',
    });

    expect(readHubCauses(affectedRows(devices, rest), dayWindow, around).byCause).toMatchObject([
      { cause: 'network-refused', devices: 3 },
      { cause: 'credential-rejected', devices: 1 },
    ]);
  });

  it('counts devices that were not read', () => {
    const rows = affectedRows(several(3, 'p'), rest, { affectedTotal: 10 });

    expect(readHubCauses(rows, dayWindow, logsAlone).unread).toBe(7);
  });

  it('names the odd one of a crowd, and the devices that only renewed', () => {
    const odd = affected('press-odd', { codes: ['400011'] });

    const { crowd, benignHidden } = read([
      ...dark(30),
      odd,
      ...several(8, 'r', (id) => renewing(id)),
    ]);

    expect(crowd?.oddOnes).toEqual([expect.objectContaining({ device: 'press-odd' })]);
    expect(benignHidden).toBe(8);
  });

  it('keeps its verdict about a site whatever else drops elsewhere at other times, and how many stay', () => {
    const elsewhere = fc.array(fc.integer({ min: 0, max: 280 }), { maxLength: 25 });
    fc.assert(
      fc.property(elsewhere, fc.nat(3000), (minutes, stay) => {
        const more = minutes.map((at, index) =>
          affected(`x-${index}`, { hardAt: minute(at), address: `10.2.${index}.XXX` }),
        );
        const others = [...rest, { value: '10.3.0.XXX', devices: stay }];

        expect(read([...dark(40), ...more], others).crowdVerdict?.cause).toBe('site-outage');
      }),
      { numRuns: 60 },
    );
  });
});
