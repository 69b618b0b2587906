import type { Site } from '../../../../src/diagnosis/crowd/crowd';
import { isInCrowd } from '../../../../src/diagnosis/crowd/is-in-crowd';
import type { ConnectionRow } from '../../../../src/diagnosis/device/connection-row';
import { gatherDeviceFacts } from '../../../../src/diagnosis/device/device-facts';
import { connect, dayWindow, disconnect, minute, refuse } from '../../../support/connection-rows';
import { crowd } from '../../../support/crowds';

const site: Site = {
  ...{ factor: 'address', values: ['81.24.7.XXX'], affected: 9, total: 9 },
  ...{ elsewhere: 0, elsewhereTotal: 90 },
};
const seen = crowd({ at: minute(300), site });

function isIn(rows: ConnectionRow[], place: Partial<Site> = {}) {
  const facts = gatherDeviceFacts('press-line-7', dayWindow, rows, true);
  return isInCrowd(facts, { ...seen, site: { ...site, ...place } });
}

describe('isInCrowd', () => {
  const here = { maskedIpAddress: '81.24.7.XXX' };
  const cases: [string, ConnectionRow[], boolean][] = [
    ['a loss at that moment', [connect(1, here), disconnect(303, '404104', here)], true],
    ['an error of the hub at that moment', [disconnect(303, '500001', here)], true],
    ['a loss an hour before', [connect(1, here), disconnect(240, '404104', here)], false],
    ['a loss elsewhere', [disconnect(303, '404104', { maskedIpAddress: '10.0.0.XXX' })], false],
    ['a goodbye', [disconnect(300, '', here)], false],
    [
      'a token that expired',
      [disconnect(300, '401003', here), disconnect(300.1, '404104', here), connect(300.2, here)],
      false,
    ],
    [
      'a loss, throttled on the way back',
      [disconnect(300, '404104', here), refuse(300.5, '429001', here), connect(302, here)],
      true,
    ],
    [
      'a loss, then refused as disabled',
      [disconnect(300, '404104', here), refuse(300.5, '403012', here)],
      false,
    ],
    ['refused by a failing hub', [refuse(300, '503001', here)], true],
    ['refused for its credential', [refuse(300, '401003', here)], false],
  ];

  it.each(cases)('knows %s', (_what, rows, expected) => {
    expect(isIn(rows)).toBe(expected);
  });

  it.each([
    ['press-line', true],
    ['press', false],
    ['press-line-7', false],
  ])('takes the whole begin of an id for the place: %s', (prefix, expected) => {
    const rows = [disconnect(300, '404104')];

    expect(isIn(rows, { factor: 'idPrefix', values: [prefix] })).toBe(expected);
  });
});
