import type { Store } from '../../../src/adapters/store/open-store';
import type { Alert } from '../../../src/ports/alert';
import type { CardState } from '../../../src/ports/outbox';
import { alert, resolvedAlert } from '../../support/alerts';
import { refusal } from '../../support/refusals';
import { incidentCard, showCard as showSent } from '../../support/sends';
import { at, type OpenBench } from './store-bench';

const minute = 60_000;
const here = { channel: 'teams', id: 'here', reference: null };

export function describeOldRecords(name: string, open: OpenBench): void {
  describe(`${name} as OldRecords`, () => {
    it('removes a resolved incident with its deliveries and cards, and nothing younger', async () => {
      const { store } = await open();
      const old = await liveThrough(store, 'old', at('03:20:00'));
      const young = await liveThrough(store, 'young', at('03:40:00'));

      await store.oldRecords.removeBefore(at('03:40:00'), 100);

      expect(await store.incidentBook.find(old)).toBeUndefined();
      expect(await cardsOf(store, old)).toEqual([]);
      expect(await store.incidentBook.find(young)).toBeDefined();
      expect(await cardsOf(store, young)).toHaveLength(1);
      const again = [
        await store.alertInbox.addOnce(firing('old'), at('03:50:00')),
        await store.alertInbox.addOnce(firing('young'), at('03:50:00')),
      ];
      expect(again).toEqual(['added', 'duplicate']);
    });

    it('keeps what is not over, however old', async () => {
      const { store } = await open();
      await store.alertInbox.addOnce(firing('waiting'), at('03:14:00'));
      const { key } = await store.incidentBook.recordFiring(firing('firing'));
      await showCard(store, key);

      const removed = await store.oldRecords.removeBefore(at('09:00:00'), 100);

      expect(removed).toBe(0);
      expect(await store.alertInbox.takeDue(at('09:00:00'), minute, 1)).toHaveLength(1);
      expect(await store.incidentBook.find(key)).toBeDefined();
      expect(await cardsOf(store, key)).toHaveLength(1);
    });

    it('keeps an incident of long ago that was delivered only now', async () => {
      const { store } = await open();
      const key = await liveThrough(store, 'late', at('08:00:00'));

      await store.oldRecords.removeBefore(at('07:00:00'), 100);

      expect(await store.incidentBook.find(key)).toBeDefined();
      expect(await cardsOf(store, key)).toHaveLength(1);
    });

    it('removes refused requests, their notices and the messages about them', async () => {
      const { store } = await open();
      await store.refusalBook.keep(refusal());
      const notice = await store.refusalBook.takeDueNotice(at('03:15:00'), minute);
      if (notice === undefined) throw new Error('there is no notice');
      await showCard(store, notice.key);
      await store.refusalBook.finishNotice(notice, 'shown', at('03:15:01'));
      await store.refusalBook.keep(refusal({ receivedAt: at('04:30:00') }));

      const removed = await store.oldRecords.removeBefore(at('04:00:00'), 100);

      expect(removed).toBe(4);
      expect(await cardsOf(store, notice.key)).toEqual([]);
      expect(await store.refusalBook.list(10)).toHaveLength(1);
    });

    it('keeps a notice that was never told', async () => {
      const { store } = await open();
      await store.refusalBook.keep(refusal());

      await store.oldRecords.removeBefore(at('09:00:00'), 100);

      expect(await store.refusalBook.takeDueNotice(at('09:00:00'), minute)).toBeDefined();
    });

    it('forgets what a conversation settled, sixteen days after all else', async () => {
      const { store } = await open();
      const { conversationMemory } = store;
      const [chose, asked, both, lately] = ['chose', 'asked', 'both', 'lately'].map((id) => ({
        channel: 'teams',
        id,
      })) as [Named, Named, Named, Named];
      await conversationMemory.chooseHub(chose, chosen('03:00:00'));
      await conversationMemory.openQuestion(asked, question('03:00:00'));
      await conversationMemory.chooseHub(both, chosen('03:00:00'));
      await conversationMemory.openQuestion(both, question('04:00:00'));
      await conversationMemory.chooseHub(lately, chosen('03:30:00'));

      const early = await store.oldRecords.removeBefore(at('09:00:00'), 100);
      const removed = await store.oldRecords.removeBefore(later(at('03:30:00'), 16), 100);

      expect([early, removed]).toEqual([0, 2]);
      expect(await conversationMemory.findHub(chose)).toBeUndefined();
      expect(await conversationMemory.findQuestion(asked)).toBeUndefined();
      expect(await conversationMemory.findHub(both)).toEqual(chosen('03:00:00'));
      expect(await conversationMemory.findQuestion(both)).toEqual(question('04:00:00'));
      expect(await conversationMemory.findHub(lately)).toEqual(chosen('03:30:00'));
    });

    it('forgets conversations in portions', async () => {
      const { store } = await open();
      for (const id of ['a', 'b', 'c']) {
        await store.conversationMemory.chooseHub({ channel: 'teams', id }, chosen('03:00:00'));
      }

      const removed = [];
      for (let i = 0; i < 3; i++) {
        removed.push(await store.oldRecords.removeBefore(later(at('04:00:00'), 16), 2));
      }

      expect(removed).toEqual([2, 1, 0]);
    });

    it('goes in portions', async () => {
      const { store } = await open();
      for (let i = 0; i < 5; i++) await finishDelivery(store, firing(`a${i}`), at('03:20:00'));

      const removed = [];
      for (let i = 0; i < 4; i++) {
        removed.push(await store.oldRecords.removeBefore(at('09:00:00'), 2));
      }

      expect(removed).toEqual([2, 2, 1, 0]);
    });
  });
}

type Named = { channel: string; id: string };

function chosen(time: string) {
  return { hub: 'north-hub', chosenAt: at(time) };
}

/** With a parameter that looks like a time of its own. */
function question(time: string) {
  const parameters = { devices: ['askedAt'], askedAt: 'never' };
  return { verb: 'why', parameters, hubs: ['north-hub'], askedAt: at(time) };
}

function later(time: Date, days: number): Date {
  return new Date(time.getTime() + days * 24 * 60 * minute);
}

/** Fired, shown and resolved, all of it done at that time; gives the incident's key. */
async function liveThrough(store: Store, id: string, doneAt: Date): Promise<string> {
  await finishDelivery(store, firing(id), doneAt);
  await finishDelivery(store, resolvedAlert({ id }), doneAt);
  const { key } = await store.incidentBook.recordFiring(firing(id), doneAt);
  await store.incidentBook.recordResolve(resolvedAlert({ id }), at('03:18:00'), doneAt);
  await showCard(store, key);
  return key;
}

async function finishDelivery(store: Store, delivered: Alert, doneAt: Date): Promise<void> {
  await store.alertInbox.addOnce(delivered, at('03:15:00'));
  const taken = await store.alertInbox.takeDue(at('03:16:00'), minute, 1);
  for (const each of taken) await store.alertInbox.finish(each, 'shown', doneAt);
}

async function showCard(store: Store, key: string): Promise<void> {
  await showSent(store.outbox, incidentCard(key, { conversation: here }), at('03:15:00'));
}

function cardsOf(store: Store, key: string): Promise<CardState[]> {
  return store.outbox.listCards({ kind: 'incident', key });
}

function firing(id: string): Alert {
  return alert({ id });
}
