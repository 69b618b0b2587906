import { callServer, readerPlace } from './call-server.js';
import { whoReads } from './chat-as.js';
import { recall, remember } from './memory.js';

const longestWaitMs = 8000;
const memoryName = 'reconnect-conversation';

/**
 * Opens this browser's conversation and follows it. A lost connection is tried again until it is
 * back; the history that comes with it fills what was missed.
 * @param {{
 *   history(messages: object[], isOther: boolean): void, message(message: object): void,
 *   removed(id: string): void, typing(): void, state(state: 'connecting'|'connected'|'lost'): void,
 * }} tell
 */
export function startConnection(tell) {
  const as = whoReads();
  let conversation;
  let person;
  let source;
  let waiting;
  let attempt = 0;
  let opens = 0;

  async function open(replaces) {
    clearTimeout(waiting);
    source?.close();
    opens += 1;
    const mine = opens;
    try {
      const known = replaces || as ? undefined : recall(memoryName);
      const request = { conversation: known, replaces, as, ...readerPlace() };
      const opened = await callServer('/local/chat/conversations', request);
      // A later attempt may have overtaken this one; two streams would show everything twice.
      if (mine === opens) follow(opened);
    } catch {
      if (mine === opens) lose();
    }
  }

  function follow(opened) {
    const { conversation: id } = opened;
    const isOther = id !== conversation;
    conversation = id;
    person = opened.person.id;
    if (!as) remember(memoryName, id);
    source = new EventSource(
      `/local/chat/events?${new URLSearchParams({ conversation: id, person })}`,
    );
    const on = (name, act) => source.addEventListener(name, (event) => act(JSON.parse(event.data)));
    on('history', ({ messages }) => {
      attempt = 0;
      tell.state('connected');
      tell.history(messages, isOther);
    });
    on('message', tell.message);
    on('removed', ({ id: messageId }) => tell.removed(messageId));
    on('typing', tell.typing);
    // Another tab began a new conversation: follow it there.
    on('closed', () => open());
    source.onerror = lose;
  }

  function lose() {
    source?.close();
    clearTimeout(waiting);
    tell.state('lost');
    waiting = setTimeout(open, Math.min(500 * 2 ** attempt, longestWaitMs));
    attempt += 1;
  }

  addEventListener('online', () => open());
  void open();
  return {
    /** Undefined until the first one is open. */
    place: () => conversation && { conversation, person },
    reopen: () => open(),
    startAfresh: () => open(conversation),
  };
}
