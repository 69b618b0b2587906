import { reportDiagnosis } from '../../../src/reports/report-diagnosis';
import { checks, crowd } from '../../support/crowds';
import { diagnosis, reportContext } from '../../support/report-subjects';

const context = reportContext();

describe('reportDiagnosis', () => {
  it('puts the verdict before everything else', () => {
    const d = diagnosis();

    const report = reportDiagnosis(d, context);

    expect(report.headline).toEqual({
      tone: 'warning',
      icon: '▲',
      word: 'Needs a look',
      text: 'device-42 on contoso-hub · dropped 12 times in 24 h',
    });
    expect(report.verdict).toEqual({
      cause: 'connection-lost',
      text: d.why,
      confidence: 'medium',
      confidenceReason: d.confidenceReason,
    });
    expect(report.spoken).toContain(d.why);
  });

  it.each([
    ['a harmless cause', { benign: true, connectedAtEnd: true }, 'good', 'Likely harmless'],
    ['a device that is away', { connectedAtEnd: false }, 'attention', 'Still away'],
    ['no cause found', { cause: 'undetermined' as const }, 'warning', 'Undetermined'],
    ['no disconnect', { cause: 'no-disconnects' as const }, 'neutral', 'No disconnect seen'],
    ['no row', { cause: 'no-evidence' as const, benign: true }, 'warning', 'No evidence'],
  ])('has a state word for %s', (_case, parts, tone, word) => {
    const { headline } = reportDiagnosis(diagnosis(parts), context);

    expect(headline).toMatchObject({ tone, word });
  });

  it('never calls a device fine because nothing was found', () => {
    const bare = diagnosis({
      cause: 'no-evidence',
      disconnects: 0,
      losses: 0,
      connects: 0,
      codes: [],
    });

    const text = JSON.stringify(reportDiagnosis(bare, context));

    expect(text).not.toMatch(/all good|all well|no problem|healthy/i);
  });

  it('tells how far the logs reach, the client and the state of now', () => {
    const { facts } = reportDiagnosis(diagnosis({ disconnects: 13 }), context);

    expect(facts).toEqual([
      {
        label: 'Now',
        value: 'connected, as far as the rows tell; 13 disconnect rows, as one drop can leave two',
      },
      { label: 'Client', value: '.NET 1.38.0 (newest known 1.42.3) over MQTT' },
      { label: 'Logs', value: 'newest row 03:12 UTC; rows usually arrive within 4 min' },
    ]);
  });

  it.each([
    ['Mqtt', '.NET 1.38.0 (newest known 1.42.3) over MQTT'],
    ['AmqpWs', '.NET 1.38.0 (newest known 1.42.3) over AMQP over WebSockets'],
    ['Pigeon', '.NET 1.38.0 (newest known 1.42.3) over Pigeon'],
  ])('names the protocol %s as people do', (protocol, client) => {
    const { facts } = reportDiagnosis(diagnosis({ protocol }), context);

    expect(facts[1]).toEqual({ label: 'Client', value: client });
  });

  it('says nothing of rows where each is a loss', () => {
    const { facts } = reportDiagnosis(diagnosis({ disconnects: 12, losses: 12 }), context);

    expect(facts[0]).toEqual({ label: 'Now', value: 'connected, as far as the rows tell' });
  });

  it.each([
    [{ losses: 1, disconnects: 2 }, 'dropped once in 24 h'],
    [{ losses: 2100, disconnects: 4200 }, 'dropped 2,100 times in 24 h'],
    [{ losses: 0, disconnects: 0 }, 'no disconnect seen in 24 h'],
    [{ cause: 'no-evidence' as const, losses: 0, disconnects: 0 }, 'no row seen in 24 h'],
  ])('counts losses, and not rows, in the headline: %j', (parts, text) => {
    const { headline, spoken } = reportDiagnosis(diagnosis(parts), context);

    expect(headline.text).toBe(`device-42 on contoso-hub · ${text}`);
    expect(spoken).toContain(text);
  });

  it.each([
    [0, 'within a second'],
    [0.4, 'within a second'],
    [1, 'within a second'],
    [1.2, 'within 2 s'],
    [59.5, 'within 1 min'],
    [61, 'within 2 min'],
  ])('says of a lag of %s s that rows arrive %s', (lagP95Seconds, words) => {
    const logs = { newestAt: undefined, lagP50Seconds: 0, lagP95Seconds, partial: false };

    const { facts } = reportDiagnosis(diagnosis({ logs }), context);

    expect(facts.at(-1)?.value).toBe(`no row found; rows usually arrive ${words}`);
  });

  it('admits what the rows do not tell', () => {
    const nothing = { newestAt: undefined, lagP50Seconds: undefined, lagP95Seconds: undefined };

    const { facts } = reportDiagnosis(
      diagnosis({
        disconnects: 12,
        connectedAtEnd: undefined,
        sdk: undefined,
        protocol: undefined,
        logs: { ...nothing, partial: true },
      }),
      context,
    );

    expect(facts.map(({ value }) => value)).toEqual([
      'the rows do not tell',
      'no row found; only a part of the rows came back',
    ]);
  });

  it('never shows a code without its meaning', () => {
    const codes = [
      { code: '404104', name: 'DeviceConnectionClosedRemotely', count: 2 },
      { code: '', name: '', count: 1 },
      { code: '', name: 'ServiceUnavailable', count: 1 },
      { code: '777777', name: '', count: 9 },
    ];

    const decoded = reportDiagnosis(diagnosis({ codes }), context).codes;

    expect(decoded.map(({ code, name, count }) => [code, name, count])).toEqual([
      ['777777', 'Unknown error', 9],
      ['404104', 'DeviceConnectionClosedRemotely', 2],
      ['', 'No error code', 1],
      ['', 'ServiceUnavailable', 1],
    ]);
    expect(decoded.every(({ meaning }) => meaning.length > 10)).toBe(true);
  });

  it('asks the same again, moving the window along while it ends now', () => {
    const { actions } = reportDiagnosis(diagnosis(), context);

    expect(actions.map(({ title }) => title)).toEqual([
      'Start checklist',
      'Investigate again',
      'Open query',
    ]);
    expect(actions[1]).toMatchObject({
      verb: 'why',
      parameters: { devices: ['device-42'], hub: 'contoso-hub', window: { last: 'PT24H' } },
    });
    expect(actions[0]).toMatchObject({
      verb: 'check',
      parameters: { devices: ['device-42'], hub: 'contoso-hub' },
    });
  });

  it.each([
    [
      '2026-11-21T01:00:00Z',
      '2026-11-21T02:00:00Z',
      { from: '2026-11-21T01:00:00Z', to: '2026-11-21T02:00:00Z' },
    ],
    ['2026-11-21T01:46:00Z', '2026-11-21T03:16:00Z', { last: 'PT90M' }],
  ])('asks about %s to %s in the form that fits', (from, to, asked) => {
    const window = { from: new Date(from), to: new Date(to) };

    const { actions } = reportDiagnosis(diagnosis({ window }), context);

    expect(actions[1]).toMatchObject({ parameters: { window: asked } });
  });

  it('offers the ids that look like the asked one', () => {
    const { more } = reportDiagnosis(diagnosis({ similarDevices: ['device-24'] }), context);

    expect(more).toContainEqual(expect.objectContaining({ verb: 'why', title: 'Why device-24' }));
  });

  it('works without a hub and without a link', () => {
    const report = reportDiagnosis(diagnosis({ hub: '', hubResourceId: undefined }), context);

    expect(report.headline.text).toBe('device-42 · dropped 12 times in 24 h');
    expect(report.actions.map(({ kind }) => kind)).toEqual(['command', 'command']);
    expect(report.actions[0]).toMatchObject({ parameters: { devices: ['device-42'] } });
    expect(report.evidence.queries[0]?.portalUrl).toBeUndefined();
  });

  it('carries every statement and query of the answer', () => {
    const d = diagnosis();

    const { evidence } = reportDiagnosis(d, context);

    expect(evidence).toMatchObject({
      seen: d.seen,
      inferred: d.inferred,
      unknowable: d.unknowable,
    });
    expect(evidence.alternatives[0]?.cause).toBe('Token renewal');
    expect(evidence.queries.map(({ name, rows }) => [name, rows])).toEqual([
      ['device-connections', 24],
      ['log-reach', 1],
    ]);
  });

  it('names the time of one loss once, however many rows it left', () => {
    const report = reportDiagnosis(diagnosis({ losses: 1, disconnects: 2 }), context);

    expect(report.moments).toEqual([{ label: 'Disconnected', at: '2026-11-20T07:42:10Z' }]);
  });

  it.each([
    [{ losses: 1 }, '60 of 300 devices seen, at the same time'],
    [{ losses: 3 }, '60 of 300 devices seen, around 03:08 UTC'],
    [
      { losses: 1, logs: { ...diagnosis().logs, partialReason: 'Too many rows' } },
      'at least 60 of 300 devices seen, at the same time',
    ],
  ])('says who else dropped: %j', (parts, value) => {
    const { facts } = reportDiagnosis(diagnosis({ ...parts, crowd: crowd() }), context);

    expect(facts).toContainEqual({ label: 'Also dropped', value });
    expect(facts.length).toBeLessThanOrEqual(5);
  });

  it('makes no crowd of one device', () => {
    const alone = crowd({ affected: 1, others: 62, commonFactors: [], oddOnes: [] });

    const { facts } = reportDiagnosis(diagnosis({ crowd: alone }), context);

    expect(facts.map(({ label }) => label)).not.toContain('Also dropped');
  });

  it('says on its face when the device itself failed differently', () => {
    const odd = diagnosis({ device: 'device-17', crowd: crowd() });

    expect(reportDiagnosis(odd, context).oddOnes).toHaveLength(1);
    expect(reportDiagnosis(diagnosis({ crowd: crowd() }), context).oddOnes).toEqual([]);
  });

  it('keeps what was asked beside the logs, and what they share, as evidence', () => {
    const { evidence } = reportDiagnosis(diagnosis({ crowd: crowd(), checks: checks() }), context);

    expect(evidence.checks?.map(({ source }) => source)).toEqual([
      'Device registry',
      'Hub settings',
      'Diagnostic settings',
      'Resource Health',
      'Metrics',
    ]);
    expect(evidence.shared).toHaveLength(4);
  });

  it('is calm about a renewal while sources are still asked', () => {
    const asked = checks({ health: { state: 'pending', text: 'Has not answered yet.' } });

    const report = reportDiagnosis(
      diagnosis({ cause: 'token-renewal', benign: true, checks: asked }),
      context,
    );

    expect(report.headline).toMatchObject({ tone: 'good', word: 'Likely harmless' });
    expect(report.asking).toBe('Still asking: Resource Health.');
    expect(report.unchecked).toBeUndefined();
  });
});
