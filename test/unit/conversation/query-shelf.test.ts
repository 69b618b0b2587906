import { createQueryShelf } from '../../../src/conversation/query-shelf';
import { queryTable, queryWindow } from '../../support/query-tables';

const origin = 'https://bot.contoso.com';
const question = { query: 'disconnects-over-time', hubName: 'Contoso-Hub', window: queryWindow };
const minute = 60_000;

function open(
  options: { origin?: string; limits?: { inAll: number; ofOne: number } } = { origin },
) {
  let now = new Date('2026-11-21T03:16:00Z');
  const { limits } = options;
  const shelf = createQueryShelf({
    clock: { now: () => now },
    origin: () => options.origin,
    ...(limits === undefined ? {} : { limits }),
  });
  const pass = (ms: number) => {
    now = new Date(now.getTime() + ms);
  };
  return { shelf, pass };
}

function tokenOf(url = ''): string {
  return /\/queries\/(?<token>[\w-]+)\.csv$/.exec(url)?.groups?.token ?? '';
}

describe('the shelf of tables', () => {
  it('gives the file that its link names, for fifteen minutes', () => {
    const { shelf, pass } = open();

    const { csv } = shelf.keep(question, queryTable());
    pass(15 * minute - 1);
    const before = shelf.download(tokenOf(csv?.url));
    pass(1);
    const after = shelf.download(tokenOf(csv?.url));

    expect(csv?.url.startsWith(`${origin}/queries/`)).toBe(true);
    expect(csv?.expiresAt).toEqual(new Date('2026-11-21T03:31:00Z'));
    expect(before?.name).toBe('disconnects-over-time.csv');
    expect(before?.csv.split('\r\n').slice(0, 2)).toEqual([
      'at,code,name,disconnects',
      '2026-11-20T03:00:00Z,,,1',
    ]);
    expect(before?.csv.split('\r\n')).toHaveLength(25);
    expect(after).toBeUndefined();
  });

  it('names every file by a token of its own that nobody guesses', () => {
    const { shelf } = open();

    const tokens = [1, 2, 3].map(() => tokenOf(shelf.keep(question, queryTable()).csv?.url));

    expect(new Set(tokens).size).toBe(3);
    expect(tokens.every((token) => token.length === 32)).toBe(true);
  });

  it('makes no link where nobody could reach it, and still turns pages', () => {
    const { shelf } = open({});

    const kept = shelf.keep(question, queryTable());

    expect(kept.csv).toBeUndefined();
    expect(shelf.find(question)?.table.rows).toHaveLength(23);
  });

  it('finds the newest table of exactly the same question, whatever the case of the hub', () => {
    const { shelf } = open();
    shelf.keep(question, queryTable());
    const newer = shelf.keep(question, queryTable({ rows: [] }));

    const found = shelf.find({ ...question, hubName: 'contoso-hub' });

    expect(found).toEqual(newer);
    expect(shelf.find({ ...question, query: 'dead-endpoints' })).toBeUndefined();
    expect(shelf.find({ query: question.query, window: queryWindow })).toBeUndefined();
    expect(shelf.find({ ...question, window: { ...queryWindow, to: new Date() } })).toBeUndefined();
  });

  it('forgets the table with its file', () => {
    const { shelf, pass } = open();
    shelf.keep(question, queryTable());

    pass(15 * minute);

    expect(shelf.find(question)).toBeUndefined();
  });

  it('lets the oldest go when there are more than twenty', () => {
    const { shelf } = open();

    const kept = Array.from({ length: 21 }, () => shelf.keep(question, queryTable()));

    expect(kept.map(({ csv }) => shelf.download(tokenOf(csv?.url)) !== undefined)).toEqual([
      false,
      ...Array.from({ length: 20 }, () => true),
    ]);
  });

  it('lets the oldest go when all together are too large', () => {
    const { shelf } = open({ origin, limits: { inAll: 250, ofOne: 200 } });
    const table = queryTable({ columns: ['a'], rows: [['x'.repeat(76)]] });

    const kept = [1, 2, 3].map(() => shelf.keep(question, table));

    expect(kept.map(({ csv }) => shelf.download(tokenOf(csv?.url)) !== undefined)).toEqual([
      false,
      true,
      true,
    ]);
  });

  it('ends a file that would be too large, says after how many rows, and pages it no more', () => {
    const { shelf } = open({ origin, limits: { inAll: 250, ofOne: 200 } });
    const table = queryTable({ columns: ['a'], rows: [1, 2, 3].map(() => ['x'.repeat(76)]) });

    const kept = shelf.keep(question, table);

    expect(kept.table.rows).toHaveLength(3);
    expect(kept.csv?.rows).toBe(2);
    expect(shelf.download(tokenOf(kept.csv?.url))?.csv.split('\r\n')).toHaveLength(4);
    expect(shelf.find(question)).toBeUndefined();
  });

  it.each(['', 'x', '../..', '__proto__'])('knows no file "%s"', (token) => {
    const { shelf } = open();
    shelf.keep(question, queryTable());

    expect(shelf.download(token)).toBeUndefined();
  });
});
