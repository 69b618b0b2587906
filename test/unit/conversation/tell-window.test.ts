import { answerOverWindow } from '../../../src/conversation/time/answer-over-window';
import { tellWindow } from '../../../src/conversation/time/tell-window';
import { reportDiagnosis } from '../../../src/reports/report-diagnosis';
import { reportSummary } from '../../../src/reports/report-summary';
import { AppError } from '../../../src/shared/app-error';
import { hubSummary } from '../../support/hub-summaries';
import { diagnosis, reportContext } from '../../support/report-subjects';

const context = { now: new Date('2026-11-21T09:23:00Z'), timeZone: 'Europe/Berlin' };
const fresh = { from: new Date('2026-11-20T23:30:00Z'), to: new Date('2026-11-21T01:00:00Z') };
const old = { from: new Date('2026-10-01T00:00:00Z'), to: new Date('2026-10-02T00:00:00Z') };
const never = () => Promise.reject(new Error('not asked'));

it('repeats the window that was understood by the clock of the asker', async () => {
  const report = await answer(fresh, { findOldestRow: never });

  expect(factOf(report)).toBe('2026-11-21 00:30 to 02:00 in Europe/Berlin.');
});

it('says what was taken for a time that came twice', async () => {
  const note = '02:30 came twice: the first one was taken.';

  const report = await answer(fresh, { findOldestRow: never }, [note]);

  expect(factOf(report)).toContain(note);
  expect(report.spoken).toContain(note);
});

it.each([
  ['2026-11-01T00:00:00Z', 'the whole window lies before it'],
  ['2026-10-01T12:00:00Z', 'what lies before it cannot be seen'],
])('says of an old window that rows begin at %s', async (oldest, words) => {
  const report = await answer(old, { findOldestRow: async () => new Date(oldest) });

  expect(factOf(report)).toContain(words);
  expect(report.spoken).toContain(words);
});

it.each([
  ['rows are older', async () => new Date('2026-09-01T00:00:00Z')],
  ['there are no rows', async () => undefined],
  ['it could not be asked', () => Promise.reject(new AppError('logs_timeout', 'No.'))],
])('says nothing of what is kept where %s', async (_why, findOldestRow) => {
  const report = await answer(old, { findOldestRow });

  expect(factOf(report)).toBe('2026-10-01 02:00 to 2026-10-02 02:00 in Europe/Berlin.');
});

it('makes room on a full card without hiding how far the logs reach', () => {
  const summary = reportSummary(hubSummary(), reportContext());
  const full = { ...summary, facts: [{ label: 'By hub', value: 'two' }, ...summary.facts] };

  const told = tellWindow(full, fresh, [], context);

  expect(full.facts).toHaveLength(5);
  expect(told.facts.map(({ label }) => label)).toEqual([
    'Time',
    'By hub',
    'Dropped',
    'Still away',
    'Logs',
  ]);
});

it('leaves the card of a plain length as it is', async () => {
  const plain = reportDiagnosis(diagnosis(), reportContext());
  const read = { intent: 'why', confidence: 1, suggestions: [] } as const;
  const parameters = { window: { last: 'PT6H' } };

  const report = await answerOverWindow(
    { ...read, suggestions: [], parameters },
    fresh,
    Promise.resolve(plain),
    context,
    {},
  );

  expect(report).toBe(plain);
});

function answer(
  window: typeof fresh,
  deps: Parameters<typeof answerOverWindow>[4],
  windowNotes?: string[],
) {
  const said = { from: window.from.toISOString(), to: window.to.toISOString() };
  const notes = windowNotes === undefined ? {} : { windowNotes };
  const parameters = { window: said, ...notes };
  const report = Promise.resolve(reportDiagnosis(diagnosis(), reportContext()));
  const read = { intent: 'why' as const, parameters, confidence: 1, suggestions: [] };
  return answerOverWindow(read, window, report, context, deps);
}

function factOf(report: Awaited<ReturnType<typeof answerOverWindow>>) {
  if (report.kind !== 'diagnosis') throw new Error(`A ${report.kind} has no facts.`);
  expect(report.facts.length).toBeLessThanOrEqual(5);
  return report.facts.find(({ label }) => label === 'Time')?.value;
}
