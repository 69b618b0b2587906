import { readAlert } from '../../../src/alerts/read-alert';
import { metricAlert } from '../../support/alert-payloads';
import { fixedClock } from '../../support/fixed-clock';
import { knownHubs } from '../../support/hubs';

const deps = {
  hubs: knownHubs('contoso-hub'),
  clock: fixedClock(new Date('2026-03-01T03:20:00Z')),
};

describe('the id of an alert', () => {
  it('is taken as it is up to five hundred characters', () => {
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
});
