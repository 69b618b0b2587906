import { readAlert } from '../../../src/alerts/read-alert';
import { incidentWindow } from '../../../src/incidents/incident-window';
import { resourceHealthAlert, serviceHealthAlert } from '../../support/alert-payloads-activity';
import { logAlert } from '../../support/alert-payloads-log';
import { alert } from '../../support/alerts';
import { fixedClock } from '../../support/fixed-clock';
import { knownHubs } from '../../support/hubs';
import { at } from './worker-bench';

describe('incidentWindow', () => {
  it.each([
    ['an alert of five minutes', 'PT5M', '03:15:00', '02:39:00', '03:15:00'],
    ['an alert of an hour and a half', 'PT1H30M', '03:15:00', '01:14:00', '03:15:00'],
    ['an alert of seconds', 'PT600S', '03:15:00', '02:34:00', '03:15:00'],
    ['an alert without a window', undefined, '03:15:00', '02:39:00', '03:15:00'],
    ['a window that is no duration', 'five', '03:15:00', '02:39:00', '03:15:00'],
    ['a window of nothing', 'PT0M', '03:15:00', '02:39:00', '03:15:00'],
    ['a window longer than any rule has', 'P9000D', '03:15:00', '02:39:00', '03:15:00'],
    ['an alert of seconds ago', 'PT5M', '03:14:10', '02:39:00', '03:14:10'],
    ['an alert of the future', 'PT5M', '03:00:00', '02:39:00', '03:15:00'],
  ])('of %s', (_what, windowSize, now, from, to) => {
    const window = incidentWindow(alert({ windowSize }), at(now));

    expect(window).toEqual({ from: at(from), to: at(to) });
  });

  it('ends a day after it begins when the alert comes late', () => {
    const now = new Date('2026-07-01T00:00:00Z');

    const window = incidentWindow(alert(), now);

    expect(window).toEqual({ from: at('02:39:00'), to: new Date('2026-03-02T02:39:00Z') });
  });

  it.each(['PT24H', 'P1D', 'P2D', 'PT1440M'])('of %s holds the firing', (windowSize) => {
    const window = incidentWindow(alert({ windowSize }), at('04:00:00'));

    expect(window).toEqual({
      from: new Date('2026-02-28T03:44:00Z'),
      to: new Date('2026-03-01T03:44:00Z'),
    });
  });

  it.each([
    ['a service event', serviceHealthAlert(), '01:30:00'],
    ['an event of yesterday', serviceHealthAlert({ impactStartTime: '2026-02-27T00:00:00Z' }), ''],
    [
      'maintenance to come',
      serviceHealthAlert({ impactStartTime: '2026-04-01T00:00:00Z' }),
      '02:39:15',
    ],
    ['Resource Health', resourceHealthAlert(), '02:35:00'],
    ['a search', logAlert(), '01:40:00'],
  ])('begins half an hour before %s did', (_what, body, from) => {
    const hubs = knownHubs('contoso-hub');
    const read = readAlert(body, { hubs, clock: fixedClock(at('03:20:00')) });

    const window = incidentWindow(read, at('03:20:00'));

    const expected = from === '' ? new Date('2026-02-28T03:44:15Z') : at(from);
    expect(Math.abs(window.from.getTime() - expected.getTime())).toBeLessThan(1000);
    expect(window.to.getTime()).toBeGreaterThan(read.firedAt.getTime());
  });
});
