import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AlertAbout } from '../../../src/ports/alert-about';
import { reportAlert } from '../../../src/reports/report-alert';
import { aboutOf } from '../../support/alert-abouts';
import { alertSamples } from '../../support/alert-samples';
import { alert } from '../../support/alerts';
import { reportContext } from '../../support/report-subjects';

const folder = join(__dirname, '../../../cards/samples');

/** What a report is once it has been a file: without what is absent. */
function asFile(report: object): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}

describe('the samples of alerts', () => {
  it.each(Object.keys(alertSamples))('%s is what the report builder makes', (name) => {
    const path = join(folder, `${name}.json`);
    const subject = alertSamples[name] ?? { alert: alert(), state: 'firing', history: [] };

    const report = reportAlert(subject, reportContext());

    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(path, asFile(report));
    expect(JSON.parse(asFile(report))).toEqual(JSON.parse(readFileSync(path, 'utf8')));
  });

  it.each(Object.keys(aboutOf))('show an alert of the kind %s', (kind) => {
    const kinds = Object.values(alertSamples).map(({ alert: { about } }) => about.kind);
    const files = readdirSync(folder).map((file) => file.replace('.json', ''));

    expect(kinds).toContain(kind as AlertAbout['kind']);
    expect(files).toEqual(expect.arrayContaining(Object.keys(alertSamples)));
  });
});
