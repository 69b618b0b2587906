import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mutingSamples } from '../../support/muting-samples';

const folder = join(__dirname, '../../../cards/samples');

describe('the samples of mutes, trails and members', () => {
  it.each(Object.entries(mutingSamples))('%s is what the report builder makes', (name, report) => {
    const path = join(folder, `${name}.json`);
    const text = `${JSON.stringify(report, null, 2)}\n`;

    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(path, text);
    expect(JSON.parse(text)).toEqual(JSON.parse(readFileSync(path, 'utf8')));
  });
});
