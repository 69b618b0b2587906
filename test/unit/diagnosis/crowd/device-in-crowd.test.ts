import type { Crowd } from '../../../../src/diagnosis/crowd/crowd';
import { gatherDeviceFacts } from '../../../../src/diagnosis/device/device-facts';
import { readHubFault } from '../../../../src/diagnosis/rules/hub-fault';
import { readSiteOutage } from '../../../../src/diagnosis/rules/site-outage';
import { logsAlone, type Surroundings } from '../../../../src/diagnosis/surroundings';
import { connect, dayWindow, disconnect, minute, refuse } from '../../../support/connection-rows';
import { crowd } from '../../../support/crowds';

const lost = [connect(1), disconnect(300, '404104')].map((row) => ({
  ...row,
  maskedIpAddress: '81.24.7.XXX',
}));
const at = { at: minute(300), from: minute(294), to: minute(306) };
const everywhere = { ...at, site: undefined, commonFactors: [], addresses: 12 };

function facts(seen: Crowd | undefined, { rows = lost, complete = true, degraded = false } = {}) {
  const status = { title: '', summary: '', reason: '', since: minute(290), until: undefined };
  const surroundings: Surroundings = degraded
    ? { ...logsAlone, health: { state: 'known', value: [{ state: 'degraded', ...status }] } }
    : logsAlone;
  return gatherDeviceFacts('press-7', dayWindow, rows, complete, { surroundings, crowd: seen });
}

describe('readSiteOutage', () => {
  it('blames the place of a device that dropped with it', () => {
    expect(readSiteOutage(facts(crowd(at)))).toMatchObject({
      ...{ kind: 'fits', benign: false, confidence: 'high' },
      why: 'A site outage: 56 of the 60 devices at 81.24.7.XXX dropped within 12 min; 4 of 240 others did.',
    });
  });

  it('is less sure where rows are missing, and says likely', () => {
    expect(readSiteOutage(facts(crowd(at), { complete: false }))).toMatchObject({
      ...{
        kind: 'fits',
        confidence: 'medium',
        why: expect.stringMatching(/^Likely a site outage: /),
      },
    });
  });

  it.each([
    ['nobody asked', undefined],
    ['nobody else dropped', crowd({ ...at, affected: 1 })],
  ])('is silent where %s', (_when, seen) => {
    expect(readSiteOutage(facts(seen))).toEqual({ kind: 'silent' });
  });

  it.each([
    ['the crowd is everywhere', crowd(everywhere), lost, 'not at one place'],
    [
      'the device is elsewhere',
      crowd(at),
      lost.map((row) => ({ ...row, maskedIpAddress: '10.0.0.XXX' })),
      'at another place',
    ],
    ['the device said goodbye', crowd(at), [connect(1), disconnect(300)], 'in another way'],
    ['the device was refused', crowd(at), [refuse(300, '403012')], 'in another way'],
  ])('gives way where %s', (_when, seen, rows, why) => {
    const result = readSiteOutage(facts(seen, { rows }));

    expect(result).toMatchObject({ kind: 'lost', why: expect.stringContaining(why) });
  });
});

describe('readHubFault', () => {
  it.each([
    ['errors of the hub', crowd({ ...everywhere, hubFaultDevices: 30 }), {}, 'high', 'A fault'],
    ['a crowd everywhere', crowd({ ...everywhere, others: 60 }), {}, 'medium', 'Likely a fault'],
    [
      'Resource Health alone',
      crowd({ ...everywhere, affected: 1 }),
      { degraded: true },
      'medium',
      'Likely',
    ],
    [
      'errors in a part of the rows',
      crowd({ ...everywhere, hubFaultDevices: 30 }),
      ...[{ complete: false }, 'low', 'Perhaps a fault'],
    ],
  ] as [string, Crowd, { complete?: boolean; degraded?: boolean }, string, string][])(
    'blames the hub for %s',
    (_what, seen, more, confidence, why) => {
      const result = readHubFault(facts(seen, more));

      expect(result).toMatchObject({ kind: 'fits', cause: 'hub-fault', benign: false, confidence });
      expect(result.kind === 'fits' && result.why).toMatch(new RegExp(`^${why}`));
      expect(result.kind === 'fits' && result.why.length).toBeLessThanOrEqual(160);
    },
  );

  it.each([
    [
      'a device that was refused',
      crowd({ ...everywhere, hubFaultDevices: 30 }),
      [refuse(300, '403012')],
      'this device did not drop',
    ],
    ['a site', crowd(at), lost, 'no device got an error of the hub itself'],
    [
      'a site with a stray error',
      crowd({ ...at, hubFaultDevices: 1 }),
      lost,
      '1 device got an error',
    ],
  ])('does not blame the hub for %s', (_what, seen, rows, why) => {
    const result = readHubFault(facts(seen, { rows }));

    expect(result).toMatchObject({ kind: 'lost', why: expect.stringContaining(why) });
  });

  it.each([
    ['nobody asked', undefined],
    ['nobody else dropped', crowd({ ...everywhere, affected: 2 })],
  ])('is silent where %s', (_when, seen) => {
    expect(readHubFault(facts(seen))).toEqual({ kind: 'silent' });
  });
});
