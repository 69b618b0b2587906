import { AppError } from '../../../src/shared/app-error';
import { alert, resolvedAlert } from '../../support/alerts';
import { hubSummary } from '../../support/hub-summaries';
import { at, openWorkerBench, type WorkerBench } from './worker-bench';

let bench: WorkerBench;

beforeEach(async () => {
  bench = await openWorkerBench();
});

afterEach(() => bench.store.close());

describe('a conversation that fails', () => {
  it('does not stop the others and gets its card when it works again', async () => {
    await bench.subscribe('broken', 'ops');
    failIn('broken', new AppError('chat_unreachable', 'No connection', { retryable: true }));
    await bench.receive(alert());
    const before = bench.teams.messages.map(({ conversation }) => conversation);
    bench.teams.beforeCall = () => undefined;
    bench.clock.advance(10);

    await bench.tick();

    expect(before).toEqual(['ops']);
    expect(bench.subjectsIn('broken').at(-1)?.summary?.disconnects).toBe(12);
    expect(bench.subjectsIn('ops')).toHaveLength(2);
    expect(bench.questions).toHaveLength(1);
    expect(bench.outcomes).toEqual(['posts_again', 'shown']);
  });

  it('says that its card may be a repeat only where the first may have arrived', async () => {
    await bench.subscribe('cut', 'refused');
    const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
    bench.teams.beforeCall = (_verb, conversation) => {
      const cause = conversation === 'refused' ? refused : new Error('socket hang up');
      throw new AppError('chat_unreachable', 'No connection', { cause, retryable: true });
    };
    await bench.receive(alert());
    bench.teams.beforeCall = () => undefined;
    bench.clock.advance(10);

    await bench.tick();

    expect(bench.subjectsIn('cut').at(-1)?.mayRepeatOf).toEqual(at('03:15:00'));
    expect(bench.subjectsIn('refused').at(-1)?.mayRepeatOf).toBeUndefined();
  });

  it('is left alone as long as its platform asked, by every alert', async () => {
    await bench.subscribe('busy');
    let calls = 0;
    bench.teams.beforeCall = () => {
      calls += 1;
      throw new AppError('chat_throttled', 'Too many', { retryable: true, retryAfterSeconds: 30 });
    };
    await bench.receive(alert());
    await bench.receive(alert({ id: 'alert-2' }));
    bench.clock.advance(29);
    await bench.tick();
    const callsWhileResting = calls;
    bench.teams.beforeCall = () => undefined;
    bench.clock.advance(1);

    await bench.tick();

    expect(callsWhileResting).toBe(1);
    expect(bench.teams.messages).toHaveLength(2);
  });

  it('is not left alone for hours because the clock was set back', async () => {
    await bench.subscribe('busy');
    failIn('busy', new AppError('chat_throttled', 'Too many', { retryAfterSeconds: 30 }));
    await bench.receive(alert());
    bench.teams.beforeCall = () => undefined;
    bench.clock.advance(-2 * 3600);

    await bench.receive(alert({ id: 'alert-2' }));

    expect(bench.teams.messages).toHaveLength(1);
  });

  it('loses its route and its card when the bot was removed', async () => {
    await bench.subscribe('gone', 'ops');
    failIn('gone', new AppError('chat_gone', 'The bot was removed'));

    await bench.receive(alert());

    const routes = (await bench.store.routeBook.list()).map(({ conversation }) => conversation.id);
    expect(routes).toEqual(['ops']);
    expect(bench.outcomes).toEqual(['shown']);
    expect(bench.logLines().join()).toContain('never be shown');
  });

  it('that was the only one leaves nobody to show the alert to', async () => {
    await bench.subscribe('gone');
    failIn('gone', new AppError('chat_gone', 'The bot was removed'));

    await bench.receive(alert());

    expect(bench.outcomes).toEqual(['nobody_subscribed']);
  });

  it('gets no second card when somebody deleted the first', async () => {
    await bench.subscribe('ops');
    await bench.receive(alert());
    failIn('ops', new AppError('chat_message_gone', 'The message was deleted'), 'update');

    await bench.receive(resolvedAlert());
    bench.teams.beforeCall = () => undefined;
    await bench.receive(resolvedAlert({ resolvedAt: at('03:40:00') }));

    expect(bench.teams.messages).toHaveLength(1);
    expect(bench.subjectsIn('ops')).toHaveLength(2);
    expect(await bench.store.routeBook.list()).toHaveLength(1);
  });

  it('that refuses the card is not asked again', async () => {
    await bench.subscribe('ops');
    failIn('ops', new AppError('chat_refused', 'Too large'));

    await bench.receive(alert());

    expect(bench.outcomes).toEqual(['nobody_subscribed']);
    expect(await bench.store.routeBook.list()).toHaveLength(1);
  });

  it('that refuses an update can still get the next one', async () => {
    await bench.subscribe('ops');
    failIn('ops', new AppError('chat_refused', 'Too large'), 'update');
    await bench.receive(alert());
    bench.teams.beforeCall = () => undefined;

    await bench.receive(resolvedAlert());

    expect(bench.subjectsIn('ops').map(({ state }) => state)).toEqual(['firing', 'resolved']);
  });

  it('is given up after a day', async () => {
    await bench.subscribe('ops');
    failIn('ops', new AppError('chat_unreachable', 'No connection', { retryable: true }));
    await bench.receive(alert());
    bench.clock.advance(24 * 3600 + 1);

    await bench.tick();

    expect(bench.outcomes).toEqual(['posts_again', 'undeliverable']);
  });

  it('for a fault of ours holds up only its own card, ten times', async () => {
    await bench.subscribe('odd', 'ops');
    failIn('odd', new TypeError('cannot render'));
    await bench.receive(alert());

    for (let i = 0; i < 12; i++) {
      bench.clock.advance(300);
      await bench.tick();
    }

    expect(bench.outcomes.filter((outcome) => outcome === 'posts_again')).toHaveLength(9);
    expect(bench.outcomes.at(-1)).toBe('shown');
    expect(bench.subjectsIn('ops')).toHaveLength(2);
  });
});

describe('a stop midway', () => {
  it('between sending and recording repeats the card once, marked, and updates the repeat', async () => {
    await bench.subscribe('ops');
    const cards = { ...bench.store.cardLedger, recordSent: stop, recordUnsent: stop };
    bench.restart({ cards });
    await bench.receive(alert());
    bench.restart();
    bench.clock.set(at('03:21:00'));

    await bench.tick();

    const [lost, repeat, ...more] = bench.teams.messages;
    expect(more).toEqual([]);
    expect(lost?.reports).toHaveLength(1);
    expect(repeat?.reports).toHaveLength(2);
    const marks = await bench.store.cardLedger.listSent(
      (await bench.store.incidentBook.recordFiring(alert())).key,
    );
    expect(marks).toEqual([
      expect.objectContaining({ messageId: repeat?.id, mayRepeatOf: at('03:15:00') }),
    ]);
  });

  it('before the alert is finished repeats nothing', async () => {
    await bench.subscribe('ops');
    bench.restart({ inbox: { ...bench.store.alertInbox, finish: stop } });
    await bench.receive(alert());
    bench.restart();
    bench.clock.set(at('03:21:00'));

    const handled = await bench.tick();

    expect(handled).toBe(1);
    expect(bench.subjectsIn('ops')).toHaveLength(2);
    expect(bench.questions).toHaveLength(1);
  });
});

describe('a fault of ours', () => {
  it('is tried ten times and then kept as failed', async () => {
    await bench.subscribe('ops');
    bench.restart({
      drawAlert: () => {
        throw new TypeError('cannot draw');
      },
    });
    await bench.receive(alert());

    for (let i = 0; i < 15; i++) {
      bench.clock.advance(300);
      await bench.tick();
    }

    expect(bench.outcomes).toEqual([...Array(9).fill('fails_again'), 'failed']);
    expect(bench.teams.messages).toEqual([]);
  });

  it('in the store is survived', async () => {
    bench.restart({ inbox: { ...bench.store.alertInbox, takeDue: stop } });

    const handled = await bench.receive(alert());

    expect(handled).toBe(0);
    expect(bench.logLines().join()).toContain('cannot be taken');
  });

  it('that outlasts the lease leaves the outcome to whoever took over', async () => {
    await bench.subscribe('ops');
    const answer = bench.answer;
    bench.answer = async () => {
      bench.answer = answer;
      bench.clock.advance(301);
      await bench.tick();
      return hubSummary();
    };

    await bench.receive(alert());

    expect(bench.outcomes).toEqual(['shown', 'lost']);
    expect(bench.teams.messages).toHaveLength(1);
  });
});

function failIn(conversation: string, error: Error, only?: 'post' | 'update'): void {
  bench.teams.beforeCall = (verb, id) => {
    if (id === conversation && (only === undefined || only === verb)) throw error;
  };
}

async function stop(): Promise<never> {
  throw new Error('stopped');
}
