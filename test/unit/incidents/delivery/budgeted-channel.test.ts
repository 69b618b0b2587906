import { openStore, type Store } from '../../../../src/adapters/store/open-store';
import { budgetedChannel } from '../../../../src/incidents/delivery/budgeted-channel';
import { answerLimits, newsLimits } from '../../../../src/incidents/delivery/send-limits';
import type { Clock } from '../../../../src/ports/clock';
import { reportNotice } from '../../../../src/reports/report-notice';
import { AppError } from '../../../../src/shared/app-error';
import { recordedChannel } from '../../../support/recorded-channel';
import { conversation, incidentCard, take } from '../../../support/sends';

let store: Store;

beforeEach(async () => {
  store = await openStore('sqlite::memory:');
});

afterEach(() => store.close());

const start = new Date('2026-03-01T03:15:00Z');
const ops = conversation('ops');

/** A clock that moves when somebody waits. */
function movingClock(): Clock & { waits: number[] } {
  let now = start;
  const waits: number[] = [];
  return {
    waits,
    now: () => now,
    wait: async (ms) => {
      waits.push(ms);
      now = new Date(now.getTime() + ms);
    },
  };
}

describe('answers to people', () => {
  it('wait for their turn when the limits are reached', async () => {
    const clock = movingClock();
    const teams = recordedChannel();
    const channel = budgetedChannel(teams, store.outbox, answerLimits, clock);

    const id = await channel.post(ops, reportNotice('1'));
    for (let sends = 2; sends <= 6; sends++) await channel.update(ops, id, reportNotice('x'));
    const early = [...clock.waits];
    await channel.reply(ops, id, 'the seventh in a second');

    expect(early).toEqual([]);
    expect(clock.waits).toEqual([1000]);
    expect(teams.replies).toHaveLength(1);
  });

  it('count into the budget of news, and find room when news have used theirs', async () => {
    const clock = movingClock();
    const channel = budgetedChannel(recordedChannel(), store.outbox, answerLimits, clock);
    for (let news = 0; news < 5; news++) {
      await store.outbox.want([incidentCard(`n${news}`)], start);
      const [taken] = await take(store.outbox, start, newsLimits);
      if (taken === undefined) throw new Error('nothing is due');
      await store.outbox.recordSent(taken, { messageId: 'm', version: 1, at: start });
    }
    await store.outbox.want([incidentCard('more')], start);

    expect(await take(store.outbox, start, newsLimits)).toEqual([]);
    await channel.post(ops, reportNotice('answer'));
    expect(clock.waits).toEqual([]);
  });

  it('tell news of a pause that the platform asks for, and wait for it themselves', async () => {
    const clock = movingClock();
    const teams = recordedChannel();
    const channel = budgetedChannel(teams, store.outbox, answerLimits, clock);
    teams.beforeCall = () => {
      throw new AppError('chat_throttled', 'A pause', { retryAfterSeconds: 5, retryable: true });
    };

    await expect(channel.post(ops, reportNotice('1'))).rejects.toMatchObject({
      code: 'chat_throttled',
    });
    teams.beforeCall = () => undefined;
    await store.outbox.want([incidentCard('a')], start);
    const early = await take(store.outbox, new Date(start.getTime() + 4999));
    await channel.post(ops, reportNotice('1'));

    expect(early).toEqual([]);
    expect(clock.waits).toEqual([5000]);
  });
});
