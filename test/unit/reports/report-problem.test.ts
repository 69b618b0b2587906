import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { redact } from '../../../src/reports/redact';
import { reportProblem } from '../../../src/reports/report-problem';
import { AppError } from '../../../src/shared/app-error';
import { reportContext } from '../../support/report-subjects';

const context = reportContext();
const ports = join(__dirname, '../../../src/ports');

/** The codes that a port promises to throw, read from its own words. */
function promisedCodes(file: string): string[] {
  const text = readFileSync(join(ports, file), 'utf8');
  return [...new Set(text.match(/`(?:logs|registry|arm|hub)_\w+`/g))].map((code) =>
    code.slice(1, -1),
  );
}

const codes = [
  ...promisedCodes('log-source.ts'),
  ...promisedCodes('device-registry.ts'),
  ...promisedCodes('hub-info.ts'),
  'device_id_invalid',
  'window_invalid',
  'hub_unknown',
  'action_invalid',
  'conversation_missing',
];

describe('reportProblem', () => {
  it('knows the codes of every port', () => {
    expect(codes.length).toBeGreaterThan(18);
  });

  it.each(codes)('says of %s what happened, what it means, what to do and whom to ask', (code) => {
    const report = reportProblem(new AppError(code, 'it did not work'), context);

    expect(report).toMatchObject({ kind: 'problem', code, happened: 'It did not work.' });
    expect(report.headline.text).not.toMatch(/on our side|did not work/);
    expect(report.means.length).toBeGreaterThan(20);
    expect(report.steps.length).toBeGreaterThan(0);
    expect(report.ask.length).toBeGreaterThan(10);
  });

  it('names the role and the command when the logs may not be read', () => {
    const report = reportProblem(new AppError('logs_forbidden', 'no role'), context);

    expect(report.steps[0]?.command).toMatch(/^az role assignment create .*"Log Analytics Reader"/);
    expect(report.means).toContain('up to an hour');
  });

  it('names the place and the command when no logs arrive', () => {
    const report = reportProblem(new AppError('logs_table_missing', 'no table'), context);

    expect(report.steps[0]?.detail).toContain('Diagnostic settings');
    expect(report.steps[0]?.command).toContain('az monitor diagnostic-settings create');
  });

  it('says when to ask again', () => {
    const error = new AppError('logs_throttled', 'too many', { retryAfterSeconds: 90 });

    const report = reportProblem(error, context);

    expect(report.steps[0]?.text).toBe('Ask again in 1 min 30 s, after 03:17 UTC.');
  });

  it('says something even when nobody said when', () => {
    const report = reportProblem(new AppError('logs_throttled', 'too many'), context);

    expect(report.steps[0]?.text).toBe('Ask again in a minute.');
  });

  it.each([
    new Error('password=hunter2 at /srv/app.js:12'),
    'a thrown text',
    undefined,
    { code: 'logs_forbidden' },
  ])('tells nothing of a failure that nobody foresaw: %p', (error) => {
    const report = reportProblem(error, context);

    expect(report.code).toBe('unexpected');
    expect(report.happened).toBe('Something went wrong on our side.');
    expect(JSON.stringify(report)).not.toMatch(/hunter2|app\.js|thrown/);
  });

  it.each(['unheard_of', 'constructor', '__proto__'])(
    'explains the foreign code %s as well as it can',
    (code) => {
      const report = reportProblem(new AppError(code, 'the tape is full'), context);

      expect(report).toMatchObject({ code, happened: 'The tape is full.' });
      expect(report.headline.text).toBe('that did not work');
    },
  );

  it('offers the buttons it was given', () => {
    const again = {
      kind: 'command' as const,
      title: 'Ask again',
      tooltip: 'Ask the same again',
      verb: 'summary',
      parameters: {},
    };

    const report = reportProblem(
      new AppError('logs_timeout', 'late', { retryable: true }),
      context,
      [again],
    );

    expect(report.actions).toEqual([again]);
  });
});

describe('redact', () => {
  it.each([
    ['GET /x?sig=abc%2B&y=1', 'GET /x?sig=…&y=1'],
    ['Authorization: Bearer abc.def', 'Authorization: Bearer …'],
    ['SharedAccessSignature sr=a&sig=b', 'SharedAccessSignature …'],
    ['HostName=h;SharedAccessKey=s3cret;x', 'HostName=h;SharedAccessKey=…;x'],
    ['token eyJhbGciOiJIUzI1NiJ9.e30.sig', 'token …'],
    ['code=404104', 'code=404104'],
  ])('makes %s into %s', (text, clean) => {
    expect(redact(text)).toBe(clean);
  });
});
