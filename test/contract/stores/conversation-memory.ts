import type { OpenQuestion } from '../../../src/ports/conversation-memory';
import { at, type OpenBench } from './store-bench';

const here = { channel: 'teams', id: 'a' };

export function describeConversationMemory(name: string, open: OpenBench): void {
  describe(`${name} as a ConversationMemory`, () => {
    it('knows nothing of a conversation that settled nothing', async () => {
      const { store } = await open();

      const found = [
        await store.conversationMemory.findHub(here),
        await store.conversationMemory.findQuestion(here),
      ];

      expect(found).toEqual([undefined, undefined]);
    });

    it('keeps the chosen hub over a restart until another one is chosen', async () => {
      const bench = await open();
      await bench.store.conversationMemory.chooseHub(here, choice('north-hub', '02:00:00'));
      const { conversationMemory } = await bench.reopen();

      const before = await conversationMemory.findHub(here);
      await conversationMemory.chooseHub(here, choice('south-hub', '03:00:00'));
      const after = await conversationMemory.findHub(here);

      expect(before).toEqual(choice('north-hub', '02:00:00'));
      expect(after).toEqual(choice('south-hub', '03:00:00'));
    });

    it('keeps the open question as it was asked over a restart', async () => {
      const bench = await open();
      const asked = question({ devices: ['$date', 'a"b'], window: { last: 'PT6H' } });
      await bench.store.conversationMemory.openQuestion(here, question({ devices: ['older'] }));
      await bench.store.conversationMemory.openQuestion(here, asked);
      const { conversationMemory } = await bench.reopen();

      const found = await conversationMemory.findQuestion(here);

      expect(found).toEqual(asked);
    });

    it('closes the open question by a choice, and no choice by a question', async () => {
      const { store } = await open();
      await store.conversationMemory.openQuestion(here, question({}));
      await store.conversationMemory.chooseHub(here, choice('north-hub', '02:00:00'));
      const closed = await store.conversationMemory.findQuestion(here);
      await store.conversationMemory.openQuestion(here, question({}));

      const kept = await store.conversationMemory.findHub(here);

      expect(closed).toBeUndefined();
      expect(kept?.hub).toBe('north-hub');
    });

    it('keeps conversations and channels apart', async () => {
      const { store } = await open();
      await store.conversationMemory.chooseHub(here, choice('north-hub', '02:00:00'));

      const others = await Promise.all([
        store.conversationMemory.findHub({ channel: 'teams', id: 'b' }),
        store.conversationMemory.findHub({ channel: 'slack', id: 'a' }),
      ]);

      expect(others).toEqual([undefined, undefined]);
    });

    it('takes choices of the same moment without failing', async () => {
      const { store } = await open();
      const hubs = Array.from({ length: 10 }, (_, index) => `hub-${index}`);

      await Promise.all(
        hubs.map((hub) => store.conversationMemory.chooseHub(here, choice(hub, '02:00:00'))),
      );

      expect(hubs).toContain((await store.conversationMemory.findHub(here))?.hub);
    });
  });
}

function choice(hub: string, time: string) {
  return { hub, chosenAt: at(time) };
}

function question(parameters: Record<string, unknown>): OpenQuestion {
  return { verb: 'why', parameters, hubs: ['north-hub', 'south-hub'], askedAt: at('02:00:00') };
}
