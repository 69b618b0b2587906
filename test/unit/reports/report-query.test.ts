import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPictures } from '../../../src/adapters/pictures/create-pictures';
import { createCardRenderer } from '../../../src/adapters/teams/cards/render-card';
import { printReport } from '../../../src/cli/print-report';
import { listPeopleQueries } from '../../../src/diagnosis/asking/people-queries';
import type { Report } from '../../../src/reports/report';
import { reportQueryList } from '../../../src/reports/report-query-list';
import { reportQueryTable } from '../../../src/reports/report-query-table';
import { findCardFaults, findNodes, shownTexts } from '../../support/parse-card';
import { emptyTable, peopleQuery, queryTable, queryWindow } from '../../support/query-tables';
import { reportContext } from '../../support/report-subjects';

const context = reportContext();
const render = createCardRenderer({ pictures: createPictures() });
const csv = {
  url: 'https://bot.contoso.com/queries/Rk9PQkFSQkFaUVVVWA.csv',
  expiresAt: new Date('2026-11-21T03:31:00Z'),
};
const partial = { reason: 'The workspace stopped after half of the data' };

describe('the samples of query cards', () => {
  it.each<[string, Report]>([
    ['query-list', reportQueryList(listPeopleQueries(), {}, context)],
    ['query-table', reportQueryTable(queryTable(), { page: 2, csv }, context)],
    ['query-table-no-file', reportQueryTable(queryTable(), { page: 1 }, context)],
    ['query-table-empty', reportQueryTable(emptyTable(), { page: 1 }, context)],
    [
      'query-table-part',
      reportQueryTable(queryTable({ partial, cutAt: 50_000 }), { page: 1, csv }, context),
    ],
  ])('%s is what the rules say', (name, report) => {
    const path = join(__dirname, `../../../cards/samples/${name}.json`);
    const said: unknown = JSON.parse(JSON.stringify(report));

    if (process.env.UPDATE_GOLDEN === '1')
      writeFileSync(path, `${JSON.stringify(said, null, 2)}\n`);

    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(said);
  });
});

describe('reportQueryList', () => {
  it('has a button for every query, by group, that carries hub and time on', () => {
    const subject = { hub: 'contoso-hub', window: { last: 'PT6H' } };

    const { groups } = reportQueryList(listPeopleQueries(), subject, context);

    const listed = groups.flatMap(({ queries }) => queries);
    expect(listed.map(({ name }) => name)).toEqual(listPeopleQueries().map(({ name }) => name));
    expect(listed.map(({ run }) => run)).toEqual(
      listed.map(({ name }) =>
        expect.objectContaining({ verb: 'queries', parameters: { query: name, ...subject } }),
      ),
    );
    expect(new Set(groups.map(({ title }) => title)).size).toBe(groups.length);
  });

  it('shows every query on the card and in the terminal', () => {
    const report = reportQueryList(listPeopleQueries(), {}, context);

    const texts = shownTexts(render(report));
    const printed = printReport(report);

    for (const { name } of listPeopleQueries()) {
      expect(texts).toContain(name);
      expect(printed).toContain(`  ${name}\n`);
    }
  });
});

describe('reportQueryTable', () => {
  it.each([
    [1, 10, 'Rows 1 to 10 of 23, page 1 of 3', ['Next page']],
    [2, 10, 'Rows 11 to 20 of 23, page 2 of 3', ['Next page', 'Previous page']],
    [3, 3, 'Rows 21 to 23 of 23, page 3 of 3', ['Previous page']],
    [99, 3, 'Rows 21 to 23 of 23, page 3 of 3', ['Previous page']],
    [-1, 10, 'Rows 1 to 10 of 23, page 1 of 3', ['Next page']],
  ])('shows page %d: %d rows, "%s"', (page, rows, position, buttons) => {
    const report = reportQueryTable(queryTable(), { page }, context);

    expect(report.rows).toHaveLength(rows);
    expect(report.position).toBe(position);
    expect(report.actions.map(({ title }) => title)).toEqual([...buttons, 'Open query']);
  });

  it('turns pages in place, over the same window', () => {
    const [next] = reportQueryTable(queryTable(), { page: 1 }, context).actions;

    expect(next).toEqual({
      kind: 'command',
      inPlace: true,
      title: 'Next page',
      tooltip: 'Show rows 11 to 20 of disconnects-over-time',
      verb: 'queries',
      parameters: {
        query: 'disconnects-over-time',
        page: 2,
        hub: 'contoso-hub',
        window: { from: '2026-11-20T03:16:00Z', to: '2026-11-21T03:16:00Z' },
      },
    });
  });

  it('tells rows, hub, how long it took, and how long the file can be had', () => {
    const { facts, actions } = reportQueryTable(queryTable(), { page: 1, csv }, context);

    expect(facts).toEqual([
      { label: 'Hub', value: 'contoso-hub' },
      { label: 'Rows', value: '23 rows' },
      { label: 'Took', value: '420 ms' },
      { label: 'CSV', value: '23 rows, 4 columns; the link works until 03:31 UTC' },
    ]);
    expect(actions).toContainEqual(expect.objectContaining({ kind: 'link', url: csv.url }));
  });

  it('says behind the fold which setting brings the file where there is no link', () => {
    const without = reportQueryTable(queryTable(), { page: 1 }, context);
    const withLink = reportQueryTable(queryTable(), { page: 1, csv }, context);

    const shown = shownTexts(render(without)).join('\n');

    expect(shown).toMatch(/No CSV file: [\s\S]*PUBLIC_URL, such as https:/);
    expect(shown).not.toContain('Download CSV');
    expect(shownTexts(render(withLink)).join('\n')).not.toContain('PUBLIC_URL');
  });

  it('draws what has a time axis, and names what it counts', () => {
    const { timeline } = reportQueryTable(queryTable(), { page: 1 }, context);

    expect(timeline?.title).toBe('Disconnects per h');
    expect(timeline?.altText).toContain('disconnects');
  });

  it.each([
    ['errors-over-time', 'Errors per h'],
    ['connectivity-errors', 'Rows per h'],
  ])('calls the bars of %s "%s"', (name, title) => {
    const report = reportQueryTable(queryTable({ query: peopleQuery(name) }), { page: 1 }, context);

    expect(report.timeline?.title).toBe(title);
  });

  it('says what no rows can mean, and what to do', () => {
    const report = reportQueryTable(emptyTable(), { page: 1, csv }, context);

    expect(report.headline).toMatchObject({ word: 'No rows', tone: 'warning' });
    expect(report.notes[0]).toContain('does not send this category');
    expect(report.steps).toHaveLength(2);
    expect(JSON.stringify(report)).not.toContain(csv.url);
    expect(findNodes(render(report), 'Table')).toEqual([]);
  });

  it('says that only a part came, and draws no picture of a part that was cut', () => {
    const cut = { ...csv, rows: 20_000 };

    const report = reportQueryTable(
      queryTable({ partial, cutAt: 50_000 }),
      { page: 1, csv: cut },
      context,
    );

    expect(report.headline.word).toBe('Part of the rows');
    expect(report.notes).toEqual([
      'Only a part could be had: The workspace stopped after half of the data.',
      expect.stringContaining('more than 50,000 rows'),
      'The CSV ends after 20,000 rows: it would be too large.',
    ]);
    expect(report.timeline).toBeUndefined();
  });

  it.each([
    ['', '–'],
    [' ', '–'],
    ['[""]', '–'],
    ['2026-11-20T02:00:00Z', '2026-11-20 02:00:00'],
    ['x'.repeat(200), `${'x'.repeat(139)}…`],
    [`a${'!'.repeat(127)}`, `a${'!'.repeat(127)}`],
  ])('shows the cell "%s" as "%s"', (cell, text) => {
    const table = queryTable({ rows: [['', cell, '', '']] });

    const [row] = reportQueryTable(table, { page: 1 }, context).rows;

    expect(row?.cells[1]).toEqual({ text });
  });

  it('shows a code with its name', () => {
    const [first] = reportQueryTable(queryTable(), { page: 1 }, context).rows.slice(1);

    expect(first?.cells[1]).toEqual({ text: '404104 · DeviceConnectionClosedRemotely' });
  });

  it('leaves the cells of a column that did not come empty', () => {
    const table = queryTable({ columns: ['at'], rows: [['2026-11-20T02:00:00Z']] });

    const [row] = reportQueryTable(table, { page: 1 }, context).rows;

    expect(row?.cells.map(({ text }) => text)).toEqual(['2026-11-20 02:00:00', '–', '–']);
  });

  it('shows hostile cells as they are, on a card that is valid and small', () => {
    const hostile = [
      '**bold** [link](https://evil.example) <at>all</at>',
      `\${$root.spoken} {{DATE(2026-11-20T02:00:00Z)}}`,
      '\u202Edesrever\u0000\n\n# head',
      '🙂'.repeat(200),
    ];
    const rows = Array.from({ length: 30 }, () => hostile);
    const query = peopleQuery('connectivity-errors');
    const columns = query.columns.flatMap(({ from }) => from);

    const card = render(
      reportQueryTable(queryTable({ query, columns, rows }), { page: 1 }, context),
    );

    const texts = findNodes(findNodes(card, 'Table'), 'TextRun').map(({ text }) => text);
    expect(findCardFaults(card)).toEqual([]);
    expect(texts).toHaveLength(30);
    expect(texts[0]).toBe(hostile[0]);
    expect(texts.join('')).not.toMatch(/\$\{|\{\{|\p{Cc}|\u202e/u);
    expect(findNodes(card, 'TableRow')).toHaveLength(11);
  });

  it('fits a terminal, with its headings', () => {
    const printed = printReport(reportQueryTable(queryTable(), { page: 1, csv }, context));

    expect(printed).toMatch(/From \(UTC\) +Error +Count/);
    expect(printed).toContain('Rows 1 to 10 of 23');
    expect(Math.max(...printed.split('\n').map((line) => [...line].length))).toBeLessThanOrEqual(
      80,
    );
  });

  it('repeats the window it looked at', () => {
    const { window } = reportQueryTable(queryTable(), { page: 1 }, context);

    expect(new Date(window.from)).toEqual(queryWindow.from);
  });
});
