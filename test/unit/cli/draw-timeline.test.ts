import { drawTimeline } from '../../../src/cli/draw-timeline';

describe('drawTimeline', () => {
  it('draws one bar a bin, the marks under them, the axis in UTC and the legend', () => {
    const drawn = drawTimeline({
      title: 'Disconnects',
      from: '2026-03-01T02:00:00.000Z',
      to: '2026-03-01T04:40:00.000Z',
      binSeconds: 240,
      bins: Array.from({ length: 40 }, (_, bin) =>
        new Date(Date.UTC(2026, 2, 1, 2) + bin * 240_000).toISOString(),
      ),
      series: [
        { label: '404104 connection closed', counts: [0, 8, 4, ...Array<number>(37).fill(0)] },
        { label: 'no error code', counts: [1, 0, 0, ...Array<number>(37).fill(0)] },
      ],
      marks: [{ at: '2026-03-01T02:09:00.000Z', label: 'alert fired' }],
      altText: '13 disconnects',
    });

    expect(drawn).toBe(
      [
        '  Disconnects (highest bar: 8)',
        `  ▁█▄${'·'.repeat(37)}`,
        `  03-01 02:00${' '.repeat(14)}03-01 04:40 UTC`,
        '    ↑ alert fired',
        '  12 × 404104 connection closed',
        '  1 × no error code',
      ].join('\n'),
    );
  });

  it('draws an empty window as dots and never divides by zero', () => {
    const drawn = drawTimeline({
      title: 'Disconnects',
      from: '2026-03-01T02:00:00.000Z',
      to: '2026-03-01T02:02:00.000Z',
      binSeconds: 60,
      bins: ['2026-03-01T02:00:00.000Z', '2026-03-01T02:01:00.000Z'],
      series: [],
      marks: [],
      altText: 'none',
    });

    expect(drawn.split('\n')[1]).toBe('  ··');
  });
});
