import type { CardSubject, GoneConversation, Outbox } from '../../ports/outbox';
import { reportGoneConversation } from '../../reports/report-gone-conversation';
import type { Drawer } from './drawing';

/** One note a conversation and time it went. */
export function goneSubject({ conversation, since }: GoneConversation): CardSubject {
  const { channel, id } = conversation;
  return { kind: 'notice', key: JSON.stringify(['gone', channel, id, since.getTime()]) };
}

/** Tells the others that a conversation is gone. */
export function createGoneDrawer({ outbox }: { outbox: Outbox }): Drawer {
  return {
    kind: 'notice',
    async find(key) {
      const gone = (await outbox.listGone()).find((each) => goneSubject(each).key === key);
      if (gone === undefined) return undefined;
      return { version: 1, draw: (mayRepeatOf) => reportGoneConversation(gone, mayRepeatOf) };
    },
  };
}
