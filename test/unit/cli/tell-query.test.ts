import { drawTable } from '../../../src/cli/draw-table';
import { tellQuery } from '../../../src/cli/tell-query';
import type { PeopleQuestion, QueryTable } from '../../../src/diagnosis/asking/run-people-query';
import { emptyTable, queryTable, queryWindow } from '../../support/query-tables';
import { reportContext } from '../../support/report-subjects';

const plain = { subject: 'disconnects-over-time', json: false, csv: false, hub: undefined };

describe('queries in the terminal', () => {
  it('lists them', async () => {
    const { tell, asked } = open();

    const { text, note } = await tell({ ...plain, subject: '' });

    expect(text).toContain('  dead-endpoints\n      Which routing endpoints are unhealthy or dead');
    expect(note).toBe('');
    expect(asked).toEqual([]);
  });

  it('lists them for machines', async () => {
    const { tell } = open();

    const json = await tell({ ...plain, subject: '', json: true });
    const csv = await tell({ ...plain, subject: '', csv: true });

    const [first] = JSON.parse(json.text);
    expect(Object.keys(first)).toEqual(['name', 'group', 'question']);
    expect(csv.text.split('\r\n').slice(0, 2)).toEqual([
      'name,group,question',
      'disconnects-over-time,Connections,"How many disconnects were there over time, by error code?"',
    ]);
  });

  it('runs one over the window and the hub that were asked', async () => {
    const { tell, asked } = open();

    const { text } = await tell({ ...plain, hub: 'contoso-hub' });

    expect(asked).toEqual([
      { query: 'disconnects-over-time', hubName: 'contoso-hub', window: queryWindow },
    ]);
    expect(text).toContain('Rows 1 to 10 of 23, page 1 of 3');
  });

  it('gives every row as CSV, and what is missing beside it', async () => {
    const { tell } = open(queryTable({ partial: { reason: 'The engine gave up' } }));

    const { text, note } = await tell({ ...plain, csv: true });

    expect(text.split('\r\n')).toHaveLength(25);
    expect(note).toBe('Only a part could be had: The engine gave up.\n');
  });

  it('gives every row as JSON', async () => {
    const { tell } = open();

    const { text } = await tell({ ...plain, json: true });

    const told = JSON.parse(text);
    expect(told).toMatchObject({ hub: 'contoso-hub', partial: null, cutAt: null });
    expect(told.rows).toHaveLength(23);
    expect(told.rows[0]).toEqual({
      at: '2026-11-20T03:00:00Z',
      code: '',
      name: '',
      disconnects: '1',
    });
  });

  it('says what no rows can mean', async () => {
    const { tell } = open(emptyTable());

    const { text } = await tell(plain);

    expect(text.replace(/\s+/g, ' ')).toContain('No row fits. That can mean that nothing');
    expect(text).toContain('What to do');
  });
});

describe('drawTable', () => {
  it('aligns columns and cuts what does not fit in 80 characters', () => {
    const text = drawTable(
      ['Device', 'Count'],
      [
        ['d1\nx', '7'],
        ['y'.repeat(128), '12'],
      ],
    );

    expect(text.split('\n')).toEqual([
      `  Device${' '.repeat(67)}Count`,
      `  ${'-'.repeat(78)}`,
      `  d1 x${' '.repeat(69)}7`,
      `  ${'y'.repeat(70)}…  12`,
    ]);
  });

  it('draws nothing without rows', () => {
    expect(drawTable(['Device'], [])).toBe('');
  });
});

function open(table: QueryTable = queryTable()) {
  const asked: PeopleQuestion[] = [];
  const deps = {
    context: () => reportContext(),
    runQuery: async (question: PeopleQuestion) => {
      asked.push(question);
      return table;
    },
  };
  return {
    asked,
    tell: (args: Parameters<typeof tellQuery>[0]) => tellQuery(args, queryWindow, deps),
  };
}
