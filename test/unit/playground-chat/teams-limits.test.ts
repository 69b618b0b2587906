import fc from 'fast-check';
import { createTeamsLimits } from '../../../src/playground/chat/teams-limits';
import { openFakeConnector } from '../../support/fake-connector';

function open() {
  let now = 1_000_000;
  const limits = createTeamsLimits({ nowMs: () => now });
  return {
    limits,
    wait: (ms: number) => {
      now += ms;
    },
    /** How many of so many requests in a row pass. */
    pass: (count: number, conversation = 'a') =>
      Array.from({ length: count }, () => limits.refuse(conversation)).filter(
        (seconds) => seconds === undefined,
      ).length,
  };
}

describe('the limits of Teams', () => {
  it('lets seven pass in a second, and an eighth in the next', () => {
    const { pass, wait } = open();

    const first = pass(10);
    wait(1000);

    expect([first, pass(10)]).toEqual([7, 1]);
  });

  it('slides: a request counts for exactly a second', () => {
    const { limits, pass, wait } = open();
    pass(7);
    wait(999);
    const before = limits.refuse('a');
    wait(1);

    expect([before, limits.refuse('a')]).toEqual([1, undefined]);
  });

  it('lets 60 pass in 30 s and says when the next may', () => {
    const { limits, pass, wait } = open();
    for (let turn = 0; turn < 15; turn += 1) {
      expect(pass(4)).toBe(4);
      wait(1500);
    }

    expect(limits.refuse('a')).toBe(8);
    wait(7500);
    expect(limits.refuse('a')).toBeUndefined();
  });

  it('lets 1,800 pass in an hour', () => {
    const { limits, pass, wait } = open();
    for (let turn = 0; turn < 30; turn += 1) {
      for (let part = 0; part < 15; part += 1) {
        expect(pass(4)).toBe(4);
        wait(2000);
      }
    }

    expect(limits.refuse('a')).toBe(3600 - 900);
  });

  it('lets the bot make 50 requests a second over all conversations, housekeeping too', () => {
    const { limits, pass } = open();
    for (let turn = 0; turn < 7; turn += 1) pass(7, `conversation-${turn}`);

    expect([limits.refuse(undefined), limits.refuse('other')]).toEqual([undefined, 1]);
  });

  it('never lets more pass than any window allows, whatever comes when', () => {
    const steps = fc.array(fc.integer({ min: 0, max: 900 }), { minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(steps, (waits) => {
        const { limits, wait } = open();
        let at = 0;
        const passed: number[] = [];
        for (const ms of waits) {
          wait(ms);
          at += ms;
          if (limits.refuse('a') === undefined) passed.push(at);
        }
        for (const [most, withinMs] of [
          [7, 1000],
          [8, 2000],
          [60, 30_000],
        ] as const) {
          for (const end of passed) {
            const within = passed.filter((each) => each > end - withinMs && each <= end);
            expect(within.length).toBeLessThanOrEqual(most);
          }
        }
      }),
    );
  });
});

describe('a connector that enforces them', () => {
  it('answers 429 with the time to wait, reports it, and counts threads with their channel', async () => {
    const connector = await openFakeConnector({ limits: 'teams', nowMs: () => 0 });
    const post = (id: string) =>
      fetch(`${connector.serviceUrl}/v3/conversations/${encodeURIComponent(id)}/activities`, {
        method: 'POST',
        body: '{}',
      });

    const statuses: number[] = [];
    for (let turn = 0; turn < 7; turn += 1) statuses.push((await post('19:a')).status);
    const refused = await post('19:a;messageid=1');
    connector.beBusy(30);
    const busy = await post('19:b');
    connector.beFree();
    const free = await post('19:b');
    await connector.close();

    expect(statuses).toEqual(Array(7).fill(200));
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '1']);
    expect([busy.status, busy.headers.get('retry-after'), free.status]).toEqual([429, '30', 200]);
    expect(connector.throttled).toHaveLength(2);
  });
});
