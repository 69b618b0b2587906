import { callServer } from './call-server.js';
import { exactTimeElement } from './times.js';

const everyMs = 2000;
const kinds = {
  alert: 'Alert to the bot',
  event: 'Device events to the bot',
  'to-bot': 'To the bot',
  'from-bot': 'From the bot',
  query: 'Log query',
  call: 'Azure call',
  fault: 'Fault switch',
};

/**
 * The list of what went over the wire, newest first. It is read again while it is looked at; what
 * was opened stays open.
 * @param {{ list: HTMLElement, note: HTMLElement, empty: HTMLElement, kind: HTMLSelectElement }} parts
 */
export function startWire({ list, note, empty, kind }) {
  const items = new Map();
  let timer;
  let isShown = false;

  async function load() {
    clearTimeout(timer);
    try {
      const { entries, note: words } = await callServer('/local/chat/wire');
      draw(entries);
      say(words);
    } catch (error) {
      say(error.message);
    }
    if (isShown) timer = setTimeout(load, everyMs);
  }

  function draw(entries) {
    const ids = new Set(entries.map(({ id }) => id));
    for (const [id, item] of items) if (!ids.has(id)) drop(id, item);
    let before = list.firstElementChild;
    for (const entry of entries) {
      const item = items.get(entry.id) ?? itemOf(entry);
      items.set(entry.id, item);
      if (item === before) before = item.nextElementSibling;
      else list.insertBefore(item, before);
    }
    filter();
  }

  function drop(id, item) {
    items.delete(id);
    item.remove();
  }

  function filter() {
    for (const item of items.values()) {
      item.hidden = kind.value !== '' && item.dataset.kind !== kind.value;
    }
    empty.hidden = [...items.values()].some((item) => !item.hidden);
  }

  function say(words) {
    note.textContent = words ?? '';
    note.hidden = !words;
  }

  kind.addEventListener('change', filter);
  return {
    show() {
      isShown = true;
      void load();
    },
    hide() {
      isShown = false;
      clearTimeout(timer);
    },
  };
}

function itemOf(entry) {
  const item = document.createElement('li');
  item.className = 'wire-entry';
  item.dataset.kind = entry.kind;
  const details = document.createElement('details');
  details.append(summaryOf(entry));
  // The bodies are large and few of them are looked at.
  details.addEventListener('toggle', () => details.open && fill(details, entry.id), { once: true });
  item.append(details);
  return item;
}

function summaryOf({ kind, at, title, outcome, isFailure, ms }) {
  const summary = document.createElement('summary');
  const head = document.createElement('span');
  head.className = 'wire-head';
  const name = document.createElement('b');
  name.textContent = kinds[kind] ?? kind;
  const result = textOf('span', isFailure ? `failed: ${outcome}` : outcome, 'wire-outcome');
  result.classList.toggle('failure', isFailure);
  head.append(name, exactTimeElement(at));
  const foot = document.createElement('span');
  foot.className = 'wire-head';
  foot.append(result, textOf('span', `${ms} ms`, 'wire-ms'));
  summary.append(head, textOf('span', title, 'wire-title'), foot);
  return summary;
}

async function fill(details, id) {
  const body = document.createElement('div');
  body.className = 'wire-body';
  details.append(body);
  try {
    const { kind, sent, received } = await callServer(`/local/chat/wire/${encodeURIComponent(id)}`);
    body.append(...partOf(kind === 'query' ? 'Query' : 'Sent', sent));
    if (received !== undefined) body.append(...partOf('Answer', received));
  } catch (error) {
    body.append(textOf('p', error.message, 'failure'));
  }
}

function partOf(name, text) {
  const head = document.createElement('div');
  head.className = 'wire-part';
  const copy = textOf('button', 'Copy', 'quiet');
  copy.type = 'button';
  copy.setAttribute('aria-label', `Copy: ${name}`);
  copy.addEventListener('click', () => copyText(copy, text));
  head.append(textOf('h3', name), copy);
  const code = textOf('pre', text);
  // Long lines and long bodies scroll, which the keyboard must be able to do as well.
  code.tabIndex = 0;
  code.setAttribute('role', 'region');
  code.setAttribute('aria-label', name);
  return [head, code];
}

async function copyText(button, text) {
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = 'Copied';
  } catch {
    button.textContent = 'Not allowed';
  }
  setTimeout(() => {
    button.textContent = 'Copy';
  }, 2000);
}

function textOf(tag, text, className = '') {
  const element = document.createElement(tag);
  element.textContent = text;
  if (className) element.className = className;
  return element;
}
