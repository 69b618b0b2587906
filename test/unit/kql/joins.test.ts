import fc from 'fast-check';
import { evaluate, rowsOf, tableOf } from '../../support/kql';

const left = tableOf('L', { k: 'long', a: 'string' }, [
  [1, 'a1'],
  [2, 'a2'],
  [2, 'a3'],
  [null, 'a4'],
  [4, 'a5'],
]);
const right = tableOf('R', { k: 'long', b: 'string' }, [
  [2, 'b1'],
  [1, 'b2'],
  [2, 'b3'],
  [null, 'b4'],
  [5, 'b5'],
]);

describe('join', () => {
  it.each<[string, unknown[][]]>([
    [
      '',
      [
        [1, 'a1', 1, 'b2'],
        [2, 'a2', 2, 'b1'],
        [2, 'a2', 2, 'b3'],
      ],
    ],
    [
      'kind=innerunique',
      [
        [1, 'a1', 1, 'b2'],
        [2, 'a2', 2, 'b1'],
        [2, 'a2', 2, 'b3'],
      ],
    ],
    [
      'kind=inner',
      [
        [1, 'a1', 1, 'b2'],
        [2, 'a2', 2, 'b1'],
        [2, 'a2', 2, 'b3'],
        [2, 'a3', 2, 'b1'],
        [2, 'a3', 2, 'b3'],
      ],
    ],
    [
      'kind=leftouter',
      [
        [1, 'a1', 1, 'b2'],
        [2, 'a2', 2, 'b1'],
        [2, 'a2', 2, 'b3'],
        [2, 'a3', 2, 'b1'],
        [2, 'a3', 2, 'b3'],
        [null, 'a4', null, ''],
        [4, 'a5', null, ''],
      ],
    ],
    [
      'kind=rightouter',
      [
        [1, 'a1', 1, 'b2'],
        [2, 'a2', 2, 'b1'],
        [2, 'a2', 2, 'b3'],
        [2, 'a3', 2, 'b1'],
        [2, 'a3', 2, 'b3'],
        [null, '', null, 'b4'],
        [null, '', 5, 'b5'],
      ],
    ],
    [
      'kind=fullouter',
      [
        [1, 'a1', 1, 'b2'],
        [2, 'a2', 2, 'b1'],
        [2, 'a2', 2, 'b3'],
        [2, 'a3', 2, 'b1'],
        [2, 'a3', 2, 'b3'],
        [null, 'a4', null, ''],
        [4, 'a5', null, ''],
        [null, '', null, 'b4'],
        [null, '', 5, 'b5'],
      ],
    ],
    [
      'kind=leftsemi',
      [
        [1, 'a1'],
        [2, 'a2'],
        [2, 'a3'],
      ],
    ],
    [
      'kind=rightsemi',
      [
        [2, 'b1'],
        [1, 'b2'],
        [2, 'b3'],
      ],
    ],
    [
      'kind=leftanti',
      [
        [null, 'a4'],
        [4, 'a5'],
      ],
    ],
    [
      'kind=rightanti',
      [
        [null, 'b4'],
        [5, 'b5'],
      ],
    ],
  ])('L | join %s R on k', (kind, expected) => {
    expect(rowsOf(`L | join ${kind} R on k`, [left, right])).toEqual(expected);
  });

  it('gives the right side other names where both have a column', () => {
    const result = evaluate('L | join kind=inner R on k | take 1', [left, right]);

    expect(result.columns.map((column) => column.name)).toEqual(['k', 'a', 'k1', 'b']);
  });

  it.each([
    '$left.k == $right.k',
    '$left.k == $right.k and $left.k == $right.k',
    '($left.k == $right.k)',
    'k, $left.k == $right.k',
  ])('takes the condition %s', (condition) => {
    const rows = rowsOf(`L | join kind=inner (R) on ${condition}`, [left, right]);

    expect(rows).toHaveLength(5);
  });

  it('stops early when enough rows are there', () => {
    expect(rowsOf('L | join kind=fullouter R on k | take 1', [left, right])).toHaveLength(1);
    expect(rowsOf('L | join kind=fullouter R on k | take 8', [left, right])).toHaveLength(8);
    expect(rowsOf('L | join kind=rightsemi R on k | take 1', [left, right])).toHaveLength(1);
  });

  it.each<[string, unknown[][]]>([
    [
      '',
      [
        [1, 'a1', 'b2'],
        [2, 'a2', 'b1'],
        [2, 'a2', 'b3'],
        [2, 'a3', 'b1'],
        [2, 'a3', 'b3'],
        [null, 'a4', ''],
        [4, 'a5', ''],
      ],
    ],
    [
      'kind=inner',
      [
        [1, 'a1', 'b2'],
        [2, 'a2', 'b1'],
        [2, 'a2', 'b3'],
        [2, 'a3', 'b1'],
        [2, 'a3', 'b3'],
      ],
    ],
  ])('L | lookup %s R on k', (kind, expected) => {
    expect(rowsOf(`L | lookup ${kind} R on k`, [left, right])).toEqual(expected);
  });

  it('finds the same pairs as comparing every row with every row', () => {
    const rows = fc.array(
      fc.record({ k: fc.integer({ min: 0, max: 4 }), t: fc.constantFrom('x', 'y') }),
      {
        maxLength: 12,
      },
    );

    fc.assert(
      fc.property(rows, rows, (some, others) => {
        const types = { k: 'long', t: 'string', i: 'long' } as const;
        const tables = [some, others].map((list, side) =>
          tableOf(
            side === 0 ? 'A' : 'B',
            types,
            list.map(({ k, t }, i) => [k, t, i]),
          ),
        );
        const expected = some.flatMap((one, i) =>
          others.flatMap((other, j) => (one.k === other.k && one.t === other.t ? [[i, j]] : [])),
        );

        const found = rowsOf('A | join kind=inner B on k, t | project i, i1', tables);

        expect(found).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });
});
