import { drawMessage, spokenText } from './draw-message.js';
import { createFollower } from './follow-end.js';
import { findPlace, nameReply } from './threads.js';
import { dayName } from './times.js';

const mostMessages = 300;

/**
 * The messages on the page, by id: new ones at the end, known ones changed in place.
 * @param {{ log: HTMLElement, list: HTMLElement, toNewest: HTMLElement,
 *   announce(text: string): void, actions: object }} parts
 */
export function createMessageList({ log, list, toNewest, announce, actions }) {
  const drawn = new Map();
  const follower = createFollower(log, toNewest);
  let lastDay = '';
  // Not every browser lets the keyboard scroll a box that cannot be reached by it.
  log.tabIndex = 0;

  function put(message) {
    const known = drawn.get(message.id);
    if (known) change(known, message);
    else add(message);
  }

  function change(known, message) {
    if (!known.change(message)) return;
    follower.changed(known.element);
    announce(`Changed: ${spokenText(message)}`);
  }

  function add(message) {
    const added = drawMessage(message, actions);
    const root = message.replyTo && drawn.get(message.replyTo)?.element;
    if (message.replyTo) nameReply(added.element, root);
    drawn.set(message.id, added);
    if (root) addReply(added.element, root);
    else addLast(added.element, message);
    while (drawn.size > mostMessages) remove(drawn.keys().next().value);
  }

  function addLast(element, { sentAt, mine }) {
    addDay(sentAt);
    list.append(element);
    follower.added(element, mine);
  }

  function addReply(element, root) {
    findPlace(root).after(element);
    if (element.nextElementSibling) follower.inserted(element);
    else follower.added(element, false);
  }

  function addDay(sentAt) {
    const name = dayName(sentAt);
    if (name === lastDay) return;
    lastDay = name;
    const line = document.createElement('p');
    line.className = 'day';
    line.textContent = name;
    list.append(line);
  }

  function remove(id) {
    drawn.get(id)?.element.remove();
    drawn.delete(id);
  }

  return {
    put,
    putAll(messages) {
      // A reload is no news: nothing of it is read aloud.
      log.setAttribute('aria-live', 'off');
      messages.forEach(put);
      requestAnimationFrame(() => log.setAttribute('aria-live', 'polite'));
    },
    remove,
    clear() {
      drawn.clear();
      list.replaceChildren();
      toNewest.hidden = true;
      lastDay = '';
    },
  };
}
