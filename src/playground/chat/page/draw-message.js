import { drawCard } from './draw-card.js';
import { drawMarkdown } from './markdown.js';
import { timeElement } from './times.js';

const cardType = 'application/vnd.microsoft.card.adaptive';

/**
 * A message on the page. `change` redraws it in place and keeps what the reader had opened and
 * where the keyboard was; it says whether there was anything to change.
 * @param {object} message as the server sends it
 * @param {{ click(messageId: string, click: object): Promise<string | undefined>,
 *   sayAgain(text: string): void }} actions
 */
export function drawMessage(message, actions) {
  const element = document.createElement('article');
  element.className = message.mine ? 'message mine' : 'message';
  element.tabIndex = -1;
  const shown = new Map();
  let content = '';

  function draw(next) {
    content = contentOf(next);
    const click = (what) => sendClick(element, () => actions.click(next.id, what));
    const body = bodyOf(next, { shown, click });
    element.replaceChildren(headOf(next), ...body, ...failureOf(next, actions));
    if (!next.replyTo) element.setAttribute('aria-label', `${next.mine ? 'You' : next.name}`);
  }

  draw(message);
  return {
    element,
    change(next) {
      if (contentOf(next) === content) return false;
      keepFocus(element, () => draw(next));
      if (next.updatedAt) markChanged(element);
      return true;
    },
  };
}

/** What the card says of itself, for a screen reader. */
export function spokenText({ text, attachments }) {
  const cards = attachments.map(({ content }) => content?.speak ?? content?.fallbackText ?? '');
  return [text, ...cards].filter(Boolean).join(' ');
}

function contentOf({ text, attachments, failure }) {
  return JSON.stringify([text, attachments, failure]);
}

function headOf({ name, mine, sentAt, updatedAt }) {
  const head = document.createElement('header');
  const who = document.createElement('b');
  who.textContent = mine ? 'You' : name;
  head.append(who, timeElement(sentAt));
  if (updatedAt) {
    const mark = document.createElement('span');
    mark.className = 'updated';
    mark.append('updated ', timeElement(updatedAt));
    head.append(mark);
  }
  return head;
}

function bodyOf({ text, textFormat, attachments }, cardContext) {
  const parts = [];
  if (text) parts.push(bubbleOf(text, textFormat));
  for (const { contentType, content } of attachments) {
    if (contentType === cardType) parts.push(drawCard(content, cardContext));
    else
      parts.push(bubbleOf(`An attachment of the type ${contentType} is not shown here.`, 'plain'));
  }
  return parts;
}

function bubbleOf(text, format) {
  const bubble = document.createElement('div');
  bubble.className = format === 'markdown' ? 'bubble' : 'bubble plain';
  if (format === 'markdown') bubble.innerHTML = drawMarkdown(text);
  else bubble.textContent = text;
  return bubble;
}

function failureOf({ failure, mine, text }, actions) {
  if (!failure) return [];
  const box = document.createElement('div');
  box.className = 'message-failure';
  const words = document.createElement('span');
  words.textContent = mine ? `Not delivered. ${failure.message}` : failure.message;
  box.append(words);
  if (mine && text) {
    const again = document.createElement('button');
    again.type = 'button';
    again.className = 'quiet';
    again.textContent = 'Send again';
    again.addEventListener('click', () => actions.sayAgain(text));
    box.append(again);
  }
  return [box];
}

/** One click at a time; meanwhile the card says that it is busy, afterwards what went wrong. */
async function sendClick(element, send) {
  if (element.querySelector('.card[aria-busy="true"]')) return;
  const card = element.querySelector('.card');
  element.querySelector('.message-note')?.remove();
  card?.setAttribute('aria-busy', 'true');
  try {
    const said = await send();
    if (said) element.append(noteOf(said, false));
  } catch (error) {
    element.append(noteOf(error.message, true));
  } finally {
    card?.setAttribute('aria-busy', 'false');
  }
}

function noteOf(text, isFailure) {
  const note = document.createElement('p');
  note.className = isFailure ? 'message-note failure' : 'message-note';
  note.setAttribute('role', isFailure ? 'alert' : 'status');
  note.textContent = text;
  return note;
}

/** A redraw would drop the keyboard to the top of the page: put it back on the same button. */
function keepFocus(element, redraw) {
  const focused = element.contains(document.activeElement) ? document.activeElement : undefined;
  const words = focused?.textContent;
  redraw();
  if (!focused) return;
  const buttons = [...element.querySelectorAll('button, [role="button"], a')];
  (buttons.find((button) => button.textContent === words) ?? element).focus();
}

function markChanged(element) {
  element.classList.remove('changed');
  // Reading the layout ends the running animation, so that it starts again.
  element.getBoundingClientRect();
  element.classList.add('changed');
}
