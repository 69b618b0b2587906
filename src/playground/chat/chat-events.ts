import type { ServerResponse } from 'node:http';
import type { ChatEvent, ChatMessage, Conversation } from './conversation';

/** A tab that stopped reading must not fill the memory: it is cut off and may connect again. */
const maxUnsentBytes = 16_000_000;

/**
 * Streams a conversation to one reader as Server-Sent Events: `history` with everything so far,
 * then `message` (new or changed, by id), `removed`, `typing` and `closed` as they happen.
 */
export function streamConversation(
  conversation: Conversation,
  readerId: string,
  res: ServerResponse,
): void {
  res.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  const listener = (event: ChatEvent): void => {
    if (res.writableLength > maxUnsentBytes) res.destroy();
    else writeEvent(res, event.kind, eventBody(event, readerId));
    if (event.kind === 'closed') res.end();
  };
  const messages = [...conversation.messages.values()];
  res.write('retry: 1000\n');
  writeEvent(res, 'history', { messages: messages.map((each) => messageFor(each, readerId)) });
  conversation.listeners.add(listener);
  res.on('close', () => conversation.listeners.delete(listener));
}

function eventBody(event: ChatEvent, readerId: string): object {
  switch (event.kind) {
    case 'message':
      return messageFor(event.message, readerId);
    case 'removed':
      return { id: event.messageId };
    case 'typing':
    case 'closed':
      return {};
  }
}

/** A message as one reader sees it. */
function messageFor(message: ChatMessage, readerId: string): object {
  const {
    id,
    from,
    sentAt,
    updatedAt,
    revision,
    text,
    textFormat,
    failure,
    isAmongPeople,
    replyTo,
  } = message;
  const view = message.views.get(readerId);
  const attachments = view === undefined ? message.attachments : [cardAttachment(view)];
  const mine = from.role === 'person' && from.id === readerId;
  const about = { id, role: from.role, name: from.name, mine, sentAt, updatedAt, revision };
  return { ...about, text, textFormat, attachments, failure, isAmongPeople, replyTo };
}

function cardAttachment(content: unknown): object {
  return { contentType: 'application/vnd.microsoft.card.adaptive', content };
}

function writeEvent(res: ServerResponse, name: string, body: object): void {
  res.write(`event: ${name}\ndata: ${JSON.stringify(body)}\n\n`);
}
