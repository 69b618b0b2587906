import type { CardLedger, SendClaim } from '../../../src/ports/card-ledger';
import { at, type OpenBench } from './store-bench';

const here = { channel: 'teams', id: 'here', reference: { serviceUrl: 'http://127.0.0.1' } };
const there = { channel: 'teams', id: 'there', reference: null };

export function describeCardLedger(name: string, open: OpenBench): void {
  describe(`${name} as a CardLedger`, () => {
    it('keeps a sent card and its message id over a restart', async () => {
      const bench = await open();
      const cardId = await claim(bench.store.cardLedger);
      await bench.store.cardLedger.recordSent(cardId, 'message-1', 3);

      const { cardLedger } = await bench.reopen();
      const again = await cardLedger.claimSend('incident', here, at('03:20:00'));

      const card = {
        id: cardId,
        conversation: here,
        messageId: 'message-1',
        shownVersion: 3,
        mayRepeatOf: undefined,
      };
      expect(again).toEqual({ kind: 'shown', card });
      expect(await cardLedger.listSent('incident')).toEqual([card]);
    });

    it('claims one card for each incident and conversation', async () => {
      const { store } = await open();

      const claims = await Promise.all([
        store.cardLedger.claimSend('incident', here, at('03:15:00')),
        store.cardLedger.claimSend('incident', there, at('03:15:00')),
        store.cardLedger.claimSend('other incident', here, at('03:15:00')),
      ]);

      expect(claims.map(({ kind }) => kind)).toEqual(['send', 'send', 'send']);
      expect(new Set(claims.map(readCardId)).size).toBe(3);
    });

    it('repeats an intent without an outcome once, marked, and never again', async () => {
      const bench = await open();
      const first = await bench.store.cardLedger.claimSend('incident', here, at('03:14:00'));

      const second = await (await bench.reopen()).cardLedger.claimSend(
        'incident',
        here,
        at('03:20:00'),
      );
      const third = await (await bench.reopen()).cardLedger.claimSend(
        'incident',
        here,
        at('03:30:00'),
      );
      const fourth = await (await bench.reopen()).cardLedger.claimSend(
        'incident',
        here,
        at('03:40:00'),
      );

      const cardId = readCardId(first);
      expect([first, second, third, fourth]).toEqual([
        { kind: 'send', cardId, mayRepeatOf: undefined },
        { kind: 'send', cardId, mayRepeatOf: at('03:14:00') },
        { kind: 'closed' },
        { kind: 'closed' },
      ]);
    });

    it('keeps the mark of a repeat on the card that was sent', async () => {
      const { store } = await open();
      await claim(store.cardLedger);
      const cardId = await claim(store.cardLedger);

      await store.cardLedger.recordSent(cardId, 'message-2', 1);

      expect(await store.cardLedger.listSent('incident')).toEqual([
        expect.objectContaining({ messageId: 'message-2', mayRepeatOf: at('03:15:00') }),
      ]);
    });

    it('sends again, unmarked and as often as needed, what was surely not sent', async () => {
      const { store } = await open();

      for (let attempt = 0; attempt < 4; attempt++) {
        const cardId = await claim(store.cardLedger);
        await store.cardLedger.recordUnsent(cardId, 'unsent');
      }
      const last = await store.cardLedger.claimSend('incident', here, at('03:20:00'));

      expect(last).toMatchObject({ kind: 'send', mayRepeatOf: undefined });
    });

    it('marks the next try after an uncertain one with the time of the first', async () => {
      const { store } = await open();
      const cardId = await claim(store.cardLedger);
      await store.cardLedger.recordUnsent(cardId, 'uncertain');
      await store.cardLedger.claimSend('incident', here, at('03:20:00'));
      await store.cardLedger.recordUnsent(cardId, 'unsent');

      const next = await store.cardLedger.claimSend('incident', here, at('03:25:00'));

      expect(next).toEqual({ kind: 'send', cardId, mayRepeatOf: at('03:15:00') });
    });

    it('remembers which version a card shows', async () => {
      const { store } = await open();
      const cardId = await claim(store.cardLedger);
      await store.cardLedger.recordSent(cardId, 'message-1', 1);

      await store.cardLedger.recordShown(cardId, 7);

      expect(await store.cardLedger.listSent('incident')).toEqual([
        expect.objectContaining({ shownVersion: 7 }),
      ]);
    });

    it.each(['conversation_gone', 'message_gone', 'refused'] as const)(
      'sends and updates nothing after %s',
      async (end) => {
        const { store } = await open();
        const cardId = await claim(store.cardLedger);
        await store.cardLedger.recordSent(cardId, 'message-1', 1);

        await store.cardLedger.recordEnd(cardId, end);

        expect(await store.cardLedger.listSent('incident')).toEqual([]);
        expect(await store.cardLedger.claimSend('incident', here, at('03:20:00'))).toEqual({
          kind: 'closed',
        });
      },
    );
  });
}

async function claim(ledger: CardLedger): Promise<string> {
  return readCardId(await ledger.claimSend('incident', here, at('03:15:00')));
}

function readCardId(claimed: SendClaim): string {
  if (claimed.kind !== 'send') throw new Error(`the claim is ${claimed.kind}`);
  return claimed.cardId;
}
