import { tellDevices } from '../../../src/incidents/tell-devices';
import type { Hub } from '../../../src/ports/hub';
import type { GoneDevice, GoneDevices } from '../../../src/ports/incident-book';
import { type AlertSubject, reportAlert } from '../../../src/reports/report-alert';
import { alert } from '../../support/alerts';
import { goneDevice, goneDevices } from '../../support/incidents';
import { reportContext, siteOutage } from '../../support/report-subjects';

const contoso = alert().hub as Hub;
const now = new Date('2026-03-01T03:30:00Z');
const endedAt = new Date('2026-03-01T03:24:00Z');

function report(devices: GoneDevices, parts: Partial<AlertSubject> = {}) {
  const told = tellDevices(contoso)(devices);
  const subject: AlertSubject = { key: 'k', alert: told, state: 'firing', devices, history: [] };
  return reportAlert({ ...subject, ...parts }, reportContext({ now }));
}

function ended(what: GoneDevice['what'], ...ids: string[]): GoneDevices {
  const devices = goneDevices(ids.map((id) => goneDevice(id, { what, endedAt })));
  return { ...devices, lastEndedAt: endedAt };
}

function resolved(devices: GoneDevices) {
  const told = { ...tellDevices(contoso)(devices), resolvedAt: endedAt };
  return report(devices, { state: 'resolved', alert: told });
}

describe('the card of devices', () => {
  it.each([
    ['one away', goneDevices([goneDevice('a')]), 'a away on contoso-hub · since 03:12 UTC'],
    [
      'one module that flaps',
      goneDevices([goneDevice('a', { module: 'edge', what: 'flapping' })]),
      'a, module edge connects and drops on contoso-hub · since 03:12 UTC',
    ],
    [
      'several away',
      goneDevices([goneDevice('a'), goneDevice('b')]),
      'contoso-hub · 2 devices away',
    ],
    [
      'several that flap',
      goneDevices([goneDevice('a', { what: 'flapping' }), goneDevice('b', { what: 'flapping' })]),
      'contoso-hub · 2 devices connecting and dropping',
    ],
  ])('names %s', (_what, devices, text) => {
    expect(report(devices).headline.text).toBe(text);
  });

  it.each([
    ['one', ended('back', 'a'), 'a back on contoso-hub · after 12 min'],
    ['a deleted one', ended('deleted', 'a'), 'a deleted from contoso-hub · after 12 min'],
    ['all', ended('back', 'a', 'b'), 'contoso-hub · all 2 devices back · after 12 min'],
  ])('says that %s came to an end', (_what, devices, text) => {
    expect(resolved(devices)).toMatchObject({ headline: { word: 'Resolved', text } });
  });

  it('says why where the logs told, and that they did not where not', () => {
    const devices = ended('back', 'a', 'b');
    const why = siteOutage({ why: 'Likely a site outage' });
    const told = { ...tellDevices(contoso)(devices), resolvedAt: endedAt };

    const known = report(devices, { state: 'resolved', alert: told, summary: why });

    expect(known.recovered?.text).toBe(
      'The last one came back after 12 min. Why: Likely a site outage.',
    );
    expect(resolved(devices).recovered?.text).toContain('The logs did not tell why.');
  });

  it('has a base where the logs know one that is large enough', () => {
    const devices = goneDevices([goneDevice('a'), goneDevice('b')], 56);

    const known = report(devices, { summary: siteOutage({ devicesSeen: 300 }) });
    const fewer = report(devices, { summary: siteOutage({ devicesSeen: 12 }) });

    expect(known.headline.text).toBe('contoso-hub · 56 of 300 devices away');
    expect(fewer.headline.text).toBe('contoso-hub · 56 devices away');
    expect(known.facts).toContainEqual({
      label: 'Away / back',
      value: '56 away, 0 back again, as Event Grid told',
    });
  });

  it('lists devices, acknowledges once and asks about one device alone', () => {
    const many = report(goneDevices([goneDevice('a'), goneDevice('b')]));
    const one = report(goneDevices([goneDevice('a')]), { summary: siteOutage() });
    const taken = report(goneDevices([goneDevice('a')]), {
      acknowledged: { by: 'Ann', at: endedAt },
      stage: 'acknowledged',
    });

    expect(many.actions.map(({ title }) => title)).toEqual(['Acknowledge', 'List devices']);
    expect(one.actions[1]).toMatchObject({ verb: 'why', parameters: { devices: ['a'] } });
    expect(taken.headline.word).toBe('Acknowledged');
    expect(taken.actions).toEqual([]);
    expect(taken.facts[0]).toEqual({ label: 'Acknowledged', value: 'by Ann, 03:24 UTC' });
  });

  it('asks about a device once, and shows its mute instead', () => {
    const summary = siteOutage({ lastAway: 'a' });

    const { actions, more } = report(goneDevices([goneDevice('a')]), { summary });

    const asking = [...actions, ...more].filter((each) => {
      return (
        each.kind === 'command' &&
        each.verb === 'why' &&
        JSON.stringify(each.parameters.devices) === '["a"]'
      );
    });
    expect(asking.map(({ title }) => title)).toEqual(['Investigate again']);
  });

  it.each<[string, GoneDevices, Partial<AlertSubject>, object | undefined]>([
    ['one device', goneDevices([goneDevice('a')]), {}, { devices: ['a'], hub: 'contoso-hub' }],
    ['a crowd', goneDevices([goneDevice('a'), goneDevice('b')]), {}, { hub: 'contoso-hub' }],
    ['an id that nobody can type', goneDevices([goneDevice('a b')]), {}, undefined],
    ['what is over', ended('back', 'a'), { state: 'resolved' }, undefined],
    [
      'any hub of a workspace',
      goneDevices([goneDevice('a')]),
      { alert: alert({ hubCertainty: 'workspace' }) },
      undefined,
    ],
    [
      'several hubs',
      goneDevices([goneDevice('a')]),
      { alert: alert({ hubs: [contoso, { ...contoso, name: 'north-hub' }] }) },
      undefined,
    ],
  ])('offers to mute what fits %s', (_what, devices, parts, parameters) => {
    const { actions, more } = report(devices, parts);
    const buttons = [...actions, ...more].filter((each) => each.kind === 'command');

    expect(buttons.find(({ verb }) => verb === 'mute')?.parameters).toEqual(parameters);
    expect(actions.some((each) => each.kind === 'command' && each.verb === 'mute')).toBe(false);
  });

  it('never shows more than five facts', () => {
    const devices = goneDevices([goneDevice('a'), goneDevice('b')]);

    const { facts } = report(devices, {
      alert: alert(),
      acknowledged: { by: 'Ann', at: endedAt },
      summary: siteOutage(),
    });

    expect(facts.map(({ label }) => label)).toEqual([
      'Acknowledged',
      'Away / back',
      'Severity',
      'Dropped',
      'Logs',
    ]);
  });
});
