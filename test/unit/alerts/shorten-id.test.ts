import { asEpisode } from '../../../src/alerts/health-event';
import { readAlert } from '../../../src/alerts/read-alert';
import { aboutOf } from '../../support/alert-abouts';
import { metricAlert } from '../../support/alert-payloads';
import { alert } from '../../support/alerts';
import { fixedClock } from '../../support/fixed-clock';
import { knownHubs } from '../../support/hubs';

const deps = {
  hubs: knownHubs('contoso-hub'),
  clock: fixedClock(new Date('2026-03-01T03:20:00Z')),
};

describe('the id of an alert', () => {
  it('is taken as it is up to five hundred bytes', () => {
    const id = 'x'.repeat(500);

    expect(readAlert(metricAlert({ alertId: id }), deps).id).toBe(id);
  });

  it('is a digest of it when it is longer, another for another', () => {
    const ids = ['a', 'b', 'a'].map(
      (end) => readAlert(metricAlert({ alertId: 'x'.repeat(600) + end }), deps).id,
    );

    expect(ids[0]).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(ids[1]).not.toBe(ids[0]);
    expect(ids[2]).toBe(ids[0]);
  });

  it('is measured as stores measure it, in bytes', () => {
    const id = readAlert(metricAlert({ alertId: '設'.repeat(200) }), deps).id;

    expect(id).toMatch(/^sha256:/);
  });

  it('is no longer where messages of one event share it, however many resources it names', () => {
    const targets = Array.from(
      { length: 100 },
      (_, at) => `/subscriptions/${at}/${'x'.repeat(99)}`,
    );
    const outage = alert({ targets, about: aboutOf['service-health'] });

    const [id, again, another] = [
      asEpisode(outage).id,
      asEpisode({ ...outage, id: 'second', targets: [...targets].reverse() }).id,
      asEpisode({ ...outage, targets: targets.slice(1) }).id,
    ];

    expect(id).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(again).toBe(id);
    expect(another).not.toBe(id);
  });
});
