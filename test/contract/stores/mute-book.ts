import type { Mute, MuteBook } from '../../../src/ports/mute-book';
import { at, type OpenBench } from './store-bench';

const here = { channel: 'teams', id: 'a' };
const there = { channel: 'teams', id: 'b' };

export function describeMuteBook(name: string, open: OpenBench): void {
  describe(`${name} as a MuteBook`, () => {
    it('keeps a mute as it was made over a restart', async () => {
      const bench = await open();
      const made = mute({
        reason: 'a"b\\c; drop',
        scope: { kind: 'device', value: "d'1", hub: 'H' },
      });
      await bench.store.muteBook.add(made);
      const { muteBook } = await bench.reopen();

      const kept = await muteBook.list(at('02:00:00'), here);

      expect(kept).toEqual([made]);
    });

    it('replaces the mute of the same scope, conversation and start', async () => {
      const { store } = await open();
      await store.muteBook.add(mute({ id: '1', scope: { kind: 'hub', value: 'Contoso-Hub' } }));
      const again = mute({
        id: '2',
        scope: { kind: 'hub', value: 'contoso-hub' },
        until: at('05:00:00'),
      });

      const done = await store.muteBook.add(again);

      expect(done).toBe('replaced');
      expect(await store.muteBook.list(at('02:00:00'))).toEqual([again]);
    });

    it('takes ids that differ by case, and other starts, as other mutes', async () => {
      const { store } = await open();

      const done = [
        await store.muteBook.add(mute({ id: '1', scope: { kind: 'device', value: 'a' } })),
        await store.muteBook.add(mute({ id: '2', scope: { kind: 'device', value: 'A' } })),
        await store.muteBook.add(mute({ id: '3', scope: { kind: 'pattern', value: 'a' } })),
        await store.muteBook.add(mute({ id: '4', from: at('01:30:00') })),
        await store.muteBook.add(mute({ id: '5', conversation: there, from: at('01:30:00') })),
      ];

      expect(done).toEqual(['added', 'added', 'added', 'added', 'added']);
    });

    it('lists what holds now or later, of one conversation or of all, the next to end first', async () => {
      const { store } = await open();
      await addAll(store.muteBook, [
        mute({ id: 'late', until: at('06:00:00') }),
        mute({ id: 'soon', from: at('01:10:00'), until: at('03:00:00') }),
        mute({ id: 'over', from: at('00:10:00'), until: at('02:00:00') }),
        mute({ id: 'planned', from: at('04:00:00'), until: at('05:00:00') }),
        mute({ id: 'theirs', conversation: there, until: at('04:00:00') }),
      ]);

      const ours = await store.muteBook.list(at('02:00:00'), here);
      const all = await store.muteBook.list(at('02:00:00'));

      expect(ours.map(({ id }) => id)).toEqual(['soon', 'planned', 'late']);
      expect(all.map(({ id }) => id)).toEqual(['soon', 'theirs', 'planned', 'late']);
    });

    it('ends a mute once, and gives what was ended', async () => {
      const { store } = await open();
      await addAll(store.muteBook, [mute({ id: '1' }), mute({ id: '2', from: at('01:30:00') })]);

      const ended = await store.muteBook.end(['1', 'absent'], at('02:00:00'));
      const again = await store.muteBook.end(['1'], at('02:30:00'));
      const none = await store.muteBook.end([], at('02:30:00'));

      expect(ended).toEqual([mute({ id: '1', until: at('02:00:00') })]);
      expect([again, none]).toEqual([[], []]);
      expect((await store.muteBook.list(at('02:00:00'))).map(({ id }) => id)).toEqual(['2']);
    });

    it('gives each ended mute to one taker, and none that ended before it began', async () => {
      const { store } = await open();
      await addAll(store.muteBook, [
        mute({ id: 'ran out', until: at('02:00:00') }),
        mute({ id: 'lasts', from: at('01:10:00') }),
        mute({ id: 'called off', from: at('05:00:00'), until: at('06:00:00') }),
        mute({ id: 'lifted', from: at('01:20:00') }),
      ]);
      await store.muteBook.end(['called off', 'lifted'], at('01:45:00'));

      const takers = [1, 2, 3].map(() => store.muteBook.takeEnded(at('02:00:00')));
      const taken = (await Promise.all(takers)).flat();

      expect(taken.map(({ id }) => id)).toEqual(['lifted', 'ran out']);
      expect(await store.muteBook.takeEnded(at('02:00:00'))).toEqual([]);
    });

    it('forgets mutes that ended long ago, and those alone', async () => {
      const { store } = await open();
      await addAll(store.muteBook, [
        mute({ id: 'old', until: at('02:00:00') }),
        mute({ id: 'younger', from: at('01:10:00'), until: at('03:00:00') }),
      ]);

      const removed = await store.oldRecords.removeBefore(at('03:00:00'), 10);

      expect(removed).toBe(1);
      expect((await store.muteBook.list(at('00:00:00'))).map(({ id }) => id)).toEqual(['younger']);
    });
  });
}

async function addAll(book: MuteBook, mutes: Mute[]): Promise<void> {
  for (const each of mutes) await book.add(each);
}

function mute(over: Partial<Mute>): Mute {
  return {
    id: 'm',
    conversation: here,
    scope: { kind: 'device', value: 'device-42' },
    from: at('01:00:00'),
    until: at('04:00:00'),
    by: { id: '29:ann', name: 'Ann' },
    reason: '',
    createdAt: at('01:00:00'),
    ...over,
  };
}
