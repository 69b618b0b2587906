import fc from 'fast-check';
import { stackTimeline } from '../../../src/reports/stack-timeline';

const window = { from: new Date('2026-11-21T02:03:00Z'), to: new Date('2026-11-21T03:03:00Z') };

function bin(time: string, code: string, count: number) {
  return { at: new Date(`2026-11-21T${time}:00Z`), code, name: code === '' ? '' : 'Name', count };
}

describe('stackTimeline', () => {
  it('fills the bins that had no row', () => {
    const bins = [bin('02:20', '404104', 3), bin('02:40', '', 1)];

    const timeline = stackTimeline({ binSeconds: 600, bins }, window);

    expect(timeline).toMatchObject({
      title: 'Disconnects per 10 min',
      binSeconds: 600,
      bins: ['02:00', '02:10', '02:20', '02:30', '02:40', '02:50', '03:00'].map(
        (time) => `2026-11-21T${time}:00Z`,
      ),
      series: [
        { label: '404104 Name', counts: [0, 0, 3, 0, 0, 0, 0] },
        { label: 'no error code', counts: [0, 0, 0, 0, 1, 0, 0] },
      ],
    });
  });

  it('says in words what the picture shows', () => {
    const bins = [bin('02:20', '404104', 3), bin('02:40', '', 1)];
    const marks = [{ at: new Date('2026-11-21T02:41:00Z'), label: 'alert' }];

    const timeline = stackTimeline({ binSeconds: 600, bins }, window, marks);

    expect(timeline?.altText).toBe(
      'Disconnects per 10 min, 2026-11-21 02:03 UTC to 2026-11-21 03:03 UTC: 4 disconnect rows, at most 3 at once from 2026-11-21 02:20 UTC. 404104 Name: 3; no error code: 1. Marked: alert at 2026-11-21 02:41 UTC.',
    );
  });

  it('keeps the five most frequent codes apart and adds the others up', () => {
    const bins = [1, 2, 3, 4, 5, 6, 7].map((count) => bin('02:20', `40010${count}`, count));

    const series = stackTimeline({ binSeconds: 3600, bins }, window)?.series ?? [];

    expect(series.map(({ label }) => label)).toEqual([
      '400107 Name',
      '400106 Name',
      '400105 Name',
      '400104 Name',
      '400103 Name',
      '2 other codes',
    ]);
    expect(series.at(-1)?.counts).toEqual([3, 0]);
  });

  it('does not fold a single sixth code', () => {
    const bins = [1, 2, 3, 4, 5, 6].map((count) => bin('02:20', `40010${count}`, count));

    const series = stackTimeline({ binSeconds: 3600, bins }, window)?.series ?? [];

    expect(series.at(-1)?.label).toBe('400101 Name');
  });

  it('loses no disconnect, whatever the bins', () => {
    const anyBin = fc.record({
      at: fc.date({
        min: new Date('2026-11-20T00:00:00Z'),
        max: new Date('2026-11-22T00:00:00Z'),
        noInvalidDate: true,
      }),
      code: fc.constantFrom(
        '',
        '404104',
        '401003',
        '400027',
        '409002',
        '500001',
        '429001',
        '403012',
      ),
      name: fc.constant(''),
      count: fc.integer({ min: 1, max: 99 }),
    });
    fc.assert(
      fc.property(
        fc.array(anyBin, { minLength: 1 }),
        fc.constantFrom(1, 60, 300, 7000),
        (bins, binSeconds) => {
          const timeline = stackTimeline({ binSeconds, bins }, window);

          const drawn = timeline?.series.flatMap(({ counts }) => counts) ?? [];
          const sum = (counts: number[]) => counts.reduce((total, count) => total + count, 0);
          expect(sum(drawn)).toBe(sum(bins.map(({ count }) => count)));
          expect(timeline?.series.length).toBeLessThanOrEqual(6);
          expect(timeline?.bins.length).toBeLessThanOrEqual(201);
        },
      ),
    );
  });

  it('marks only moments inside of the window', () => {
    const marks = [
      { at: new Date('2026-11-21T01:00:00Z'), label: 'before' },
      { at: new Date('2026-11-21T02:30:00Z'), label: 'alert' },
    ];

    const timeline = stackTimeline({ binSeconds: 60, bins: [bin('02:20', '', 1)] }, window, marks);

    expect(timeline?.marks).toEqual([{ at: '2026-11-21T02:30:00Z', label: 'alert' }]);
    expect(timeline?.title).toBe('Disconnects per min');
  });

  it.each([
    ['without disconnects', { binSeconds: 60, bins: [] }, window],
    ['without a bin length', { binSeconds: 0, bins: [bin('02:20', '', 1)] }, window],
    [
      'over no time',
      { binSeconds: 60, bins: [bin('02:20', '', 1)] },
      { from: window.to, to: window.to },
    ],
  ])('draws nothing %s', (_case, counted, over) => {
    expect(stackTimeline(counted, over)).toBeUndefined();
  });
});
