import type { TakenSend } from '../../../src/ports/outbox';
import {
  conversation,
  incidentCard,
  minuteMs,
  showCard,
  take,
  takeOne,
  wideLimits,
} from '../../support/sends';
import { at, type OpenBench } from './store-bench';

const start = at('03:15:00');
const later = (ms: number) => new Date(start.getTime() + ms);
const subject = { kind: 'incident', key: 'a' } as const;
const keysOf = (taken: TakenSend[]) => taken.map((each) => each.subject.key);

export function describeOutbox(name: string, open: OpenBench): void {
  const openOutbox = async () => (await open()).store.outbox;

  describe(`${name} as an Outbox, of one card,`, () => {
    it('keeps what was sent over a restart', async () => {
      const bench = await open();
      await showCard(bench.store.outbox, incidentCard('a', { version: 3 }), start);

      const { outbox } = await bench.reopen();

      expect(await outbox.listCards(subject)).toEqual([
        {
          subject,
          conversation: conversation('ops'),
          state: 'sent',
          messageId: 'message-a',
          shownVersion: 3,
          wantedVersion: 3,
          mayRepeatOf: undefined,
          foldedInto: undefined,
        },
      ]);
      expect(await take(outbox, later(minuteMs))).toEqual([]);
    });

    it('posts once and updates after that', async () => {
      const outbox = await openOutbox();
      await showCard(outbox, incidentCard('a'), start);
      await outbox.want([incidentCard('a', { version: 2, urgency: 'update' })], later(1));

      const taken = await takeOne(outbox, later(2));

      expect(taken.what).toEqual({ kind: 'update', messageId: 'message-a' });
      expect(taken).toMatchObject({ wantedVersion: 2, urgency: 'update', failures: 0 });
    });

    it('merges what waits: the highest version, the highest urgency, the first time', async () => {
      const outbox = await openOutbox();
      await showCard(outbox, incidentCard('a'), start);
      const versions = [
        incidentCard('a', { version: 4, urgency: 'update' }),
        incidentCard('a', { version: 5, urgency: 'recovery' }),
        incidentCard('a', { version: 6, urgency: 'update' }),
        incidentCard('a', { version: 2, urgency: 'new' }),
      ];
      for (const [index, wanted] of versions.entries()) await outbox.want([wanted], later(index));

      const taken = await takeOne(outbox, later(10));

      expect(taken).toMatchObject({ wantedVersion: 6, urgency: 'recovery', wantedAt: start });
    });

    it('that was never out does not overtake others because its matter is over', async () => {
      const outbox = await openOutbox();
      await outbox.want([incidentCard('a')], start);
      await outbox.want([incidentCard('b')], later(1));

      await outbox.want([incidentCard('b', { version: 2, urgency: 'recovery' })], later(2));

      expect(await takeOne(outbox, later(3))).toMatchObject({ subject });
    });

    it('wants nothing twice', async () => {
      const outbox = await openOutbox();
      await showCard(outbox, incidentCard('a', { version: 3 }), start);

      await outbox.want([incidentCard('a', { version: 3 }), incidentCard('a')], later(1));

      expect(await take(outbox, later(2))).toEqual([]);
    });

    it('is in one hand at a time, also when many reach for it', async () => {
      const outbox = await openOutbox();
      await outbox.want([incidentCard('a')], start);

      const taken = await Promise.all([1, 2, 3, 4].map(() => take(outbox, start)));

      expect(taken.flat()).toHaveLength(1);
    });

    it('stays due when a newer version was wanted while it was in hand', async () => {
      const outbox = await openOutbox();
      await outbox.want([incidentCard('a')], start);
      const taken = await takeOne(outbox, start);
      await outbox.want([incidentCard('a', { version: 2, urgency: 'recovery' })], later(1));

      const sent = await outbox.recordSent(taken, { messageId: 'm', version: 1, at: later(2) });

      expect(sent).toBe('again');
      expect(await takeOne(outbox, later(2))).toMatchObject({
        wantedVersion: 2,
        urgency: 'recovery',
        what: { kind: 'update', messageId: 'm' },
      });
    });

    it('is done when the newer version was drawn at once', async () => {
      const outbox = await openOutbox();
      await outbox.want([incidentCard('a')], start);
      const taken = await takeOne(outbox, start);
      await outbox.want([incidentCard('a', { version: 2 })], later(1));

      const sent = await outbox.recordSent(taken, { messageId: 'm', version: 2, at: later(2) });

      expect(sent).toBe('done');
      expect(await take(outbox, later(minuteMs))).toEqual([]);
    });

    it('waits until it last changed long enough ago, unless something urgent comes', async () => {
      const outbox = await openOutbox();
      await showCard(outbox, incidentCard('a'), start);
      const update = { urgency: 'update', gapMs: 30_000 } as const;
      await outbox.want([incidentCard('a', { version: 2, ...update })], later(10_000));

      const early = await take(outbox, later(29_999));
      await outbox.want([incidentCard('a', { version: 3, urgency: 'recovery' })], later(29_999));
      const urgent = await takeOne(outbox, later(29_999));
      await outbox.recordSent(urgent, { messageId: '', version: 3, at: later(29_999) });
      await outbox.want([incidentCard('a', { version: 4, ...update })], later(30_000));

      expect(early).toEqual([]);
      expect(await take(outbox, later(59_998))).toEqual([]);
      expect(await take(outbox, later(59_999))).toHaveLength(1);
    });

    it('is repeated once after a stop, marked, ever later, and not for ever', async () => {
      const bench = await open();
      await bench.store.outbox.want([incidentCard('a')], start);
      const first = await takeOne(bench.store.outbox, start);
      const repeats: TakenSend[] = [];
      for (const minute of [1, 2, 12, 13, 73, 200]) {
        repeats.push(...(await take((await bench.reopen()).outbox, later(minute * minuteMs))));
      }

      const { outbox } = await bench.reopen();

      expect(first.mayRepeatOf).toBeUndefined();
      expect(repeats).toHaveLength(3);
      for (const repeat of repeats) {
        expect(repeat).toMatchObject({ mayRepeatOf: start, what: { kind: 'post' } });
      }
      expect(await outbox.listCards(subject)).toMatchObject([{ state: 'unknown' }]);
      await outbox.want([incidentCard('a')], later(201 * minuteMs));
      expect(await take(outbox, later(24 * 60 * minuteMs))).toEqual([]);
    });

    it('of unknown outcome is posted anew, marked, once for what is new, ever less often', async () => {
      const outbox = await openOutbox();
      const posted: number[] = [];
      let told: string | undefined;
      for (let minute = 0; minute < 300; minute += 0.5) {
        const now = later(minute * minuteMs);
        await outbox.want([incidentCard('a', { version: minute * 2 + 1 })], now);
        const [taken] = await take(outbox, now);
        if (taken === undefined) continue;
        expect(taken).toMatchObject({
          what: { kind: 'post' },
          mayRepeatOf: posted.length === 0 ? undefined : start,
        });
        posted.push(minute);
        told = await outbox.recordUnsent(taken, { dueAt: now, certainty: 'uncertain' });
      }

      expect(posted).toEqual([0, 0.5, 1.5, 11.5, 71.5]);
      expect(told).toBe('unknown');
    });

    it('shows what was wanted while its repeat was in hand', async () => {
      const outbox = await openOutbox();
      await outbox.want([incidentCard('a')], start);
      await takeOne(outbox, start);
      const repeat = await takeOne(outbox, later(minuteMs));
      await outbox.want([incidentCard('a', { version: 2 })], later(minuteMs));

      await outbox.recordUnsent(repeat, { dueAt: later(minuteMs), certainty: 'uncertain' });

      expect(await take(outbox, later(2 * minuteMs - 1))).toEqual([]);
      expect(await takeOne(outbox, later(2 * minuteMs))).toMatchObject({ wantedVersion: 2 });
    });

    it('is not left alone for hours because the clock was set back', async () => {
      const outbox = await openOutbox();
      const back = later(-24 * 60 * minuteMs);
      for (const key of ['merged', 'failed', 'in hand']) {
        const to = { conversation: conversation(key) };
        await outbox.want([incidentCard(key, to)], start);
        const taken = await takeOne(outbox, start);
        if (key === 'failed') {
          await outbox.recordUnsent(taken, { dueAt: later(minuteMs), certainty: 'unsent' });
        } else if (key === 'merged') {
          await outbox.recordSent(taken, { messageId: 'm', version: 1, at: start });
          const update = { version: 2, urgency: 'update', gapMs: 30_000 } as const;
          await outbox.want([incidentCard(key, { ...to, ...update })], start);
        }
      }

      const taken = await take(outbox, back);

      expect(keysOf(taken).sort()).toEqual(['failed', 'in hand', 'merged']);
    });

    it('keeps the mark of a repeat', async () => {
      const outbox = await openOutbox();
      await outbox.want([incidentCard('a')], start);
      await takeOne(outbox, start);
      const repeat = await takeOne(outbox, later(minuteMs));

      await outbox.recordSent(repeat, { messageId: 'm', version: 1, at: later(minuteMs) });

      expect(await outbox.listCards(subject)).toMatchObject([
        { state: 'sent', messageId: 'm', mayRepeatOf: start },
      ]);
    });

    it('belongs to who took it last', async () => {
      const outbox = await openOutbox();
      await outbox.want([incidentCard('a')], start);
      const slow = await takeOne(outbox, start);
      const quick = await takeOne(outbox, later(minuteMs));
      const outcome = { messageId: 'slow', version: 1, at: later(minuteMs) };
      const next = { dueAt: start, certainty: 'unsent' } as const;
      const end = { kind: 'refused', why: '', at: start } as const;

      const lost = [
        await outbox.recordSent(slow, outcome),
        await outbox.recordUnsent(slow, next),
        await outbox.recordEnd(slow, end),
      ];
      const kept = await outbox.recordSent(quick, { ...outcome, messageId: 'quick' });

      expect(lost).toEqual(['lost', 'lost', 'lost']);
      expect(kept).toBe('done');
    });

    it('that is updated can be repeated as often as needed, unmarked', async () => {
      const outbox = await openOutbox();
      await showCard(outbox, incidentCard('a'), start);
      await outbox.want([incidentCard('a', { version: 2 })], start);

      for (let lost = 1; lost < 4; lost++) await takeOne(outbox, later(lost * minuteMs));

      expect(await takeOne(outbox, later(9 * minuteMs))).toMatchObject({ mayRepeatOf: undefined });
    });

    it('is sent again, unmarked and as often as needed, when it surely was not', async () => {
      const outbox = await openOutbox();
      await outbox.want([incidentCard('a')], start);

      for (let failures = 0; failures < 4; failures++) {
        const taken = await takeOne(outbox, later(failures * 1000));
        expect(taken).toMatchObject({ failures, mayRepeatOf: undefined });
        const dueAt = later((failures + 1) * 1000);
        await outbox.recordUnsent(taken, { dueAt, certainty: 'unsent' });
        expect(await take(outbox, new Date(dueAt.getTime() - 1))).toEqual([]);
      }

      expect(await take(outbox, later(4000))).toHaveLength(1);
    });

    it('is marked after an uncertain try with the time of the first', async () => {
      const outbox = await openOutbox();
      await outbox.want([incidentCard('a')], start);
      const certainties = ['uncertain', 'unsent', 'unsent'] as const;
      for (const [index, certainty] of certainties.entries()) {
        const taken = await takeOne(outbox, later(index * 1000));
        await outbox.recordUnsent(taken, { dueAt: later((index + 1) * 1000), certainty });
      }

      expect(await takeOne(outbox, later(3000))).toMatchObject({ mayRepeatOf: start });
    });

    it('stays marked when the platform refused a try in between', async () => {
      const outbox = await openOutbox();
      await outbox.want([incidentCard('a')], start);
      await takeOne(outbox, start);
      const repeat = await takeOne(outbox, later(minuteMs));
      const dueAt = later(minuteMs + 1);
      await outbox.recordUnsent(repeat, { dueAt, certainty: 'unsent' });

      const again = await takeOne(outbox, dueAt);

      expect(again).toMatchObject({ mayRepeatOf: start });
      expect(await take(outbox, later(3 * minuteMs))).toEqual([]);
      expect(await take(outbox, later(20 * minuteMs))).toMatchObject([{ mayRepeatOf: start }]);
    });

    it('that was refused may be tried in a newer version only', async () => {
      const outbox = await openOutbox();
      await outbox.want([incidentCard('a', { version: 2 })], start);
      const taken = await takeOne(outbox, start);
      await outbox.recordEnd(taken, { kind: 'refused', why: 'too large', at: start });

      await outbox.want([incidentCard('a', { version: 2 })], later(1));
      const same = await take(outbox, later(1));
      await outbox.want([incidentCard('a', { version: 3 })], later(2));

      expect(same).toEqual([]);
      expect(await takeOne(outbox, later(2))).toMatchObject({ wantedVersion: 3 });
    });

    it('whose message is gone never comes again', async () => {
      const outbox = await openOutbox();
      await showCard(outbox, incidentCard('a'), start);
      await outbox.want([incidentCard('a', { version: 2 })], later(1));
      const taken = await takeOne(outbox, later(1));
      await outbox.recordEnd(taken, { kind: 'message_gone', why: 'deleted', at: later(1) });

      await outbox.want([incidentCard('a', { version: 3 }), incidentCard('b')], later(2));

      expect(keysOf(await take(outbox, later(2)))).toEqual(['b']);
      expect(await outbox.listCards(subject)).toMatchObject([{ state: 'message_gone' }]);
    });
  });

  describe(`${name} as an Outbox, of many,`, () => {
    it('gives one at a time to a conversation, the most urgent first, then the oldest', async () => {
      const outbox = await openOutbox();
      for (const key of ['u1', 'u2', 'r']) await showCard(outbox, incidentCard(key), start);
      const wanted = [
        incidentCard('u1', { version: 2, urgency: 'update' }),
        incidentCard('d', { urgency: 'digest' }),
        incidentCard('n1'),
        incidentCard('u2', { version: 2, urgency: 'update' }),
        incidentCard('n2'),
        incidentCard('r', { version: 2, urgency: 'recovery' }),
      ];
      for (const [index, each] of wanted.entries()) await outbox.want([each], later(index));
      const order: string[] = [];
      for (let send = 0; send < wanted.length; send++) {
        const taken = await takeOne(outbox, later(1000));
        order.push(taken.subject.key);
        await outbox.recordSent(taken, { messageId: 'm', version: 2, at: later(1000) });
      }

      expect(order).toEqual(['r', 'n1', 'n2', 'u1', 'u2', 'd']);
    });

    it('gives several conversations theirs together, the most urgent first', async () => {
      const outbox = await openOutbox();
      const wanted = ['update', 'recovery', 'new'] as const;
      const cards = wanted.map((urgency) =>
        incidentCard('a', { urgency, conversation: conversation(urgency) }),
      );
      await outbox.want(cards, start);

      const two = await outbox.takeDue(start, minuteMs, 2, wideLimits);

      expect(two.map(({ conversation: { id } }) => id)).toEqual(['recovery', 'new']);
      expect(await take(outbox, start)).toHaveLength(1);
    });

    it('keeps within every window of a conversation, sliding, and forgets none over a restart', async () => {
      const bench = await open();
      const limits = { perConversation: [{ sends: 2, withinMs: 1000 }], wholeBot: undefined };
      const send = async (key: string, now: Date) => {
        const { outbox } = bench.store;
        await outbox.want([incidentCard(key)], now);
        const [taken] = await take(outbox, now, limits);
        if (taken !== undefined) {
          await outbox.recordSent(taken, { messageId: key, version: 1, at: now });
        }
        return taken?.subject.key;
      };

      const sent = [
        await send('a', start),
        await send('b', later(900)),
        await send('c', later(999)),
        await send('d', later(1000)),
        await send('e', later(1899)),
      ];
      const { outbox } = await bench.reopen();

      expect(sent).toEqual(['a', 'b', undefined, 'c', undefined]);
      expect(await take(outbox, later(1899), limits)).toEqual([]);
      expect(keysOf(await take(outbox, later(1900), limits))).toEqual(['d']);
    });

    it('leaves room for a recovery that updates may not use', async () => {
      const outbox = await openOutbox();
      const limits = {
        perConversation: [{ sends: 3, withinMs: 30_000 }],
        updates: [{ sends: 1, withinMs: 30_000 }],
        wholeBot: undefined,
      };
      for (const key of ['a', 'b']) {
        await outbox.want([incidentCard(key, { urgency: 'update' })], start);
      }
      const [first] = await take(outbox, start, limits);
      if (first) await outbox.recordSent(first, { messageId: 'm', version: 1, at: start });
      const held = await take(outbox, later(1), limits);
      await outbox.want([incidentCard('c', { urgency: 'recovery' })], later(2));

      expect(held).toEqual([]);
      expect(keysOf(await take(outbox, later(2), limits))).toEqual(['c']);
    });

    it('keeps within the budget of the whole bot', async () => {
      const outbox = await openOutbox();
      const limits = { ...wideLimits, wholeBot: { sends: 2, withinMs: 1000 } };
      const cards = ['x', 'y', 'z'].map((id) =>
        incidentCard('a', { conversation: conversation(id) }),
      );
      await outbox.want(cards, start);

      expect(await take(outbox, start, limits)).toHaveLength(2);
      expect(await take(outbox, later(999), limits)).toHaveLength(0);
      expect(await take(outbox, later(1000), limits)).toHaveLength(1);
    });

    it('leaves a conversation alone until its rest is over, to the millisecond', async () => {
      const bench = await open();
      const { outbox } = bench.store;
      await outbox.want([incidentCard('a'), incidentCard('b')], start);
      const taken = await takeOne(outbox, start);
      const rest = later(30_000);
      await outbox.recordUnsent(taken, { dueAt: rest, certainty: 'unsent', rest });

      const again = (await bench.reopen()).outbox;
      await again.want([incidentCard('c', { urgency: 'recovery' })], later(10_000));

      expect(await take(again, later(29_999))).toEqual([]);
      expect(await take(again, later(30_000))).toHaveLength(1);
    });

    it('is not silenced by a clock that was set back', async () => {
      const outbox = await openOutbox();
      await outbox.rest(conversation('ops'), later(30_000));
      await outbox.want([incidentCard('a')], later(-24 * 60 * minuteMs));

      expect(await take(outbox, later(-24 * 60 * minuteMs))).toHaveLength(1);
    });

    it('counts what is sent outside of it, and says when there is room', async () => {
      const outbox = await openOutbox();
      const limits = {
        perConversation: [{ sends: 2, withinMs: 1000 }],
        wholeBot: { sends: 3, withinMs: 2000 },
      };
      const ask = (id: string, ms: number) => outbox.countSend(conversation(id), later(ms), limits);

      expect(await ask('ops', 0)).toBeUndefined();
      expect(await ask('ops', 0)).toBeUndefined();
      expect(await ask('ops', 1)).toEqual(later(1000));
      expect(await ask('other', 1)).toBeUndefined();
      expect(await ask('third', 2)).toEqual(later(2000));
      await outbox.want([incidentCard('a')], later(2));
      expect(await take(outbox, later(1500), limits)).toEqual([]);
      expect(await take(outbox, later(2000), limits)).toHaveLength(1);
    });

    it('makes what is sent outside of it wait for a rest', async () => {
      const outbox = await openOutbox();
      await outbox.rest(conversation('ops'), later(5000));

      expect(await outbox.countSend(conversation('ops'), start, wideLimits)).toEqual(later(5000));
    });

    it('counts what waits', async () => {
      const outbox = await openOutbox();
      const none = await outbox.backlog();
      await outbox.want([incidentCard('a')], start);
      await outbox.want([incidentCard('b')], later(1000));

      expect(none).toEqual({ waiting: 0, oldestWantedAt: undefined });
      expect(await outbox.backlog()).toEqual({ waiting: 2, oldestWantedAt: start });
    });
  });

  describe(`${name} as an Outbox, of a conversation that is gone,`, () => {
    it('sends nothing more, drops what was never out, and says since when and why', async () => {
      const bench = await open();
      const { outbox } = bench.store;
      await showCard(outbox, incidentCard('out'), start);
      await outbox.want([incidentCard('a'), incidentCard('b')], start);
      const taken = await takeOne(outbox, later(1));
      await outbox.recordEnd(taken, { kind: 'conversation_gone', why: 'removed', at: later(2) });

      const again = (await bench.reopen()).outbox;
      await again.want([incidentCard('c'), incidentCard('out', { version: 2 })], later(3));

      expect(await take(again, later(minuteMs))).toEqual([]);
      expect(await again.listGone()).toEqual([
        { conversation: conversation('ops'), since: later(2), why: 'removed' },
      ]);
      expect(await again.backlog()).toMatchObject({ waiting: 0 });
      expect(await again.listCards(subject)).toMatchObject([{ state: 'conversation_gone' }]);
    });

    it('brings the cards that are out there up to date when it is added anew', async () => {
      const outbox = await openOutbox();
      await showCard(outbox, incidentCard('out'), start);
      await outbox.want([incidentCard('a')], start);
      const taken = await takeOne(outbox, later(1));
      await outbox.recordEnd(taken, { kind: 'conversation_gone', why: 'removed', at: later(2) });
      await outbox.want([incidentCard('out', { version: 2 })], later(3));

      await outbox.revive(conversation('ops'));

      expect(await outbox.listGone()).toEqual([]);
      expect(keysOf(await take(outbox, later(4)))).toEqual(['out']);
    });
  });

  describe(`${name} as an Outbox, of replies,`, () => {
    const reply = (key: string) => ({
      key,
      subject,
      conversation: conversation('ops'),
      text: `text of ${key}`,
      urgency: 'new' as const,
    });

    it('sends one once, after its card, with the message it belongs to', async () => {
      const outbox = await openOutbox();
      await outbox.want([incidentCard('a', { urgency: 'digest' })], start);
      await outbox.reply([reply('cause'), reply('cause')], start);
      await outbox.reply([reply('cause')], later(1));
      const card = await takeOne(outbox, later(2));
      await outbox.recordSent(card, { messageId: 'm', version: 1, at: later(2) });

      const taken = await takeOne(outbox, later(3));
      await outbox.recordSent(taken, { messageId: 'n', version: 1, at: later(3) });
      await outbox.reply([reply('cause')], later(4));

      expect(taken.what).toEqual({ kind: 'reply', messageId: 'm', text: 'text of cause' });
      expect(await take(outbox, later(5))).toEqual([]);
      expect(await outbox.listCards(subject)).toMatchObject([{ messageId: 'm' }]);
    });

    it('forgets one whose card is not there, or never will be', async () => {
      const outbox = await openOutbox();
      await outbox.reply([reply('early')], start);
      await outbox.want([incidentCard('a')], start);
      await outbox.reply([reply('cause')], start);
      const card = await takeOne(outbox, later(2));
      await outbox.recordEnd(card, { kind: 'message_gone', why: '', at: later(2) });
      await outbox.reply([reply('late')], later(3));

      expect(await take(outbox, later(4))).toEqual([]);
    });

    it('repeats one of unknown outcome once, marked', async () => {
      const outbox = await openOutbox();
      await showCard(outbox, incidentCard('a'), start);
      await outbox.reply([reply('cause')], start);
      await takeOne(outbox, later(1));

      const repeat = await takeOne(outbox, later(minuteMs + 1));

      expect(repeat).toMatchObject({ mayRepeatOf: later(1), what: { kind: 'reply' } });
      expect(await take(outbox, later(3 * minuteMs))).toEqual([]);
    });
  });

  describe(`${name} as an Outbox, of a crowd,`, () => {
    const keys = ['a', 'b', 'c', 'd', 'e', 'f'];
    const subjects = keys.map((key) => ({ kind: 'incident' as const, key }));

    it('names conversations in which many new cards wait, or came of late', async () => {
      const outbox = await openOutbox();
      await showCard(outbox, incidentCard('posted'), start);
      await outbox.want(
        keys.map((key) => incidentCard(key)),
        later(1),
      );
      await outbox.want([incidentCard('a', { conversation: conversation('calm') })], later(1));

      const crowds = await outbox.listCrowds(later(-1000), 5);

      expect(crowds).toEqual([
        {
          conversation: conversation('ops'),
          waiting: expect.arrayContaining(subjects),
          posted: 1,
        },
      ]);
      expect(await outbox.listCrowds(later(-1000), 7)).toEqual([]);
      expect(await outbox.listCrowds(start, 6)).toEqual([]);
    });

    it('folds what waits into one digest, in two portions and over a restart', async () => {
      const bench = await open();
      const { outbox } = bench.store;
      await outbox.want(
        keys.map((key) => incidentCard(key)),
        start,
      );
      const digest = await outbox.fold(conversation('ops'), subjects.slice(0, 2), later(1));
      const again = (await bench.reopen()).outbox;

      const same = await again.fold(conversation('ops'), subjects.slice(1, 4), later(2));

      if (digest === undefined) throw new Error('nothing was folded');
      expect(same).toEqual(digest);
      expect(keysOf([{ subject: digest } as TakenSend])).toEqual([digest.key]);
      expect(await again.listFolded(digest)).toEqual(subjects.slice(0, 4));
      expect(await again.listCards(subject)).toMatchObject([
        { state: 'folded', foldedInto: digest.key },
      ]);
      expect(await again.listCards(digest)).toMatchObject([{ state: 'waiting', wantedVersion: 2 }]);
    });

    it('opens another digest after ten minutes', async () => {
      const outbox = await openOutbox();
      await outbox.want([incidentCard('a'), incidentCard('b')], start);

      const first = await outbox.fold(conversation('ops'), subjects.slice(0, 1), start);
      const second = await outbox.fold(
        conversation('ops'),
        subjects.slice(1, 2),
        later(10 * minuteMs),
      );

      expect(second).toBeDefined();
      expect(second).not.toEqual(first);
    });

    it('gives the folded no card of their own, and changes the digest when they change', async () => {
      const outbox = await openOutbox();
      await outbox.want([incidentCard('a')], start);
      const digest = await outbox.fold(conversation('ops'), [subject], start);
      const shown = await takeOne(outbox, start);
      await outbox.recordSent(shown, { messageId: 'd', version: shown.wantedVersion, at: start });

      await outbox.want([incidentCard('a', { version: 2, urgency: 'recovery' })], later(1000));

      expect(shown.subject).toEqual(digest);
      expect(await take(outbox, later(4999))).toEqual([]);
      expect(await takeOne(outbox, later(5000))).toMatchObject({
        subject: digest,
        urgency: 'recovery',
        wantedVersion: shown.wantedVersion + 1,
        what: { kind: 'update', messageId: 'd' },
      });
    });

    it('gives one a card of its own when somebody asks, which the digest names no more', async () => {
      const outbox = await openOutbox();
      await outbox.want([incidentCard('a'), incidentCard('b')], start);
      const digest = await outbox.fold(conversation('ops'), subjects.slice(0, 2), start);
      if (digest === undefined) throw new Error('nothing was folded');
      await outbox.want([incidentCard('a', { version: 5 })], later(1));

      const there = await outbox.unfold(conversation('ops'), subject, later(2));
      const elsewhere = await outbox.unfold(conversation('other'), subject, later(2));
      const again = await outbox.unfold(conversation('ops'), subject, later(3));

      expect([there, elsewhere, again]).toEqual([true, false, false]);
      expect(await outbox.listFolded(digest)).toEqual(subjects.slice(1, 2));
      const card = await takeOne(outbox, later(4));
      expect(card).toMatchObject({ subject, wantedVersion: 5, what: { kind: 'post' } });
      await outbox.recordSent(card, { messageId: 'm', version: 5, at: later(4) });
      expect(await takeOne(outbox, later(5))).toMatchObject({ subject: digest });
    });

    it('folds nothing that is out, or may be', async () => {
      const outbox = await openOutbox();
      await showCard(outbox, incidentCard('out'), start);
      await outbox.want([incidentCard('out', { version: 2 }), incidentCard('perhaps')], start);
      const first = await takeOne(outbox, start);
      await outbox.recordUnsent(first, { dueAt: later(1), certainty: 'uncertain' });
      const second = await takeOne(outbox, start);
      await outbox.recordUnsent(second, { dueAt: later(1), certainty: 'uncertain' });

      const folded = await outbox.fold(
        conversation('ops'),
        ['out', 'perhaps', 'unknown'].map((key) => ({ kind: 'incident', key })),
        later(1),
      );

      expect(folded).toBeUndefined();
    });
  });
}
