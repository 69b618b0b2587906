import { qualifyPartial } from '../../../src/diagnosis/asking/qualify-partial';
import type { Cause, Diagnosis, HubSummary } from '../../../src/diagnosis/diagnosis';
import { reportAlert } from '../../../src/reports/report-alert';
import { reportDiagnosis } from '../../../src/reports/report-diagnosis';
import { reportSummary } from '../../../src/reports/report-summary';
import { alert } from '../../support/alerts';
import { diagnosis, reportContext, siteOutage } from '../../support/report-subjects';

const context = reportContext();
const reason = 'The results exceed the set limit of 10 records.';

function partOf(parts: Partial<Diagnosis> = {}): Diagnosis {
  return qualifyPartial(diagnosis(parts), reason);
}

function partOfHub(parts: Partial<HubSummary> = {}): HubSummary {
  return qualifyPartial(siteOutage(parts), reason);
}

describe('a report of a part of the rows', () => {
  it('says on top what happened, what it means and what to try', () => {
    const { verdict, steps } = reportDiagnosis(partOf(), context);

    expect(verdict.caveat).toBe(
      'Part of the rows: The results exceed the set limit of 10 records. Counts are lower bounds, what was not found may be among the rows that are missing, and who is away here may be back. The first step below is how to get the rest.',
    );
    expect(steps[0]?.text).toContain('shorter time');
  });

  it('has no caveat when only the lateness of rows could not be measured', () => {
    const d = diagnosis();

    const { verdict, headline } = reportDiagnosis(
      { ...d, logs: { ...d.logs, partial: true } },
      context,
    );

    expect(verdict.caveat).toBeUndefined();
    expect(headline.text).toContain('dropped 12 times');
  });

  it.each<[Cause, boolean | undefined, string, string]>([
    ['token-renewal', true, 'warning', 'Part of the rows'],
    ['no-disconnects', true, 'warning', 'Part of the rows'],
    ['undetermined', undefined, 'warning', 'Part of the rows'],
    ['connection-lost', false, 'attention', 'Still away, by a part of the rows'],
    ['no-evidence', undefined, 'warning', 'No evidence, by a part of the rows'],
  ])('never looks calm: %s, connected %s', (cause, connectedAtEnd, tone, word) => {
    const { headline } = reportDiagnosis(partOf({ cause, connectedAtEnd, benign: true }), context);

    expect(headline).toMatchObject({ tone, word });
  });

  it('calls the count of a device at least that', () => {
    const report = reportDiagnosis(partOf(), context);

    expect(report.headline.text).toBe(
      'device-42 on contoso-hub · dropped at least 12 times in 24 h',
    );
    expect(report.spoken).toContain('dropped at least 12 times');
    expect(report.evidence.logs).toMatchObject({ partial: true });
  });

  it('calls the counts of a hub at least that, and who is away only seen so', () => {
    const report = reportSummary(partOfHub(), context);

    expect(report.headline).toMatchObject({
      word: 'Still away, by a part of the rows',
      text: 'contoso-hub · 52 of at least 56 devices that dropped in 1 h',
    });
    expect(report.facts[0]?.value).toBe(
      'at least 59 times, by 56 of 300 devices, 4 of them under a minute',
    );
  });

  it.each([
    [{ losses: 59 }, 'dropped at least 59 times'],
    [{ losses: undefined }, 'at least 56 of 300 devices disconnected'],
  ])('says so of %j when all are back', (parts, words) => {
    const report = reportSummary(partOfHub({ stillAway: 0, ...parts }), context);

    expect(report.headline.text).toContain(words);
    expect(report.facts[0]?.value).toMatch(/^at least (59 times|61 disconnect rows)/);
  });

  it('qualifies the headline of an alert that fires', () => {
    const subject = { alert: alert(), state: 'firing' as const, summary: partOfHub(), history: [] };

    const report = reportAlert(subject, context);

    expect(report.headline.text).toContain('52 of 300 devices still away, by a part of the rows');
    expect(report.verdict?.caveat).toContain(reason);
  });

  it('qualifies the last figures of an alert that is resolved', () => {
    const subject = { alert: alert(), state: 'resolved' as const, summary: partOfHub() };

    const report = reportAlert({ ...subject, history: [] }, context);

    expect(report.ending?.text).toMatch(/^dropped at least 59 times, .* as far as the rows tell$/);
    expect(report.verdict?.caveat).toContain(reason);
  });

  it('qualifies what an alert asked for beside the connections', () => {
    const findings = {
      ...{ topic: 'throttling' as const, short: '70 devices throttled' },
      ...{ columns: ['Device', 'Errors'], rows: [['a', '3']], more: 0 },
    };
    const subject = {
      ...{ alert: alert(), state: 'firing' as const, history: [] },
      summary: partOfHub({ findings }),
    };

    expect(reportAlert(subject, context).headline.text).toContain(
      '70 devices throttled, by a part of the rows',
    );
  });
});
