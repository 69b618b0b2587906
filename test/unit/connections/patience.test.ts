import { holdDown } from '../../../src/connections/hold-down';
import { createPatience, type GraceOverride } from '../../../src/connections/patience';
import { deviceRecord, keptEvents } from '../../support/device-records';

describe('the grace time of a device', () => {
  const overrides: GraceOverride[] = [
    { hub: 'Contoso-Hub', seconds: 10 },
    { device: 'plc-*', seconds: 20 },
    { device: 'plc-1*', seconds: 30 },
    { device: 'plc-1*', hub: 'contoso-hub', seconds: 40 },
    { device: 'plc-17', seconds: 50 },
    { device: 'plc-17', seconds: 60 },
  ];

  it.each([
    ['other-hub', 'sensor-1', 120, 'the grace time'],
    ['CONTOSO-HUB', 'sensor-1', 10, 'the grace time set for hub contoso-hub'],
    ['contoso-hub', 'plc-2', 20, 'the grace time set for plc-*'],
    ['other-hub', 'plc-12', 30, 'the grace time set for plc-1*'],
    ['contoso-hub', 'plc-12', 40, 'the grace time set for plc-1* on hub contoso-hub'],
    ['contoso-hub', 'plc-17', 50, 'the grace time set for plc-17'],
    ['other-hub', 'PLC-17', 120, 'the grace time'],
  ])('on %s of %s is %d s', (hub, device, seconds, origin) => {
    const patience = createPatience({ defaultSeconds: 120, overrides });

    expect(patience.graceMs({ hub, device, module: '' })).toBe(seconds * 1000);
    expect(patience.sayOrigin({ hub, device, module: '' })).toBe(origin);
  });
});

describe('how long a disconnect waits to be believed', () => {
  const hours = (count: number) => count * 3600;
  const night = (day: number, length: number) =>
    `d${hours(day * 24 + 20)} c${hours(day * 24 + 20 + length)}`;

  it.each([
    ['a device without a history', 'c0 d60', 120, 120],
    ['three absences', 'd0 c4 d100 c104 d200 c204', 120, 120],
    ['always back within seconds', 'd0 c4 d100 c104 d200 c204 d300 c304', 120, 90],
    ['back within 15 s', 'd0 c15 d100 c115 d200 c215 d300 c315', 120, 105],
    ['back within half a minute', 'd0 c30 d100 c130 d200 c230 d300 c330', 120, 120],
    ['back just in time', 'd0 c100 d200 c300 d400 c500 d600 c700', 120, 120],
    ['a shorter grace time than a minute', 'd0 c4 d100 c104 d200 c204 d300 c304', 10, 10],
    ['away for 4 min', 'd0 c240 d600 c840 d1200 c1440 d1800 c2040', 120, 600],
    ['one real failure among renewals', 'd0 c4 d100 c104 d200 c9000 d10000 c10004', 120, 90],
    ['as many failures as renewals', 'd0 c4 d100 c104 d200 c9000 d10000 c19000', 120, 120],
    [
      'a sensor that sleeps ten hours every night',
      [night(0, 10), night(1, 10), night(2, 9.5), night(3, 10)].join(' '),
      120,
      hours(12) + 120,
    ],
    [
      'a machine that rests every weekend',
      [night(0, 60), night(7, 60), night(14, 60), night(21, 60)].join(' '),
      120,
      hours(24),
    ],
  ])('%s', (_what, script, graceSeconds, expected) => {
    const patience = createPatience({ defaultSeconds: graceSeconds, overrides: [] });

    const { ms } = holdDown(deviceRecord({ events: keptEvents(script) }), patience);

    expect(ms / 1000).toBe(expected);
  });
});
