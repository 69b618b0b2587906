import { AppError } from '../../../../src/shared/app-error';
import { conversation } from '../../../support/sends';
import { type DeliveryBench, openDeliveryBench, start } from './delivery-bench';

let bench: DeliveryBench;

beforeEach(async () => {
  bench = await openDeliveryBench();
});

afterEach(() => bench.store.close());

describe('the sender', () => {
  it('posts a card, and updates it in place when there is a newer version', async () => {
    await bench.want('a');
    await bench.tick();
    await bench.want('a', { urgency: 'recovery' });

    await bench.tick();

    expect(bench.saidIn('ops')).toEqual(['a 1', 'a 2']);
    expect(bench.outcomes).toEqual(['sent', 'updated']);
    expect(await bench.decided('a')).toEqual(['sent', 'updated']);
  });

  it('names the incident in its log lines by a word that is not taken for a secret', async () => {
    await bench.want('a');

    await bench.tick();

    expect(JSON.parse(bench.logLines().at(-1) ?? '{}')).toMatchObject({
      msg: 'send handled',
      incident: 'a',
      outcome: 'sent',
    });
  });

  it('shows what is newest when it is sent, not when it was wanted', async () => {
    await bench.want('a');
    bench.versions.set('a', 7);

    await bench.tick();
    await bench.want('a', { version: 7 });
    await bench.tick();

    expect(bench.saidIn('ops')).toEqual(['a 7']);
  });

  it('shows what was wanted while a send was in hand', async () => {
    await bench.want('a');
    bench.teams.beforeCall = async () => {
      bench.teams.beforeCall = () => undefined;
      await bench.want('a', { urgency: 'recovery' });
    };

    await bench.tick();

    expect(bench.saidIn('ops')).toEqual(['a 1', 'a 2']);
  });

  it('sends to one conversation one after the other, to several at once', async () => {
    let most = 0;
    const inHand = new Map<string, number>();
    bench.teams.beforeCall = async (_verb, id) => {
      inHand.set(id, (inHand.get(id) ?? 0) + 1);
      most = Math.max(most, inHand.get(id) ?? 0);
      await Promise.resolve();
      inHand.set(id, (inHand.get(id) ?? 0) - 1);
    };
    for (const key of ['a', 'b', 'c']) {
      for (const id of ['x', 'y']) await bench.want(key, { conversation: conversation(id) });
    }

    await Promise.all([bench.tick(), bench.tick()]);

    expect(most).toBe(1);
    expect(bench.teams.messages).toHaveLength(6);
  });

  it('posts a reply below its card, after it', async () => {
    await bench.want('a');
    const subject = { kind: 'incident', key: 'a' } as const;
    const reply = { key: 'cause', subject, conversation: conversation('ops'), text: 'A new cause' };
    await bench.store.outbox.reply([{ ...reply, urgency: 'new' }], start);

    await bench.tick();

    expect(bench.teams.replies).toEqual([
      { conversation: 'ops', messageId: bench.teams.only('ops').id, text: 'A new cause' },
    ]);
    expect(await bench.decided('a')).toEqual(['sent', 'replied']);
  });

  it('forgets what there is no more of', async () => {
    await bench.want('a');
    bench.versions.clear();

    await bench.tick();

    expect(bench.teams.messages).toEqual([]);
    expect(await bench.store.outbox.backlog()).toMatchObject({ waiting: 0 });
  });

  it('gives up what goes to a channel that is not configured', async () => {
    await bench.want('a');

    await bench.tick({ channels: [] });

    expect(bench.outcomes).toEqual(['undeliverable']);
  });

  it('takes nothing once it is to stop', async () => {
    await bench.want('a');

    await bench.stop();

    expect(bench.teams.messages).toEqual([]);
  });

  it('survives a store that gives nothing', async () => {
    const takeDue = () => Promise.reject(new Error('locked'));

    await bench.tick({ outbox: { ...bench.store.outbox, takeDue } });

    expect(bench.logLines().join()).toContain('cannot be taken from the store');
  });
});

describe('a chat', () => {
  it('that asks for a pause gets it to the second, and then everything, once', async () => {
    await bench.want('a');
    await bench.want('b');
    fail(new AppError('chat_throttled', 'A pause', { retryable: true, retryAfterSeconds: 30 }));
    await bench.tick();
    let calls = 0;
    bench.teams.beforeCall = () => void calls++;
    bench.clock.advance(29.999);
    await bench.tick();
    const early = calls;
    bench.clock.advance(0.001);

    await bench.tick();

    expect(early).toBe(0);
    expect(bench.outcomes).toEqual(['throttled', 'sent', 'sent']);
    expect(bench.teams.messages).toHaveLength(2);
  });

  it.each([
    [0, [7.5, 15, 30, 60, 120, 225, 225]],
    [0.5, [10, 20, 40, 80, 160, 300, 300]],
    [0.999, [12.5, 25, 50, 100, 200, 375, 375]],
  ])(
    'that cannot be reached is tried ever less often, spread by chance (%s)',
    async (chance, all) => {
      await bench.want('a');
      fail(unconnected());
      const { outbox } = bench.store;
      const waits: number[] = [];
      const recordUnsent: typeof outbox.recordUnsent = (taken, next) => {
        waits.push(Math.round((next.dueAt.getTime() - bench.clock.now().getTime()) / 500) / 2);
        return outbox.recordUnsent(taken, next);
      };

      for (const wait of all) {
        await bench.tick({ random: () => chance, outbox: { ...outbox, recordUnsent } });
        bench.clock.advance(wait + 1);
      }

      expect(waits).toEqual(all);
    },
  );

  it('that may have taken a card gets it again, marked', async () => {
    await bench.want('a');
    fail(new AppError('chat_unreachable', 'Silent', { retryable: true }));
    await bench.tick();
    bench.teams.beforeCall = () => undefined;
    bench.clock.advance(60);

    await bench.tick();
    await bench.want('a', { urgency: 'recovery' });
    await bench.tick();

    expect(bench.saidIn('ops')).toEqual(['a 1 may repeat', 'a 2 may repeat']);
    expect(bench.outcomes).toEqual(['failed', 'repeated', 'updated']);
  });

  it('that is silent twice gets the card again once there is news of it, marked', async () => {
    let posts = 0;
    bench.teams.beforeCall = (verb) => {
      if (verb === 'post' && ++posts <= 2) {
        throw new AppError('chat_unreachable', 'Silent', { retryable: true });
      }
    };
    await bench.want('a');
    for (let minute = 0; minute < 60; minute++) {
      await bench.tick();
      bench.clock.advance(60);
    }
    const before = posts;
    await bench.want('a', { urgency: 'recovery' });

    await bench.tick();

    expect(before).toBe(2);
    expect(bench.saidIn('ops')).toEqual(['a 2 may repeat']);
    expect(bench.outcomes).toEqual(['failed', 'unknown', 'repeated']);
  });

  it('that refused the connection gets the card unmarked', async () => {
    await bench.want('a');
    fail(unconnected());
    await bench.tick();
    bench.teams.beforeCall = () => undefined;
    bench.clock.advance(60);

    await bench.tick();

    expect(bench.saidIn('ops')).toEqual(['a 1']);
  });

  it('that is silent for a day is given up, and gets the next version', async () => {
    await bench.want('a');
    bench.clock.advance(24 * 3600 + 1);
    fail(new AppError('chat_unreachable', 'No connection', { retryable: true }));
    await bench.tick();
    bench.teams.beforeCall = () => undefined;
    await bench.want('a');

    await bench.tick();

    expect(bench.outcomes).toEqual(['undeliverable', 'sent']);
  });

  it('in which somebody deleted the card gets no second one', async () => {
    await bench.want('a');
    await bench.tick();
    fail(new AppError('chat_message_gone', 'Deleted'));
    await bench.want('a', { urgency: 'recovery' });
    await bench.tick();
    bench.teams.beforeCall = () => undefined;

    await bench.want('a', { urgency: 'recovery' });
    await bench.want('b');
    await bench.tick();

    expect(bench.outcomes).toEqual(['sent', 'message_gone', 'sent']);
    expect(bench.teams.messages.map(({ reports }) => reports.length)).toEqual([1, 1]);
  });

  it('that refuses one version can get a later one', async () => {
    await bench.want('a');
    fail(new AppError('chat_refused', 'Too large'));
    await bench.tick();
    bench.teams.beforeCall = () => undefined;
    await bench.tick();

    await bench.want('a');
    await bench.tick();

    expect(bench.saidIn('ops')).toEqual(['a 2']);
  });

  it('for a fault of ours holds up only its own card, ten times', async () => {
    await bench.want('odd');
    await bench.want('fine');
    const find = async (key: string) => {
      if (key === 'odd') throw new TypeError('cannot draw');
      return { version: 1, draw: () => bench.teams.only('none').reports[0] as never };
    };
    bench.versions.set('fine', 1);
    for (let times = 0; times < 12; times++) {
      await bench.tick({ drawers: [{ kind: 'incident', find }] });
      bench.clock.advance(400);
    }

    const failed = bench.outcomes.filter((outcome) => outcome === 'failed');
    expect(failed.length).toBe(18);
    expect(bench.outcomes.filter((outcome) => outcome === 'undeliverable')).toHaveLength(2);
  });
});

describe('a conversation that is gone', () => {
  const gone = new AppError('chat_gone', 'The bot was removed.');

  it('loses its route; the others hear of it once, with since and why', async () => {
    await bench.subscribe('ops', 'plant', 'gone');
    bench.clock.advance(60);
    fail(gone, 'gone');
    for (const id of ['ops', 'gone']) await bench.want('a', { conversation: conversation(id) });
    await bench.want('b', { conversation: conversation('gone') });

    await bench.tick();
    await bench.tick();

    const routes = (await bench.store.routeBook.list()).map((route) => route.conversation.id);
    expect(routes.sort()).toEqual(['ops', 'plant']);
    expect(bench.teams.only('plant').reports).toEqual([
      expect.objectContaining({
        kind: 'problem',
        code: 'conversation_gone',
        happened:
          'Since 2026-03-01 03:16 UTC the teams conversation gone takes no messages of the bot. The bot was removed.',
      }),
    ]);
    expect(bench.teams.messages.filter(({ conversation: id }) => id === 'gone')).toEqual([]);
    expect(bench.outcomes.filter((outcome) => outcome === 'gone')).toHaveLength(1);
    expect(await bench.decided('a')).toContain('gone');
  });

  it('is used again when it is subscribed anew', async () => {
    await bench.subscribe('ops');
    await bench.want('a');
    await bench.tick();
    fail(gone);
    await bench.want('a', { urgency: 'recovery' });
    await bench.tick();
    bench.teams.beforeCall = () => undefined;
    bench.clock.advance(60);
    await bench.subscribe('ops');

    await bench.tick();
    await bench.want('b');
    await bench.tick();

    expect(bench.teams.messages.map(({ reports }) => reports.map((r) => r.headline.text))).toEqual([
      ['a 1', 'a 2'],
      ['b 1'],
    ]);
  });

  it('that nobody else can hear of is in the log', async () => {
    await bench.subscribe('ops');
    fail(gone);
    bench.clock.advance(1);
    await bench.want('a');

    await bench.tick();

    expect(bench.logLines().join()).toContain('a conversation is gone');
    expect(await bench.store.routeBook.list()).toEqual([]);
  });
});

describe('a store that takes no outcome', () => {
  it('leaves the send to its lease: repeated once, marked, and counted', async () => {
    await bench.want('a');
    const { outbox } = bench.store;
    const recordSent = () => Promise.reject(new Error('locked'));
    await bench.tick({ outbox: { ...outbox, recordSent } });
    bench.clock.advance(61);

    await bench.tick({ outbox: { ...outbox, recordSent } });
    bench.clock.advance(61);
    await bench.tick();

    expect(bench.teams.messages.map(({ reports }) => reports[0]?.headline.text)).toEqual([
      'a 1',
      'a 1 may repeat',
    ]);
    expect(bench.logLines().join()).toContain('the outcome of a send cannot be stored');
  });

  it('of decisions holds nothing up', async () => {
    await bench.want('a');
    const add = () => Promise.reject(new Error('full'));

    await bench.tick({ trail: { ...bench.store.decisionTrail, add } });

    expect(bench.outcomes).toEqual(['sent']);
  });
});

function unconnected(): AppError {
  const cause = Object.assign(new Error('x'), { code: 'ECONNREFUSED' });
  return new AppError('chat_unreachable', 'No connection', { retryable: true, cause });
}

function fail(error: Error, only?: string): void {
  bench.teams.beforeCall = (_verb, id) => {
    if (only === undefined || only === id) throw error;
  };
}
