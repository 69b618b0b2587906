import { runQuery } from '../../../src/diagnosis/asking/run-query';
import { HubTotals } from '../../../src/diagnosis/hub/hub-rows';
import { connectionRecord } from '../../support/connection-records';
import { createKqlLogSource } from '../../support/kql-log-source';

const window = { from: new Date('2026-11-20T00:00:00Z'), to: new Date('2026-11-21T00:00:00Z') };

type Event = [at: string, event: 'on' | 'off' | 'refused', device?: string, module?: string];

async function count(events: Event[]) {
  const records = events.map(([at, event, device = 'a', module]) =>
    connectionRecord(`2026-11-20T${at}Z`, event === 'off' ? 'deviceDisconnect' : 'deviceConnect', {
      device,
      ...(event === 'refused' ? { code: '403012' } : {}),
      ...(module === undefined ? {} : { properties: { moduleId: module } }),
    }),
  );
  const logs = createKqlLogSource(records, { now: window.to });
  const ask = { name: 'hub-totals', parameters: { hub: '' }, window, row: HubTotals };
  const { rows } = await runQuery(ask, { logs });
  return rows[0];
}

describe('hub-totals', () => {
  const cases: [string, Event[], Partial<HubTotals>][] = [
    [
      'a renewal of two rows',
      [
        ['01:00:00', 'off'],
        ['01:00:01', 'off'],
        ['01:00:03', 'on'],
      ],
      { disconnects: 2, drops: 1, backSoon: 1, stillAway: 0, lastAway: '' },
    ],
    [
      'a return after a minute',
      [
        ['01:00:00', 'off'],
        ['01:01:00', 'on'],
      ],
      { drops: 1, backSoon: 0, stillAway: 0 },
    ],
    [
      'a return within the second',
      [
        ['01:00:00', 'off'],
        ['01:00:00', 'on'],
      ],
      { drops: 1, backSoon: 1, stillAway: 0 },
    ],
    [
      'refused attempts in between',
      [
        ['01:00:00', 'off'],
        ['01:00:10', 'refused'],
        ['01:00:20', 'refused'],
        ['01:00:40', 'on'],
      ],
      { drops: 1, backSoon: 1, refused: 2, stillAway: 0 },
    ],
    [
      'refused attempts only',
      [
        ['01:00:00', 'on'],
        ['01:00:10', 'off'],
        ['01:00:20', 'refused'],
      ],
      { drops: 1, backSoon: 0, refused: 1, stillAway: 1, lastAway: 'a' },
    ],
    [
      'rows over a minute apart',
      [
        ['01:00:00', 'off'],
        ['01:01:01', 'off'],
      ],
      { disconnects: 2, drops: 2, backSoon: 0, stillAway: 1 },
    ],
    [
      'neighbours in the order of names',
      [
        ['01:00:00', 'off', 'a'],
        ['01:00:01', 'on', 'b'],
        ['01:00:02', 'off', 'b'],
      ],
      { drops: 2, backSoon: 0, stillAway: 2, lastAway: 'b' },
    ],
    [
      'a module of the same device',
      [
        ['01:00:00', 'off'],
        ['01:00:01', 'on', 'a', 'm'],
      ],
      { drops: 1, backSoon: 0, devicesSeen: 1, stillAway: 1 },
    ],
  ];

  it.each(cases)('counts %s', async (_what, events, expected) => {
    await expect(count(events)).resolves.toMatchObject(expected);
  });

  it.each(cases)('counts %s in any order', async (_what, events, expected) => {
    await expect(count([...events].reverse())).resolves.toMatchObject(expected);
  });
});
