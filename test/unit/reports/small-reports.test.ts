import type { ErrorCodeEntry } from '../../../src/knowledge/error-code-entry';
import { findErrorCode } from '../../../src/knowledge/find-error-code';
import { reportErrorCode } from '../../../src/reports/report-error-code';
import { reportHelp } from '../../../src/reports/report-help';
import { reportNotice } from '../../../src/reports/report-notice';
import { reportWorking } from '../../../src/reports/report-working';
import { reportContext } from '../../support/report-subjects';

const context = reportContext();

function entries(...codes: string[]): ErrorCodeEntry[] {
  return codes.flatMap((code) => findErrorCode(code) ?? []);
}

describe('reportErrorCode', () => {
  it('explains one code with cause, resolution and a link', () => {
    const report = reportErrorCode(
      '404104',
      { entries: entries('404104'), suggestions: [] },
      context,
    );

    expect(report).toMatchObject({
      kind: 'error-code',
      headline: { text: '404104 DeviceConnectionClosedRemotely' },
      actions: [{ kind: 'link', title: 'Open documentation' }],
    });
    expect(report.spoken).toContain('Cause:');
  });

  it('asks which of several is meant', () => {
    const found = { entries: entries('401003', '401002'), suggestions: [], caution: 'careful' };

    const report = reportErrorCode('unauthorized', found, context);

    expect(report).toMatchObject({
      caution: 'careful',
      headline: { text: '“unauthorized” fits 2 errors' },
      actions: [
        { verb: 'decode', parameters: { code: '401003' } },
        { verb: 'decode', parameters: { code: '401002' } },
      ],
    });
  });

  it('offers no link where there is no page', () => {
    const [entry] = entries('404104');
    const bare = entry === undefined ? [] : [{ ...entry, code: '', url: '' }];

    const report = reportErrorCode('x', { entries: bare, suggestions: [] }, context);

    expect(report.actions).toEqual([]);
    expect(report.headline.text).toBe('DeviceConnectionClosedRemotely');
  });

  it('says that nothing is known, with near misses as buttons', () => {
    const suggestions = ['404104 DeviceConnectionClosedRemotely', 'ServerBusy'];

    const report = reportErrorCode('4041O4', { entries: [], suggestions }, context);

    expect(report).toMatchObject({
      kind: 'problem',
      code: 'code_unknown',
      suggestions: ['what is 404104 DeviceConnectionClosedRemotely', 'what is ServerBusy'],
      actions: [
        { verb: 'decode', parameters: { code: '404104' } },
        { verb: 'decode', parameters: { code: 'ServerBusy' } },
        { verb: 'help' },
      ],
    });
  });
});

describe('reportHelp', () => {
  it('lists what can be said, with buttons that say it', () => {
    const report = reportHelp(context);

    expect(report.commands.length).toBeGreaterThanOrEqual(5);
    expect(report.actions).toHaveLength(4);
    expect(report.actions.map((action) => action.kind === 'command' && action.verb)).toEqual([
      'summary',
      'decode',
      'why',
      'check',
    ]);
  });
});

describe('reportNotice', () => {
  it.each([
    ['good' as const, '✓'],
    ['neutral' as const, '○'],
    ['warning' as const, '▲'],
  ])('carries the tone %s in its icon too', (tone, icon) => {
    expect(reportNotice('Saved', { tone })).toMatchObject({
      headline: { tone, icon, word: 'Done' },
      spoken: 'Saved.',
    });
  });
});

describe('reportWorking', () => {
  it('says what is being done', () => {
    expect(reportWorking('Asking the logs …')).toMatchObject({
      kind: 'working',
      spoken: 'Asking the logs …',
      headline: { word: 'Working', text: 'Asking the logs …' },
    });
  });

  it.each([
    [{ others: 3, seconds: 20 }, 'Asking … Queued behind 3 others, about 20 s'],
    [{ others: 1, seconds: 90 }, 'Asking … Queued behind 1 other, about 1 min 30 s'],
    [{ others: 0, seconds: 20 }, 'Asking … Queued, about 20 s'],
  ])('says that the question is queued: %j', (turn, text) => {
    expect(reportWorking('Asking …', turn)).toMatchObject({
      text,
      spoken: text,
      headline: { text },
    });
  });
});
