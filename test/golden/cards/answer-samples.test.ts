import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { answerSamples } from '../../support/answer-samples';

const folder = join(__dirname, '../../../cards/samples');

describe('the samples of diagnoses and summaries', () => {
  it.each(Object.entries(answerSamples))('%s is what the report builder makes', (name, report) => {
    const path = join(folder, `${name}.json`);
    const text = `${JSON.stringify(report, null, 2)}\n`;

    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(path, text);
    expect(JSON.parse(text)).toEqual(JSON.parse(readFileSync(path, 'utf8')));
  });
});
