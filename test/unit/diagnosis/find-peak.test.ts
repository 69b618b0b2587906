import { findPeak } from '../../../src/diagnosis/hub/find-peak';

const bins = (...counts: number[]) =>
  counts.map((disconnects, index) => ({
    at: new Date(Date.UTC(2026, 10, 20, index)),
    ...{ code: '404104', name: 'n', disconnects },
  }));

describe('findPeak', () => {
  it.each([
    ['a bin far above the others', bins(4, 5, 40, 3), 4, { count: 40, usual: 5 }],
    ['one bin of an empty window', bins(12), 48, { count: 12, usual: 0 }],
    ['twice the usual', bins(20, 40, 20), 3, undefined],
    ['a few rows', bins(9), 48, undefined],
    ['no rows', [], 48, undefined],
  ])('reads %s', (_what, counted, total, expected) => {
    const peak = findPeak(counted, total);

    expect(peak && { count: peak.count, usual: peak.usual }).toEqual(expected);
  });

  it('adds the codes of a bin up and tells when it was', () => {
    const peak = findPeak([...bins(1, 1, 8), ...bins(0, 0, 8)], 3);

    expect(peak).toEqual({ at: new Date('2026-11-20T02:00:00Z'), count: 16, usual: 1 });
  });
});
