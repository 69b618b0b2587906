import fc from 'fast-check';
import { countConnected } from '../../../src/playground/azure/count-connected';
import { connectedSeries, pointSeries } from '../../../src/playground/azure/metric-series';

const steps = countConnected({
  times: [100, 160, 160, 220],
  devices: [1, 2, 2, 1],
  kinds: ['connect', 'disconnect', 'connect', 'disconnect'],
});

it.each<[string, number, number, object]>([
  ['nothing is known before the first row', 0, 100, {}],
  ['a time that begins before it counts from it', 60, 160, one(2, 2, 2)],
  ['what lasted no time was seen by nobody', 150, 170, one(2, 2, 2)],
  ['the average follows the clock', 160, 280, one(1.5, 1, 2)],
  ['what is on stays on', 1000, 1060, one(1, 1, 1)],
])('%s', (_, from, to, aggregates) => {
  expect(connectedSeries(steps, 0)(from, to)).toEqual(aggregates);
});

it('adds the devices that leave no rows', () => {
  expect(connectedSeries(steps, 10)(1000, 1060)).toEqual(one(11, 11, 11));
});

function one(average: number, minimum: number, maximum: number) {
  return { average, minimum, maximum };
}

it('keeps total and extremes, however the time is cut', () => {
  const point = fc.record({ time: fc.integer({ min: 0, max: 99 }), total: fc.nat(1000) });

  fc.assert(
    fc.property(fc.array(point), fc.integer({ min: 1, max: 99 }), (unsorted, cut) => {
      const points = unsorted
        .map((each) => ({ ...each, minimum: each.total, maximum: each.total }))
        .sort((before, after) => before.time - after.time);
      const series = pointSeries(points);
      const [left, right, whole] = [series(0, cut), series(cut, 100), series(0, 100)];

      expect((left.total ?? 0) + (right.total ?? 0)).toBe(whole.total ?? 0);
      expect(Math.max(left.maximum ?? -1, right.maximum ?? -1)).toBe(whole.maximum ?? -1);
      expect(Math.min(left.minimum ?? 1e9, right.minimum ?? 1e9)).toBe(whole.minimum ?? 1e9);
    }),
  );
});

it('makes up no aggregate that no point has', () => {
  expect(pointSeries([{ time: 5, average: 3 }])(0, 10)).toEqual({ average: 3 });
  expect(pointSeries([{ time: 5, average: 3 }])(6, 10)).toEqual({});
});
