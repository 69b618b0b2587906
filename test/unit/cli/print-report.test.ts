import { printReport } from '../../../src/cli/print-report';
import { reportDiagnosis } from '../../../src/reports/report-diagnosis';
import { reportSummary } from '../../../src/reports/report-summary';
import { answerSamples } from '../../support/answer-samples';
import { checks, crowd } from '../../support/crowds';
import { diagnosis, reportContext, siteOutage } from '../../support/report-subjects';

const context = reportContext();

/** Texts are wrapped: what is looked for may go over an end of line. */
function printed(report: Parameters<typeof printReport>[0]): string {
  return printReport(report).replace(/\s+/g, ' ');
}

describe('printReport', () => {
  it('says who dropped for what, what they share, and who failed differently', () => {
    const text = printed(answerSamples['summary-crowd']);

    expect(text).toContain('Devices by cause: 56 site outage · 2 credential rejected');
    expect(text).toContain('device-17 failed differently: 401003 IoTHubUnauthorized');
    expect(text).toContain('Hidden as token renewal: 31 devices');
    expect(text).toContain('Address block 81.24.7.XXX: 56 of 60 that dropped, 3 of 240 that did');
    expect(text).toContain('Protocol AMQP over WebSockets: 22 of 60 that dropped');
  });

  it('says what was asked beside the logs', () => {
    const text = printed(reportDiagnosis(diagnosis({ checks: checks() }), context));

    expect(text).toContain('Also checked - ✓ Device registry, answered: On contoso-hub');
    expect(text).not.toContain('Still asking');
  });

  it('says what is still asked and what could not be asked', () => {
    const text = printed(
      reportDiagnosis(
        diagnosis({
          checks: checks({
            health: { state: 'pending', text: 'Has not answered yet.' },
            metrics: { state: 'failed', text: 'No answer.' },
          }),
        }),
        context,
      ),
    );

    expect(text).toContain('Still asking: Resource Health.');
    expect(text).toContain('▲ Could not be checked: metrics. So it is not known whether');
    expect(text).not.toContain('This card');
  });

  it('lists ten devices and counts the others', () => {
    const text = printReport(answerSamples['summary-large']);

    expect(text.match(/^ {2}[\d ]{5} {2}\d+-Ab/gm)).toHaveLength(10);
    expect(text).toContain('and 49,990 more');
  });

  it('prints nothing of a crowd that nobody looked for', () => {
    const text = printReport(reportSummary(siteOutage(), context));

    expect(text).not.toMatch(/by cause|In common|Also checked|Hidden|undefined/);
  });

  it.each(['summary-crowd', 'diagnosis-site-outage', 'diagnosis-check-failed'] as const)(
    'keeps %s to 80 columns, but for what is pasted',
    (name) => {
      const lines = printReport(answerSamples[name]).split('\n');

      const wide = lines.filter((line) => line.length > 80 && !/^\s+(?:\$|https:)/.test(line));

      expect(wide).toEqual([]);
    },
  );

  it('lets no name move the cursor', () => {
    const oddOnes = [{ device: 'a\u001b[2Jb', code: '', name: '', crowdCode: '404104' }];

    const text = printReport(reportSummary(siteOutage({ crowd: crowd({ oddOnes }) }), context));

    expect(text).toContain('a�[2Jb failed differently');
  });
});
