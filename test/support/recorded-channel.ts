import type { ChatChannel, ConversationAddress } from '../../src/ports/chat-channel';
import type { Report } from '../../src/reports/report';

interface ShownMessage {
  conversation: string;
  id: string;
  /** Every version it showed, first to last. */
  reports: Report[];
}

export interface RecordedChannel extends ChatChannel {
  messages: ShownMessage[];
  replies: { conversation: string; messageId: string; text: string }[];
  /** Called before each post, update or reply with the conversation's id; throws to fail it. */
  beforeCall: (verb: 'post' | 'update' | 'reply', conversation: string) => void | Promise<void>;
  /** The newest report of the only message there. */
  only(conversation: string): ShownMessage;
}

/** A chat platform that keeps its messages. */
export function recordedChannel(name = 'teams'): RecordedChannel {
  const messages: ShownMessage[] = [];
  const channel: RecordedChannel = {
    name,
    messages,
    replies: [],
    beforeCall: () => undefined,
    async post(to: ConversationAddress, report: Report) {
      await channel.beforeCall('post', to.id);
      const id = `${name}-${messages.length + 1}`;
      messages.push({ conversation: to.id, id, reports: [report] });
      return id;
    },
    async update(to: ConversationAddress, messageId: string, report: Report) {
      await channel.beforeCall('update', to.id);
      const message = messages.find(({ id }) => id === messageId);
      if (message === undefined) throw new Error(`there is no message ${messageId} in ${to.id}`);
      message.reports.push(report);
    },
    async reply(to: ConversationAddress, messageId: string, text: string) {
      await channel.beforeCall('reply', to.id);
      channel.replies.push({ conversation: to.id, messageId, text });
      return `${name}-reply-${channel.replies.length}`;
    },
    only(conversation) {
      const found = messages.filter((message) => message.conversation === conversation);
      const [message] = found;
      if (message === undefined || found.length > 1) {
        throw new Error(`${conversation} has ${found.length} messages`);
      }
      return message;
    },
  };
  return channel;
}
