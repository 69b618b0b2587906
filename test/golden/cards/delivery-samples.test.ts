import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '../../../src/reports/report';
import { reportDigest } from '../../../src/reports/report-digest';
import { reportGoneConversation } from '../../../src/reports/report-gone-conversation';
import { digestLines } from '../../support/digests';
import { conversation } from '../../support/sends';

const folder = join(__dirname, '../../../cards/samples');
const at = new Date('2026-03-01T03:15:00Z');
const firstPage = { digest: 'd1', page: 1, mayRepeatOf: undefined };

const samples: Record<string, Report> = {
  digest: reportDigest(digestLines(23, 5), firstPage),
  'digest-second-page': reportDigest(digestLines(23, 5), { ...firstPage, page: 2 }),
  'digest-over': reportDigest(digestLines(4, 4), { ...firstPage, mayRepeatOf: at }),
  'digest-hostile-names': reportDigest(
    digestLines(2).map((line) => ({
      ...line,
      title: `*bold* [link](https://example.com) <at>all</at> \${expr} ${'x'.repeat(128)}`,
    })),
    firstPage,
  ),
  'problem-conversation-gone': reportGoneConversation(
    {
      conversation: conversation('19:plant@thread.tacv2'),
      since: at,
      why: 'The bot was removed from this conversation, or it was deleted.',
    },
    undefined,
  ),
};

describe('the samples of digests and notes', () => {
  it.each(Object.entries(samples))('%s is what the report builder makes', (name, report) => {
    const path = join(folder, `${name}.json`);
    const text = `${JSON.stringify(report, null, 2)}\n`;

    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(path, text);
    expect(JSON.parse(text)).toEqual(JSON.parse(readFileSync(path, 'utf8')));
  });
});
