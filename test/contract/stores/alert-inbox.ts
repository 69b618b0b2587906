import { alert, resolvedAlert } from '../../support/alerts';
import { at, type OpenBench } from './store-bench';

const minute = 60_000;

export function describeAlertInbox(name: string, open: OpenBench): void {
  describe(`${name} as an AlertInbox`, () => {
    it('gives back exactly the alert it was given, after a restart too', async () => {
      const bench = await open();
      const odd = alert({ id: `'"; drop table x -- 🛰 \0 \n`, description: '{"$date": 1}' });
      await bench.store.alertInbox.addOnce(odd, at('03:15:00'));

      const { alertInbox } = await bench.reopen();
      const taken = await alertInbox.takeDue(at('03:15:00'), minute, 10);

      expect(taken).toEqual([
        {
          key: expect.any(String),
          alert: odd,
          receivedAt: at('03:15:00'),
          attempt: 1,
          failures: 0,
        },
      ]);
    });

    it('takes an id of five hundred letters of any language', async () => {
      const { store } = await open();
      // No two neighbours repeat: a store may count on what can be packed.
      const letters = Array.from({ length: 500 }, (_, i) => String.fromCodePoint(0x4e00 + i * 40));
      const long = alert({ id: letters.join('') });

      const added = await store.alertInbox.addOnce(long, at('03:15:00'));
      const [taken] = await store.alertInbox.takeDue(at('03:15:00'), minute, 1);

      expect(added).toBe('added');
      expect(taken?.alert.id).toBe(long.id);
    });

    it.each([
      ['the same firing', alert(), alert({ description: 'other text' }), 'duplicate'],
      ['the same resolving', resolvedAlert(), resolvedAlert(), 'duplicate'],
      ['a later firing', alert(), alert({ firedAt: at('04:00:00') }), 'added'],
      ['the resolving of a firing', alert(), resolvedAlert(), 'added'],
      ['another alert id', alert(), alert({ id: 'alert-2' }), 'added'],
      [
        'a second resolving',
        resolvedAlert(),
        resolvedAlert({ resolvedAt: at('05:00:00') }),
        'added',
      ],
    ])('tells whether %s is new', async (_what, first, second, expected) => {
      const { store } = await open();

      const answers = [
        await store.alertInbox.addOnce(first, at('03:15:00')),
        await store.alertInbox.addOnce(second, at('03:16:00')),
      ];

      expect(answers).toEqual(['added', expected]);
    });

    it('knows a delivery that was finished before', async () => {
      const bench = await open();
      await bench.store.alertInbox.addOnce(alert(), at('03:15:00'));
      const [taken] = await bench.store.alertInbox.takeDue(at('03:15:00'), minute, 1);
      await bench.store.alertInbox.finish(proof(taken), 'shown', at('03:15:01'));

      const { alertInbox } = await bench.reopen();

      expect(await alertInbox.addOnce(alert(), at('03:20:00'))).toBe('duplicate');
      expect(await alertInbox.takeDue(at('09:00:00'), minute, 1)).toEqual([]);
    });

    it('lets exactly one of many equal deliveries in', async () => {
      const { store } = await open();

      const answers = await Promise.all(
        Array.from({ length: 20 }, () => store.alertInbox.addOnce(alert(), at('03:15:00'))),
      );

      expect(answers.filter((answer) => answer === 'added')).toHaveLength(1);
    });

    it('hides a taken delivery until its lease ends', async () => {
      const { store } = await open();
      await store.alertInbox.addOnce(alert(), at('03:15:00'));

      const first = await store.alertInbox.takeDue(at('03:15:00'), minute, 10);
      const early = await store.alertInbox.takeDue(at('03:15:59'), minute, 10);
      const late = await store.alertInbox.takeDue(at('03:16:00'), minute, 10);

      expect(first).toHaveLength(1);
      expect(early).toEqual([]);
      expect(late).toEqual([expect.objectContaining({ key: first[0]?.key, attempt: 2 })]);
    });

    it('gives each delivery to one of several takers', async () => {
      const { store } = await open();
      for (let i = 0; i < 12; i++)
        await store.alertInbox.addOnce(alert({ id: `a${i}` }), at('03:15:00'));

      const taken = await Promise.all(
        Array.from({ length: 4 }, () => store.alertInbox.takeDue(at('03:16:00'), minute, 5)),
      );

      const keys = taken.flat().map(({ key }) => key);
      expect(keys).toHaveLength(12);
      expect(new Set(keys).size).toBe(12);
    });

    it('takes the oldest first and no more than asked', async () => {
      const { store } = await open();
      await store.alertInbox.addOnce(alert({ id: 'young' }), at('03:16:00'));
      await store.alertInbox.addOnce(alert({ id: 'old' }), at('03:15:00'));
      await store.alertInbox.addOnce(alert({ id: 'middle' }), at('03:15:30'));

      const taken = await store.alertInbox.takeDue(at('03:17:00'), minute, 2);

      expect(taken.map((each) => each.alert.id)).toEqual(['old', 'middle']);
    });

    it('takes what is new before what was tried already, and that by its time', async () => {
      const { store } = await open();
      for (const id of ['a', 'b']) await store.alertInbox.addOnce(alert({ id }), at('03:15:00'));
      const [first, second] = await store.alertInbox.takeDue(at('03:15:00'), minute, 2);
      await store.alertInbox.reschedule(proof(first), at('03:16:30'), 'logs_unreachable', 2);
      await store.alertInbox.reschedule(proof(second), at('03:16:00'), 'logs_unreachable', 0);
      await store.alertInbox.addOnce(alert({ id: 'new' }), at('03:17:00'));

      const taken = await store.alertInbox.takeDue(at('03:17:00'), minute, 10);

      expect(taken.map((each) => [each.alert.id, each.failures])).toEqual([
        ['new', 0],
        [second?.alert.id, 0],
        [first?.alert.id, 2],
      ]);
    });

    it('gives what is new at once, also when the clock was set back meanwhile', async () => {
      const { store } = await open();
      await store.alertInbox.addOnce(alert(), at('03:15:00'));

      const taken = await store.alertInbox.takeDue(at('02:00:00'), minute, 1);

      expect(taken).toHaveLength(1);
    });

    it('holds a resolving back while its firing is in hands', async () => {
      const { store } = await open();
      await store.alertInbox.addOnce(alert(), at('03:15:00'));
      await store.alertInbox.addOnce(resolvedAlert(), at('03:15:00'));

      const [firing] = await store.alertInbox.takeDue(at('03:16:00'), minute, 10);
      const meanwhile = await store.alertInbox.takeDue(at('03:16:01'), minute, 10);
      await store.alertInbox.finish(proof(firing), 'shown', at('03:16:02'));
      const [resolving] = await store.alertInbox.takeDue(at('03:16:03'), minute, 10);

      expect(firing?.alert.condition).toBe('fired');
      expect(meanwhile).toEqual([]);
      expect(resolving?.alert.condition).toBe('resolved');
    });

    it('does not hold a resolving back while its firing waits to be taken again', async () => {
      const { store } = await open();
      await store.alertInbox.addOnce(alert(), at('03:15:00'));
      await store.alertInbox.addOnce(resolvedAlert(), at('03:15:10'));
      const [firing] = await store.alertInbox.takeDue(at('03:16:00'), minute, 10);

      await store.alertInbox.reschedule(proof(firing), at('03:36:00'), 'logs_unreachable', 0);
      const taken = await store.alertInbox.takeDue(at('03:16:01'), minute, 10);

      expect(taken.map((each) => each.alert.condition)).toEqual(['resolved']);
    });

    it('gives a rescheduled delivery when it is due, after a restart too', async () => {
      const bench = await open();
      await bench.store.alertInbox.addOnce(alert(), at('03:15:00'));
      const [taken] = await bench.store.alertInbox.takeDue(at('03:15:00'), minute, 1);
      await bench.store.alertInbox.reschedule(proof(taken), at('03:18:00'), 'logs_unreachable', 0);

      const { alertInbox } = await bench.reopen();
      const early = await alertInbox.takeDue(at('03:17:59'), minute, 1);
      const due = await alertInbox.takeDue(at('03:18:00'), minute, 1);

      expect(early).toEqual([]);
      expect(due).toEqual([expect.objectContaining({ attempt: 2 })]);
    });

    it('ignores a taker whose delivery went to somebody else', async () => {
      const { store } = await open();
      await store.alertInbox.addOnce(alert(), at('03:15:00'));
      const [slow] = await store.alertInbox.takeDue(at('03:15:00'), minute, 1);
      const [quick] = await store.alertInbox.takeDue(at('03:17:00'), minute, 1);

      const answers = [
        await store.alertInbox.finish(proof(slow), 'shown', at('03:17:01')),
        await store.alertInbox.reschedule(proof(slow), at('03:20:00'), 'late', 0),
        await store.alertInbox.finish(proof(quick), 'shown', at('03:17:02')),
        await store.alertInbox.finish(proof(quick), 'shown', at('03:17:03')),
      ];

      expect(answers).toEqual(['lost', 'lost', 'finished', 'lost']);
    });

    it('counts what is not finished', async () => {
      const { store } = await open();
      await store.alertInbox.addOnce(alert({ id: 'a' }), at('03:15:00'));
      await store.alertInbox.addOnce(alert({ id: 'b' }), at('03:16:00'));
      const full = await store.alertInbox.backlog();
      const taken = await store.alertInbox.takeDue(at('03:17:00'), minute, 2);

      for (const each of taken) await store.alertInbox.finish(each, 'shown', at('03:18:00'));

      expect(full).toEqual({ waiting: 2, oldestReceivedAt: at('03:15:00') });
      expect(await store.alertInbox.backlog()).toEqual({ waiting: 0, oldestReceivedAt: undefined });
    });
  });
}

function proof(taken: { key: string; attempt: number } | undefined) {
  if (taken === undefined) throw new Error('nothing was taken');
  return taken;
}
