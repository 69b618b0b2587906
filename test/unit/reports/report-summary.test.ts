import { reportSummary } from '../../../src/reports/report-summary';
import { reportContext, siteOutage } from '../../support/report-subjects';

const context = reportContext();

describe('reportSummary', () => {
  it('says how many devices of how many, and how many are away', () => {
    const report = reportSummary(siteOutage(), context);

    expect(report.headline).toMatchObject({
      tone: 'attention',
      word: 'Still away',
      text: 'contoso-hub · 52 of 56 devices that dropped in 1 h',
    });
    expect(report.facts).toEqual([
      { label: 'Dropped', value: '59 times, by 56 of 300 devices, 4 of them under a minute' },
      {
        label: 'Still away',
        value: '52 of 56 devices, 51 of them from 81.24.7.XXX, as far as the rows tell',
      },
      { label: 'Between', value: '03:08 UTC and 03:12 UTC' },
      { label: 'Logs', value: 'newest row 03:12 UTC; rows usually arrive within 4 min' },
    ]);
  });

  it.each([
    [{}, 'dropped 59 times, 4 of them under a minute, in 1 h'],
    [{ losses: 1, backSoon: 1 }, 'dropped once, back within a minute, in 1 h'],
    [{ losses: 1, backSoon: 0 }, 'dropped once, not back within a minute, in 1 h'],
    [{ backSoon: undefined }, 'dropped 59 times, in 1 h'],
    [{ losses: undefined }, '56 of 300 devices disconnected, in 1 h'],
  ])('says what share was short when all are back: %j', (parts, text) => {
    const summary = siteOutage({ stillAway: 0, awayTogether: undefined, ...parts });

    const report = reportSummary(summary, context);

    expect(report.headline).toMatchObject({ word: 'Needs a look', text: `contoso-hub · ${text}` });
  });

  it('counts rows where nobody counted losses', () => {
    const { facts } = reportSummary(siteOutage({ losses: undefined }), context);

    expect(facts[0]?.value).toBe('61 disconnect rows by 56 of 300 devices');
  });

  it('has every device that the answer names and counts the others', () => {
    const report = reportSummary(siteOutage(), context);

    expect(report.devices).toHaveLength(7);
    expect(report.devices[1]).toEqual({
      device: 'press-02',
      disconnects: 2,
      codes: '404104, 401003',
      lastAt: '2026-11-21T03:09:01Z',
    });
    expect(report.moreDevices).toBe(49);
  });

  it('says that a device without a code has none', () => {
    const [first] = siteOutage().devices;
    const devices = first === undefined ? [] : [{ ...first, codes: [''] }];

    const report = reportSummary(siteOutage({ devices, devicesAffected: 1 }), context);

    expect(report.devices[0]?.codes).toBe('no error code');
    expect(report.moreDevices).toBe(0);
  });

  it('asks about the device with most disconnects where none is known to be away', () => {
    const { actions, more } = reportSummary(siteOutage({ lastAway: undefined }), context);

    expect(actions[0]?.title).toBe('Why press-01');
    expect(more.map(({ title }) => title).slice(0, 3)).toEqual([
      'Why press-02',
      'Why mixer-07',
      'Why oven-03',
    ]);
  });

  it('asks about the device that went away last first', () => {
    const { actions, more } = reportSummary(siteOutage(), context);

    expect(actions.map(({ title }) => title)).toEqual([
      'Why press-02',
      'Summarize again',
      'Open query',
    ]);
    expect(actions[0]).toMatchObject({ parameters: { devices: ['press-02'], hub: 'contoso-hub' } });
    expect(more.map(({ title }) => title)).toContain('What is 404104');
  });

  it('stays plain when nothing dropped', () => {
    const quiet = siteOutage({
      hub: '',
      cause: 'no-disconnects',
      disconnects: 0,
      losses: 0,
      backSoon: 0,
      awayTogether: undefined,
      lastAway: undefined,
      devices: [],
      devicesAffected: 0,
      stillAway: 0,
      byCode: [],
      codes: [],
      firstAt: undefined,
      lastAt: undefined,
      timeline: { binSeconds: 60, bins: [] },
    });

    const report = reportSummary(quiet, context);

    expect(report.headline.text).toBe('all hubs · no disconnect seen in 1 h');
    expect(report.timeline).toBeUndefined();
    expect(report.facts.map(({ label }) => label)).toEqual(['Dropped', 'Logs']);
    expect(report.actions.map(({ title }) => title)).toEqual(['Summarize again', 'Open query']);
  });

  it('says that no row was seen, and not that nothing dropped', () => {
    const report = reportSummary(siteOutage({ cause: 'no-evidence', devicesAffected: 0 }), context);

    expect(report.headline.text).toBe('contoso-hub · no row seen in 1 h');
  });
});
