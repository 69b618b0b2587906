import { callServer, readerPlace } from './call-server.js';
import { startChatAs } from './chat-as.js';
import { startComposer } from './composer.js';
import { startConnection } from './connection.js';
import { startDeviceEvents } from './device-events.js';
import { startFaults } from './faults.js';
import { createMessageList } from './message-list.js';
import { startScenarios } from './scenarios.js';
import { startSidePanel } from './side-panel.js';
import { startTabs } from './tabs.js';
import { startThemeButton } from './theme.js';
import { createTyping } from './typing.js';
import { startWire } from './wire.js';

const part = (id) => document.getElementById(id);
const stateWords = {
  connecting: 'Connecting',
  connected: 'Connected',
  lost: 'Connection lost',
};

const typing = createTyping(part('typing'), part('typing-text'));
const messages = createMessageList({
  log: part('log'),
  list: part('messages'),
  toNewest: part('to-newest'),
  announce,
  actions: { click, sayAgain: (text) => say(text).catch((error) => announce(error.message)) },
});
const connection = startConnection({
  history(history, isOther) {
    if (isOther) messages.clear();
    messages.putAll(history);
    typing.stop();
  },
  message(message) {
    followWork(message);
    messages.put(message);
  },
  removed: messages.remove,
  typing: typing.start,
  state: showState,
});
const panel = startSidePanel({
  panel: part('side'),
  opener: part('scenarios-open'),
  closer: part('scenarios-close'),
  behind: [part('chat'), document.querySelector('.top')],
});
const chatAs = startChatAs({
  choice: part('chat-as'),
  words: part('chat-as-words'),
  mention: part('mention'),
  box: part('question'),
  fresh: part('new-conversation'),
});
const faults = startFaults(faultParts('fault'), {
  path: '/local/chat/faults',
  works: 'Azure works.',
  announce,
});
const chatFaults = startFaults(faultParts('chat-fault'), {
  path: '/local/chat/chat-faults',
  works: 'The chat works.',
  announce,
  about: () => ({ conversation: connection.place()?.conversation }),
});
startDeviceEvents({
  form: part('events'),
  device: part('event-device'),
  hub: part('event-hub'),
  ago: part('event-ago'),
  again: part('event-again'),
  said: part('event-said'),
});
const wire = startWire({
  list: part('wire-list'),
  note: part('wire-note'),
  empty: part('wire-empty'),
  kind: part('wire-kind'),
});
startTabs(part('side-tabs'), (shown) => {
  part('side').classList.toggle('wide', shown === 'wire');
  if (shown === 'wire') wire.show();
  else wire.hide();
});
const scenarios = startScenarios(
  { list: part('scenario-list'), failure: part('scenarios-failure') },
  { announce, ran: panel.close },
);
startComposer(
  { form: part('ask'), box: part('question'), chips: part('chips'), failure: part('ask-failure') },
  say,
);
startThemeButton(part('theme'));
part('reconnect-now').addEventListener('click', connection.reopen);
part('new-conversation').addEventListener('click', () => {
  void connection.startAfresh();
  part('question').focus();
});

/** A refusal by the bot stands at the message itself; anything else is the composer's to show. */
async function say(text) {
  const place = connection.place();
  if (!place) throw new Error('Not connected yet. Your question waits here.');
  const mentionsBot = chatAs.mentionsBot();
  try {
    await callServer('/local/chat/messages', { ...place, text, mentionsBot, ...readerPlace() });
  } catch (error) {
    if (!error.code?.startsWith('bot_')) throw error;
  }
}

/** @returns {Promise<string | undefined>} what to say under the card */
async function click(messageId, what) {
  const place = connection.place();
  if (what.kind === 'submit') typing.start();
  try {
    const request = { ...place, messageId, ...what, ...readerPlace() };
    return (await callServer('/local/chat/actions', request)).text;
  } catch (error) {
    typing.stop();
    throw error;
  }
}

/** Work begins with a question and ends with what the bot says; people also talk to each other. */
function followWork({ role, mine, failure, isAmongPeople }) {
  if (role !== 'person' || failure) typing.stop();
  else if (mine && !isAmongPeople) typing.start();
}

function showState(state) {
  const wasLost = part('connection').dataset.state === 'lost';
  part('connection').dataset.state = state;
  part('connection').textContent = stateWords[state];
  part('banner').hidden = state !== 'lost';
  if (state !== 'connected' || !wasLost) return;
  void scenarios.reload();
  void faults.reload();
  void chatFaults.reload();
}

function faultParts(name) {
  return {
    group: part(`${name}s`),
    choice: part(name),
    what: part(`${name}-what`),
    on: part(`${name}-on`),
    off: part(`${name}-off`),
    state: part(`${name}-state`),
  };
}

function announce(text) {
  part('announcer').textContent = text;
}
