import { reportAlert } from '../../../src/reports/report-alert';
import { isoSeconds } from '../../../src/reports/words';
import { AppError } from '../../../src/shared/app-error';
import { alert, resolvedAlert } from '../../support/alerts';
import { reportContext, siteOutage } from '../../support/report-subjects';

const context = reportContext();
const firedAt = new Date('2026-11-21T03:14:00Z');
const history = [{ at: new Date('2026-11-21T03:14:20Z'), text: 'Alert received.' }];
const criterion = {
  metric: 'connectedDeviceCount',
  operator: 'LessThan',
  threshold: 285,
  value: 240,
  aggregation: 'Average',
  sensitivity: undefined,
};

describe('reportAlert', () => {
  it('says that the logs are being asked until they have answered', () => {
    const report = reportAlert({ alert: alert({ firedAt }), state: 'firing', history }, context);

    expect(report).toMatchObject({
      progress: 'Asking the logs …',
      condition: 'Connected devices 240 < 285 (average over 5 min)',
      headline: { tone: 'attention', word: 'Firing', text: 'contoso-hub' },
      facts: [{ label: 'Severity', value: 'Sev1 (error)' }],
      history: [{ at: '2026-11-21T03:14:20Z', text: 'Alert received.' }],
    });
    expect(report.verdict).toBeUndefined();
    expect(report.evidence).toBeUndefined();
  });

  it('shows the answer with the alert marked in the picture', () => {
    const subject = { alert: alert({ firedAt }), state: 'firing' as const, history };

    const report = reportAlert({ ...subject, summary: siteOutage() }, context);

    expect(report.progress).toBeUndefined();
    expect(report.headline.text).toBe('contoso-hub · 52 of 300 devices still away');
    expect(report.verdict?.cause).toBe('site-outage');
    expect(report.timeline?.marks).toEqual([{ at: '2026-11-21T03:14:00Z', label: 'alert' }]);
    expect(report.facts.length + report.moments.length).toBeLessThanOrEqual(5);
    expect(report.actions.map(({ title }) => title)).toEqual([
      'Investigate again',
      'Why press-02',
      'Open query',
    ]);
  });

  it('says what went wrong instead of an answer, and what to do', () => {
    const failure = new AppError('logs_forbidden', 'the identity has no role');

    const report = reportAlert({ alert: alert(), state: 'firing', failure, history }, context);

    expect(report.progress).toMatch(/^The identity has no role\. Nothing can be said/);
    expect(report.steps[0]?.command).toContain('"Log Analytics Reader"');
  });

  it('tells after which time it resolved', () => {
    const subject = { alert: resolvedAlert(), state: 'resolved' as const, history };

    const report = reportAlert(subject, context);

    expect(report.headline).toMatchObject({
      tone: 'good',
      word: 'Resolved',
      text: 'contoso-hub · after 17 min',
    });
    expect(report.moments.map(({ label }) => label)).toEqual(['Fired', 'Resolved']);
  });

  it.each([
    ['firing' as const, 0, 'contoso-hub · dropped 59 times, 4 of them under a minute'],
    ['firing' as const, 3, 'contoso-hub · 3 of 300 devices still away'],
    ['resolved' as const, 3, 'contoso-hub · after 17 min'],
  ])('leads, %s and with %s devices away, with what counts', (state, stillAway, text) => {
    const summary = siteOutage({ stillAway });

    const report = reportAlert({ alert: resolvedAlert(), state, summary, history }, context);

    expect(report.headline.text).toBe(text);
  });

  it('leaves the figures of a resolved alert to the line that says when they were asked', () => {
    const summary = siteOutage();
    const subject = { alert: resolvedAlert(), state: 'resolved' as const, summary, history };

    const report = reportAlert(subject, context);

    expect(report.headline.text).not.toMatch(/devices/);
    expect(report.ending?.text).toContain('52 of 56 devices still away at that time');
  });

  it('counts the firings of its alert, with the first and the last', () => {
    const lastAt = new Date('2026-03-01T03:40:00Z');
    const firings = { times: 3, firstAt: firedAt, lastAt };
    const firing = { alert: alert({ firedAt: lastAt }), state: 'firing' as const, history };

    const report = reportAlert({ ...firing, firings }, context);

    expect(report.moments).toEqual([
      { label: 'First fired', at: isoSeconds(firedAt) },
      { label: 'Fired 3 times, last', at: '2026-03-01T03:40:00Z' },
    ]);
  });

  it('says in the facts how many of those away share an address', () => {
    const subject = { alert: alert({ firedAt }), state: 'firing' as const, history };

    const { facts } = reportAlert({ ...subject, summary: siteOutage() }, context);

    expect(facts.slice(1, 3)).toEqual([
      {
        label: 'Dropped',
        value: '59 times, by 56 of 300 devices, 4 of them under a minute, in 1 h',
      },
      {
        label: 'Still away',
        value: '52 of 56 devices, 51 of them from 81.24.7.XXX, as far as the rows tell',
      },
    ]);
  });

  it.each([
    ['no time of its end', undefined],
    ['an end before its start', new Date('2026-02-01T00:00:00Z')],
  ])('does not invent a length from %s', (_case, resolvedAt) => {
    const subject = { alert: alert({ resolvedAt }), state: 'resolved' as const, history };

    expect(reportAlert(subject, context).headline.text).toBe('contoso-hub');
  });

  it('says when it may repeat an earlier card', () => {
    const mayRepeatOf = new Date('2026-11-21T03:14:20Z');

    const report = reportAlert({ alert: alert(), state: 'firing', history, mayRepeatOf }, context);

    expect(report.mayRepeatOf).toBe('2026-11-21T03:14:20Z');
  });

  it('survives an alert that says nothing', () => {
    const bare = alert({ rule: '', severity: '', hub: undefined, criteria: [], targets: [] });

    const report = reportAlert({ alert: bare, state: 'firing', history: [] }, context);

    expect(report).toMatchObject({
      headline: { text: 'no resource named' },
      condition: 'The alert does not say what it measured',
      facts: [{ label: 'Severity', value: 'Unknown' }],
      spoken: expect.stringMatching(
        /^Firing: no resource named\. The alert names no hub, so no log was/,
      ),
    });
  });

  it.each([
    [{}, 'Connected devices 240 < 285 (average over 5 min)'],
    [{ value: undefined }, 'Connected devices value not given < 285 (average over 5 min)'],
    [{ threshold: undefined }, 'Connected devices 240 (average over 5 min)'],
    [
      { operator: 'GreaterOrLessThan', sensitivity: 'High' },
      'Connected devices 240 outside of 285 (average over 5 min; learned threshold, high sensitivity)',
    ],
    [{ metric: 'custom', operator: 'Near' }, 'custom 240 Near 285 (average over 5 min)'],
    [{ metric: '', aggregation: '' }, 'Metric 240 < 285 (over 5 min)'],
  ])('puts the criterion %j into words', (parts, words) => {
    const subject = alert({ criteria: [{ ...criterion, ...parts }] });

    const report = reportAlert({ alert: subject, state: 'firing', history }, context);

    expect(report.condition).toBe(words);
  });

  it('counts further criteria', () => {
    const subject = alert({ criteria: [criterion, criterion], windowSize: undefined });

    const report = reportAlert({ alert: subject, state: 'firing', history }, context);

    expect(report.condition).toBe('Connected devices 240 < 285 (average) and 1 more');
  });

  it.each([
    ['https://portal.azure.com/#alert', ['Open alert']],
    ['http://portal.azure.com/#alert', []],
    ['javascript:alert(1)', []],
    ['https://', []],
  ])('offers the sender’s address %s only where it is a plain one', (portalUrl, titles) => {
    const report = reportAlert({ alert: alert({ portalUrl }), state: 'firing', history }, context);

    expect(report.actions.map(({ title }) => title)).toEqual(titles);
  });

  it('is milder for an informational rule', () => {
    const report = reportAlert(
      { alert: alert({ severity: 'Sev3' }), state: 'firing', history },
      context,
    );

    expect(report.headline).toMatchObject({ tone: 'warning', word: 'Firing' });
  });
});
