import { decodeErrorText } from '../../../src/knowledge/decode-error-text';
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

  it('says of a message of a device what it proves and what not, and offers the codes behind it', () => {
    const report = reportErrorCode('rc 5', decodeErrorText('rc 5'), context);

    expect(report).toMatchObject({
      headline: { word: 'Device message', text: 'MQTT return code 5: not authorized' },
      spoken: expect.stringMatching(/It proves: .+ It does not prove: That key/),
      entries: [{ saidBy: 'MQTT client of any SDK', proves: expect.any(String) }],
      actions: [
        { verb: 'decode', parameters: { code: '401003' } },
        { verb: 'decode', parameters: { code: '403012' } },
        { verb: 'decode', parameters: { code: '404001' } },
        { kind: 'link' },
      ],
    });
  });

  it('lists the codes of a paste with their counts, and repeats neither paste nor secret', () => {
    const row = '"resultType":"404104","resultDescription":"DeviceConnectionClosedRemotely"';
    const paste = `key=VerySecret\n${row}\n${row}\nCommunication_Error`;

    const report = reportErrorCode(paste, decodeErrorText(paste), context);

    expect(report).toMatchObject({
      headline: { text: 'The pasted text names 1 error and 1 device message' },
      spoken:
        'The pasted text names 1 error and 1 device message: 404104 DeviceConnectionClosedRemotely, 2 times; Communication_Error, once.',
      entries: [
        { code: '404104', count: 2 },
        { name: 'Communication_Error', count: 1 },
      ],
    });
    expect(JSON.stringify(report)).not.toContain('VerySecret');
  });

  it('says whose reading a refusal is, under its code', () => {
    const said = 'Authorization header missing';

    const report = reportErrorCode(said, decodeErrorText(said), context);

    expect(report).toMatchObject({
      headline: { word: 'Error code', text: '401003 IoTHubUnauthorized' },
      entries: [{ saidBy: 'IoT Hub', proves: 'The request carries no credential.' }],
    });
  });

  it('counts messages of devices as such where a text fits several', () => {
    const report = reportErrorCode('retry_expired', decodeErrorText('retry_expired'), context);

    expect(report.headline.text).toBe('“retry_expired” fits 2 device messages');
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
