import { summarizeHub } from '../../../src/diagnosis/hub/summarize-hub';
import { summarizeRows } from '../../../src/diagnosis/hub/summarize-rows';
import { connectionRecord } from '../../support/connection-records';
import { fixedClock } from '../../support/fixed-clock';
import { hubTotals } from '../../support/hub-totals';
import { createKqlLogSource } from '../../support/kql-log-source';

const window = { from: new Date('2026-11-20T00:00:00Z'), to: new Date('2026-11-21T00:00:00Z') };
const clock = fixedClock(window.to);
const lost = { code: '404104', name: 'DeviceConnectionClosedRemotely' };

const records = [
  connectionRecord('2026-11-20T01:00:00Z', 'deviceConnect', { device: 'a' }),
  connectionRecord('2026-11-20T02:00:00Z', 'deviceDisconnect', { device: 'a', ...lost }),
  connectionRecord('2026-11-20T02:05:00Z', 'deviceConnect', { device: 'a' }),
  connectionRecord('2026-11-20T03:00:00Z', 'deviceDisconnect', { device: 'a' }),
  connectionRecord('2026-11-20T03:01:00Z', 'deviceDisconnect', { device: 'b', ...lost }),
  connectionRecord('2026-11-20T04:00:00Z', 'deviceConnect', { device: 'c', code: '401003' }),
];

const noRows = {
  totals: [],
  codes: [],
  bins: [],
  affected: { devices: [], affectedTotal: 0, rest: [], restTotal: 0, hardOutside: 0 },
};

const ask = (rows = records, hubName?: string) => {
  const logs = createKqlLogSource(rows, { now: window.to, lagSeconds: 30 });
  return { logs, summary: summarizeHub({ hubName, window }, { logs, clock }) };
};

describe('summarizeHub', () => {
  it('counts what happened on a hub from five queries', async () => {
    const { logs, summary } = ask();

    await expect(summary).resolves.toMatchObject({
      hub: 'contoso-hub',
      hubResourceId: expect.stringMatching(/\/iothubs\/contoso-hub$/),
      cause: 'connection-lost',
      benign: false,
      disconnects: 3,
      devicesSeen: 3,
      devicesAffected: 2,
      stillAway: 2,
      firstAt: new Date('2026-11-20T02:00:00Z'),
      lastAt: new Date('2026-11-20T03:01:00Z'),
      byCode: [
        { code: '404104', name: 'DeviceConnectionClosedRemotely', count: 2 },
        { code: '', name: '', count: 1 },
        { code: '401003', name: 'SomeError', count: 1 },
      ],
      devices: [
        {
          device: 'a',
          disconnects: 2,
          codes: ['', '404104'],
          lastAt: new Date('2026-11-20T03:00:00Z'),
        },
        { device: 'b', disconnects: 1, codes: ['404104'] },
      ],
      timeline: { binSeconds: 1800 },
      logs: { newestAt: new Date('2026-11-20T04:00:00Z'), lagP95Seconds: 30, partial: false },
    });
    expect(logs.asked.map(({ name }) => name).sort()).toEqual([
      'devices-affected',
      'disconnects-by-code',
      'disconnects-over-time',
      'hub-totals',
      'log-reach',
    ]);
  });

  it('says what most devices with trouble have, with its base', async () => {
    const { why, seen, steps } = await ask().summary;

    expect(why).toBe('Connection lost: 2 of 3 devices with trouble; 2 still away.');
    expect(seen.join(' ')).toContain('3 disconnect rows of 2 of 3 devices');
    expect(seen.join(' ')).toContain(
      '1 connect was refused, and not counted as disconnects: 1 × 401003',
    );
    expect(steps).toEqual([
      { text: 'Look at the device that went away last, b.', command: 'why b' },
    ]);
  });

  it('keeps timeline and totals in step', async () => {
    const { timeline, disconnects } = await ask().summary;

    expect(timeline.bins.reduce((sum, { count }) => sum + count, 0)).toBe(disconnects);
  });

  it('adds several hubs up and names them, and keeps to one that was asked for', async () => {
    const more = [
      ...records,
      connectionRecord('2026-11-20T05:00:00Z', 'deviceDisconnect', { hub: 'x-hub' }),
    ];

    const all = await ask(more).summary;
    const one = await ask(more, 'X-Hub').summary;

    expect(all).toMatchObject({
      hub: '',
      hubResourceId: undefined,
      disconnects: 4,
      devicesSeen: 4,
    });
    expect(all.seen.join(' ')).toContain('2 hubs: contoso-hub and x-hub');
    expect(one).toMatchObject({ hub: 'X-Hub', disconnects: 1, devicesSeen: 1 });
  });

  it('sees no disconnects without calling that good', async () => {
    const quiet = [connectionRecord('2026-11-20T05:00:00Z', 'deviceConnect')];

    const { cause, benign, why, steps } = await ask(quiet).summary;

    expect({ cause, benign, steps }).toEqual({ cause: 'no-disconnects', benign: null, steps: [] });
    expect(why).toContain('1 row of 1 device');
  });

  it('has no evidence where the hub has no rows', async () => {
    const { cause, why, steps, logs } = await ask(records, 'unknown-hub').summary;

    expect(cause).toBe('no-evidence');
    expect(why).toContain('unknown-hub');
    expect(steps[0]?.command).toContain('az iot hub show --name unknown-hub');
    expect(logs.newestAt).toBeUndefined();
  });

  it('lets a missing table through untouched', async () => {
    await expect(ask([]).summary).rejects.toMatchObject({ code: 'logs_table_missing' });
  });

  it('says when only a part was answered', () => {
    const totals = [hubTotals({ events: 9, devicesSeen: 2 })];

    const summary = summarizeRows({ window, complete: false }, { ...noRows, totals });

    expect(summary).toMatchObject({ hub: '', hubResourceId: undefined, confidence: 'low' });
    expect(summary.seen.join(' ')).toContain('only a part of the rows');
  });
});

describe('summarizeHub over renewals', () => {
  const renewal = (device: string, hour: number) => [
    connectionRecord(`2026-11-20T${hour}:00:00Z`, 'deviceDisconnect', { device, code: '401003' }),
    connectionRecord(`2026-11-20T${hour}:00:01Z`, 'deviceDisconnect', { device, ...lost }),
    connectionRecord(`2026-11-20T${hour}:00:03Z`, 'deviceConnect', { device }),
  ];
  const quiet = ['a', 'b', 'c'].flatMap((device) => [
    ...renewal(device, 10),
    ...renewal(device, 11),
  ]);

  it('counts the two rows of a renewal as one drop that was soon over', async () => {
    const { why, seen, ...summary } = await ask(quiet).summary;

    expect(summary).toMatchObject({ disconnects: 12, losses: 6, backSoon: 6, stillAway: 0 });
    expect(why).toBe(
      'All 3 dropped devices connected again; 6 of 6 drops lasted under a minute; the counts do not tell why.',
    );
    expect(seen.join(' ')).toContain('The disconnect rows are 6 drops');
    expect(summary.steps[0]).toMatchObject({
      text: 'Look at the device with most disconnects, a: 4 disconnect rows, of 3 devices.',
      command: 'why a',
    });
  });

  it('does not let them hide a device that is away or a code that is odd', async () => {
    const fault = { device: 'z', code: '500001', name: 'ServerError' };
    const record = connectionRecord('2026-11-20T12:00:00Z', 'deviceDisconnect', fault);

    const { why, steps, lastAway } = await ask([...quiet, record]).summary;

    expect(lastAway).toBe('z');
    expect(why).toContain('1 of 4 dropped devices is still away');
    expect(why).toContain('6 of 7 drops lasted under a minute');
    expect(steps[0]).toMatchObject({ command: 'why z' });
    expect(steps[1]?.text).toMatch(/^For 500001, 1 × seen: /);
  });

  it('gives no advice about renewals', async () => {
    const { steps } = await ask(quiet).summary;

    expect(JSON.stringify(steps)).not.toMatch(/renew|token/i);
  });
});

describe('summarizeHub over a crowd', () => {
  const drop = (device: string, address: string, time: string) =>
    connectionRecord(`2026-11-20T${time}Z`, 'deviceDisconnect', {
      device,
      ...lost,
      properties: { maskedIpAddress: address },
    });
  const site = Array.from({ length: 12 }, (_, i) =>
    drop(`press-${i}`, '81.24.7.XXX', `03:08:${10 + i}`),
  );
  const elsewhere = [
    drop('oven-1', '10.1.2.XXX', '01:00:00'),
    drop('oven-2', '10.1.3.XXX', '02:00:00'),
    connectionRecord('2026-11-20T04:00:00Z', 'deviceConnect', { device: 'calm' }),
  ];

  it('says what those that are away share, and calls it a site outage', async () => {
    const { cause, why, seen, steps, awayTogether } = await ask([...site, ...elsewhere]).summary;

    expect(awayTogether).toEqual({ address: '81.24.7.XXX', away: 12, seen: 13 });
    expect(seen.join(' ')).toContain(
      '12 of the 14 devices still away connected from 81.24.7.XXX, where 13 devices were seen (query hub-totals).',
    );
    expect(seen.join(' ')).toContain(
      'Most at once: 12 disconnect rows in the 30 min from 2026-11-20 03:00 UTC, where 0 are usual in this window (query disconnects-over-time).',
    );
    expect(cause).toBe('site-outage');
    expect(why).toBe(
      'Likely a site outage: 12 of the 13 devices at 81.24.7.XXX dropped within 12 min; none of 2 others did.',
    );
    expect(steps[0]?.text).toBe(
      'Ask the site behind 81.24.7.XXX about power and network since about 2026-11-20 03:08 UTC.',
    );
  });

  it('asks no more than five questions', async () => {
    const { logs, summary } = ask([...site, ...elsewhere]);

    await summary;

    expect(logs.asked).toHaveLength(5);
  });

  it('is silent about an address once its devices are back', async () => {
    const back = site.map((_, i) =>
      connectionRecord('2026-11-20T03:30:00Z', 'deviceConnect', { device: `press-${i}` }),
    );

    const { awayTogether, seen } = await ask([...site, ...back]).summary;

    expect(awayTogether).toBeUndefined();
    expect(seen.join(' ')).toContain('Most at once: 12 disconnect rows');
  });

  it.each([
    ['two devices', { stillAway: 2, awayTogether: 2 }],
    ['half of those away', { stillAway: 20, awayTogether: 10 }],
    ['a text that is no address', { stillAway: 9, awayTogether: 9, address: '[x](http://evil)' }],
    ['no address', { stillAway: 9, awayTogether: 9, address: '' }],
  ])('makes no crowd of %s', (_what, parts) => {
    const totals = [hubTotals({ events: 99, disconnects: 30, address: '81.24.7.XXX', ...parts })];

    const summary = summarizeRows({ window, complete: true }, { ...noRows, totals });

    expect(summary.awayTogether).toBeUndefined();
  });
});

describe('the verdict about a hub', () => {
  it.each([
    [{}],
    [{ stillAway: 49_999, awayTogether: 48_000, address: '255.255.255.XXX' }],
    [{ stillAway: 49_999, awayTogether: 48_000, address: '2001:db8:85a3:8d3:1319:8a2e:370:XXXX' }],
    [{ refused: 999_999 }],
    [{ stillAway: 1, refused: 1, drops: 1, backSoon: 1, devicesAffected: 1 }],
    [{ stillAway: 0, refused: 1, drops: 1, backSoon: 1, devicesAffected: 1 }],
    [{ drops: 0, disconnects: 0, refused: 7, devicesAffected: 0, stillAway: 0 }],
  ])('is one line of under 160 signs: %j', (parts) => {
    const big = {
      ...{ events: 9_999_999, devicesSeen: 50_000, devicesAffected: 50_000, stillAway: 20_000 },
      ...{ disconnects: 2_000_000, drops: 1_000_000, backSoon: 999_000, refused: 12_345 },
    };
    const totals = [hubTotals({ ...big, ...parts })];

    const { why } = summarizeRows({ window, complete: true }, { ...noRows, totals });

    expect(why).toMatch(/^[A-Z\d][^.]+.*\.$/);
    expect(why).toContain(totals[0]?.stillAway === 0 ? 'refused' : 'still away');
    expect(why.length).toBeLessThan(160);
  });

  it('sends the reader to a refused device where nothing else happened', () => {
    const totals = [hubTotals({ events: 9, refused: 9 })];

    const { why, steps } = summarizeRows({ window, complete: true }, { ...noRows, totals });

    expect(why).toBe('9 connects were refused; the counts do not tell why.');
    expect(steps[0]?.text).toContain('a device that cannot connect');
  });
});
