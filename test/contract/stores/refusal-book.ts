import type { TakenNotice } from '../../../src/ports/refusal-book';
import { refusal } from '../../support/refusals';
import { at, type OpenBench } from './store-bench';

const minute = 60_000;

export function describeRefusalBook(name: string, open: OpenBench): void {
  describe(`${name} as a RefusalBook`, () => {
    it('gives back exactly what was refused, newest first, after a restart too', async () => {
      const bench = await open();
      const older = refusal({ body: `'"; drop table x -- 🛰 \n` });
      const newer = refusal({ receivedAt: at('03:16:00'), status: 413, body: 'x'.repeat(65_536) });
      await bench.store.refusalBook.keep(older);
      await bench.store.refusalBook.keep(newer);

      const { refusalBook } = await bench.reopen();

      expect(await refusalBook.list(10)).toEqual([newer, older]);
      expect(await refusalBook.list(1)).toEqual([newer]);
    });

    it('has one notice for what a sender lost within ten minutes, after a restart too', async () => {
      const bench = await open();
      const other = {
        message: 'data.essentials.alertId: is missing or empty',
        origin: '20.38.99.2',
      };
      const words = [
        await bench.store.refusalBook.keep(refusal()),
        await bench.store.refusalBook.keep(refusal({ receivedAt: at('03:18:00'), ...other })),
      ];

      const { refusalBook } = await bench.reopen();
      words.push(await refusalBook.keep(refusal({ receivedAt: at('03:24:59') })));
      const notice = await refusalBook.takeDueNotice(at('03:25:00'), minute);
      const more = await refusalBook.takeDueNotice(at('03:25:00'), minute);

      expect(words).toEqual(['opened', 'joined', 'joined']);
      expect(notice).toEqual({
        key: expect.any(String),
        sender: 'webhook key 1',
        openedAt: at('03:15:00'),
        refused: 3,
        mistakes: [
          { ...mistake(), count: 2, latestAt: at('03:24:59') },
          { ...mistake(), ...other, count: 1, latestAt: at('03:18:00') },
        ],
        attempt: 1,
        failures: 0,
      });
      expect(more).toBeUndefined();
    });

    it('has another notice for another sender and for what comes later', async () => {
      const { store } = await open();

      const words = [
        await store.refusalBook.keep(refusal()),
        await store.refusalBook.keep(refusal({ sender: 'webhook key 2' })),
        await store.refusalBook.keep(refusal({ receivedAt: at('03:25:00') })),
      ];

      expect(words).toEqual(['opened', 'opened', 'opened']);
    });

    it('opens one notice for many at the same moment, and for a clock that was set back', async () => {
      const { store } = await open();

      const words = await Promise.all(
        Array.from({ length: 20 }, () => store.refusalBook.keep(refusal())),
      );
      words.push(await store.refusalBook.keep(refusal({ receivedAt: at('03:10:00') })));

      expect(words.filter((word) => word === 'opened')).toHaveLength(1);
    });

    it('makes a notice due at once, whatever the clock says then', async () => {
      const { store } = await open();
      await store.refusalBook.keep(refusal());

      const notice = await store.refusalBook.takeDueNotice(at('02:00:00'), minute);

      expect(notice?.refused).toBe(1);
    });

    it('makes a notice that was told due again, a little later, when more is refused', async () => {
      const { store } = await open();
      await store.refusalBook.keep(refusal());
      const first = await store.refusalBook.takeDueNotice(at('03:15:01'), minute);
      const told = await store.refusalBook.finishNotice(given(first), 'shown', at('03:15:02'));
      await store.refusalBook.keep(refusal({ receivedAt: at('03:16:00') }));

      const early = await store.refusalBook.takeDueNotice(at('03:16:09'), minute);
      const due = await store.refusalBook.takeDueNotice(at('03:16:10'), minute);

      expect([told, early]).toEqual(['finished', undefined]);
      expect(due).toMatchObject({ key: first?.key, refused: 2, attempt: 2 });
    });

    it('keeps a notice due that grew while it was told', async () => {
      const { store } = await open();
      await store.refusalBook.keep(refusal());
      const taken = await store.refusalBook.takeDueNotice(at('03:15:01'), minute);
      await store.refusalBook.keep(refusal({ receivedAt: at('03:15:02') }));

      const told = await store.refusalBook.finishNotice(given(taken), 'shown', at('03:15:03'));
      const again = await store.refusalBook.takeDueNotice(at('03:15:13'), minute);

      expect(told).toBe('grown');
      expect(again?.refused).toBe(2);
    });

    it('gives a rescheduled notice when it is due, and only once at a time', async () => {
      const bench = await open();
      await bench.store.refusalBook.keep(refusal());
      const taken = await bench.store.refusalBook.takeDueNotice(at('03:15:01'), minute);
      await bench.store.refusalBook.rescheduleNotice(given(taken), at('03:15:11'));

      const { refusalBook } = await bench.reopen();
      const early = await refusalBook.takeDueNotice(at('03:15:10'), minute);
      const both = await Promise.all([
        refusalBook.takeDueNotice(at('03:15:11'), minute),
        refusalBook.takeDueNotice(at('03:15:11'), minute),
      ]);

      expect(early).toBeUndefined();
      expect(both.filter((each) => each !== undefined)).toEqual([
        expect.objectContaining({ attempt: 2, failures: 1 }),
      ]);
    });

    it('ignores a taker whose notice went to somebody else', async () => {
      const { store } = await open();
      await store.refusalBook.keep(refusal());
      const slow = await store.refusalBook.takeDueNotice(at('03:15:01'), minute);
      const quick = await store.refusalBook.takeDueNotice(at('03:16:01'), minute);

      const answers = [
        await store.refusalBook.finishNotice(given(slow), 'shown', at('03:16:02')),
        await store.refusalBook.rescheduleNotice(given(slow), at('03:20:00')),
        await store.refusalBook.finishNotice(given(quick), 'shown', at('03:16:02')),
      ];

      expect(answers).toEqual(['lost', 'lost', 'finished']);
    });

    it('finds a notice as it is now', async () => {
      const { store } = await open();
      await store.refusalBook.keep(refusal());
      const taken = await store.refusalBook.takeDueNotice(at('03:15:00'), 60_000);
      await store.refusalBook.keep(refusal());

      const found = await store.refusalBook.findNotice(taken?.key ?? '');

      expect(found).toMatchObject({ key: taken?.key, refused: 2, sender: taken?.sender });
      expect(await store.refusalBook.findNotice('unknown')).toBeUndefined();
    });

    it('counts every one of a flood and keeps only the first five hundred', async () => {
      const { store } = await open();
      for (let i = 0; i < 510; i++) await store.refusalBook.keep(refusal());

      const notice = await store.refusalBook.takeDueNotice(at('03:16:00'), minute);

      expect(notice?.refused).toBe(510);
      expect(await store.refusalBook.list(1000)).toHaveLength(500);
    });
  });
}

function mistake() {
  const { status, code, message, origin } = refusal();
  return { status, code, message, origin };
}

function given(taken: TakenNotice | undefined): TakenNotice {
  if (taken === undefined) throw new Error('nothing was taken');
  return taken;
}
