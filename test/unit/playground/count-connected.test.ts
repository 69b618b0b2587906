import fc from 'fast-check';
import {
  type ConnectionEvents,
  type ConnectionKind,
  countConnected,
} from '../../../src/playground/azure/count-connected';

type Event = [time: number, device: number, kind: ConnectionKind];

function events(list: Event[]): ConnectionEvents {
  return {
    times: list.map(([time]) => time),
    devices: list.map(([, device]) => device),
    kinds: list.map(([, , kind]) => kind),
  };
}

function stepsOf(list: Event[]) {
  const { start, since, times, counts } = countConnected(events(list));
  return { start, since, steps: Array.from(times, (time, at) => [time, counts[at]]) };
}

it.each<[string, Event[], number, [number, number][]]>([
  ['a device that comes was away', [[10, 1, 'connect']], 0, [[10, 1]]],
  ['a device that leaves was there', [[10, 1, 'disconnect']], 1, [[10, 0]]],
  ['a refused device is not there', [[10, 1, 'refused']], 0, []],
  [
    'two errors of one loss count once',
    [
      [10, 1, 'disconnect'],
      [11, 1, 'disconnect'],
      [12, 1, 'connect'],
    ],
    1,
    [
      [10, 0],
      [12, 1],
    ],
  ],
  [
    'rows may come in any order',
    [
      [30, 1, 'disconnect'],
      [10, 1, 'connect'],
      [20, 2, 'connect'],
    ],
    0,
    [
      [10, 1],
      [20, 2],
      [30, 1],
    ],
  ],
])('%s', (_, list, start, steps) => {
  expect(stepsOf(list)).toMatchObject({ start, steps });
});

it('never counts fewer than none, nor more than there are devices', () => {
  const event = fc.tuple(
    fc.integer({ min: 0, max: 50 }),
    fc.integer({ min: 0, max: 5 }),
    fc.constantFrom<ConnectionKind>('connect', 'disconnect', 'refused'),
  );

  fc.assert(
    fc.property(fc.array(event, { minLength: 1 }), (list) => {
      const { start, since, steps } = stepsOf(list);
      const devices = new Set(list.map(([, device]) => device)).size;
      const counts = [start, ...steps.map(([, count = -1]) => count)];

      expect(since).toBe(Math.min(...list.map(([time]) => time)));
      expect(Math.min(...counts)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...counts)).toBeLessThanOrEqual(devices);
    }),
  );
});
