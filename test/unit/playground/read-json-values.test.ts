import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { readJsonValues } from '../../../src/playground/azure/read-json-values';
import { createDocumentSplitter } from '../../../src/playground/azure/split-document';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'values-'));
});

afterAll(() => rm(folder, { recursive: true }));

async function read(text: string) {
  const path = join(folder, 'file.json');
  await writeFile(path, text);
  const values: unknown[] = [];
  const bad: { line: number; reason: string }[] = [];
  await readJsonValues(path, {
    onValue: (value) => values.push(value),
    onBad: (line, reason) => bad.push({ line, reason }),
  });
  return { values, bad };
}

describe('readJsonValues', () => {
  it.each([
    ['one record a line', '{"a":1}\n{"a":2}\n'],
    ['Windows line ends and no last one', '{"a":1}\r\n\r\n{"a":2}'],
    ['a byte order mark', '\uFEFF{"a":1}\n{"a":2}'],
    ['an array on one line', '[{"a":1},{"a":2}]'],
    ['an array over lines', '[\n  {"a":1},\n  {\n"a":2}\n]\n'],
    ['a batch on one line', '{"records":[{"a":1},{"a":2}]}'],
    [
      'a batch over lines',
      '{\n  "name": "x",\n  "records": [\n {"a":1},\n {"a":2}\n ],\n "count": 2 }',
    ],
    ['batches one a line', '{"records":[{"a":1}]}\n{"records":[{"a":2}]}'],
    ['batches printed over lines', '{ "records": [\n{"a":1}]}\n{"records":[{"a":2}]}'],
    ['objects printed over lines', '{\n "a": 1\n}\n{\n "a": 2\n}'],
  ])('reads %s', async (_, text) => {
    const { values, bad } = await read(text);

    expect(values).toEqual([{ a: 1 }, { a: 2 }]);
    expect(bad).toEqual([]);
  });

  it('keeps brackets, quotes and commas inside texts', async () => {
    const record = { a: '[{"x":"\\"},{"}]', b: ['{', ','] };

    const { values, bad } = await read(JSON.stringify([record, record], undefined, 1));

    expect(values).toEqual([record, record]);
    expect(bad).toEqual([]);
  });

  it('names a broken line and goes on behind it', async () => {
    const { values, bad } = await read('{"a":1}\n{"a":\n\nnonsense\n{"a":2}\n');

    expect(values).toEqual([{ a: 1 }, { a: 2 }]);
    expect(bad).toEqual([
      { line: 2, reason: 'not valid JSON' },
      { line: 4, reason: 'not valid JSON' },
    ]);
  });

  it('reads by lines when only the first line is broken', async () => {
    const { values, bad } = await read('{"a":1\n{"a":1}\n{"a":2}\n');

    expect(values).toEqual([{ a: 1 }, { a: 2 }]);
    expect(bad).toEqual([{ line: 1, reason: 'not valid JSON' }]);
  });

  it('names the broken element of an array and goes on behind it', async () => {
    const { values, bad } = await read('[\n{"a":1},\n{"a":,},\n{"a":2}\n]');

    expect(values).toEqual([{ a: 1 }, { a: 2 }]);
    expect(bad).toEqual([{ line: 3, reason: 'not valid JSON' }]);
  });

  it('hands over what is no object, for the reader to judge', async () => {
    const { values } = await read('[1,\n"two", null, [3], {"a":1}]');

    expect(values).toEqual([1, 'two', null, 3, { a: 1 }]);
  });

  it('names where a file that was cut off stops making sense', async () => {
    const { values, bad } = await read('[\n{"a":1},\n{"a":2');

    expect(values).toEqual([{ a: 1 }]);
    expect(bad).toEqual([{ line: 3, reason: 'the file ends inside a value' }]);
  });

  it('names an array that was never closed', async () => {
    const { bad } = await read('[\n{"a":1},\n');

    expect(bad).toEqual([{ line: 3, reason: 'the file ends inside a value' }]);
  });

  it('names stray text beside the document once a line', async () => {
    const { values, bad } = await read('[\n{"a":1}]\noops oops\n');

    expect(values).toEqual([{ a: 1 }]);
    expect(bad).toEqual([{ line: 3, reason: 'neither a JSON object nor an array' }]);
  });

  it('finds nothing in an empty file', async () => {
    expect(await read('')).toEqual({ values: [], bad: [] });
  });
});

describe('createDocumentSplitter', () => {
  it('finds the same elements wherever the text is cut into pieces', () => {
    const records = fc.array(fc.dictionary(fc.string(), fc.jsonValue()), { maxLength: 5 });
    const cuts = fc.array(fc.nat(40), { minLength: 1, maxLength: 20 });
    const shape = fc.constantFrom(
      (all: unknown) => JSON.stringify(all, undefined, 1),
      (all: unknown) => JSON.stringify({ before: ['records'], records: all, after: [{ x: 1 }] }),
    );
    fc.assert(
      fc.property(records, cuts, shape, (all, sizes, print) => {
        const texts: string[] = [];
        const splitter = createDocumentSplitter({
          take: (text) => texts.push(text),
          onBad: (line, reason) => texts.push(`${line} ${reason}`),
        });

        for (const piece of inPieces(print(all), sizes)) splitter.push(piece);
        splitter.end();

        expect(texts.map((text) => JSON.parse(text))).toEqual(JSON.parse(JSON.stringify(all)));
      }),
    );
  });
});

function inPieces(text: string, sizes: number[]): string[] {
  const pieces: string[] = [];
  let at = 0;
  for (let turn = 0; at < text.length; turn++) {
    const size = (sizes[turn % sizes.length] ?? 0) + 1;
    pieces.push(text.slice(at, at + size));
    at += size;
  }
  return pieces;
}
