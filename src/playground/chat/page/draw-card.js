/* global AdaptiveCards */
import { makeIdsUnique, sayWhatIsOpen } from './card-parts.js';
import { hostConfigJson } from './host-config.js';
import { drawMarkdown } from './markdown.js';

AdaptiveCards.GlobalSettings.setTabIndexAtCardRoot = false;
AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = drawMarkdown(text);
  result.didProcess = true;
};
const hostConfig = new AdaptiveCards.HostConfig(hostConfigJson);

/**
 * Draws an Adaptive Card. `shown` remembers which parts the reader opened or closed, by element
 * id, and is applied again when the card that replaces this one is drawn.
 * @param {object} json
 * @param {{ shown: Map<string, boolean>, click(click: object): void }} context
 */
export function drawCard(json, context) {
  const frame = document.createElement('div');
  frame.className = 'card';
  try {
    const card = readCard(json, context);
    frame.append(card.render());
    for (const [id, isVisible] of context.shown) {
      const element = card.getElementById(id);
      if (element) element.isVisible = isVisible;
    }
    makeIdsUnique(frame);
    sayWhatIsOpen(frame);
    card.onElementVisibilityChanged = ({ id, isVisible }) => {
      if (id) context.shown.set(id, isVisible);
      // The renderer writes its own attribute after this call.
      queueMicrotask(() => sayWhatIsOpen(frame));
    };
  } catch (error) {
    frame.append(undrawable(json, error));
  }
  return frame;
}

function readCard(json, context) {
  const card = new AdaptiveCards.AdaptiveCard();
  card.hostConfig = hostConfig;
  card.onExecuteAction = (action) => runAction(action, context);
  card.parse(json);
  return card;
}

function runAction(action, context) {
  if (action instanceof AdaptiveCards.OpenUrlAction) {
    openLink(action.url);
  } else if (action instanceof AdaptiveCards.ExecuteAction) {
    const { title, id, verb, data } = action;
    context.click({ kind: 'execute', title, id, verb, data });
  } else if (action instanceof AdaptiveCards.SubmitAction) {
    context.click({ kind: 'submit', title: action.title, data: action.data });
  }
}

/** Cards come from outside: a link may lead to a web page, never into this one. */
function openLink(url) {
  if (/^(?:https?|mailto):/i.test(url ?? '')) window.open(url, '_blank', 'noopener,noreferrer');
}

function undrawable(json, error) {
  const words = document.createElement('p');
  words.className = 'message-note failure';
  words.textContent = `This card cannot be drawn: ${error.message}. ${json?.fallbackText ?? ''}`;
  return words;
}
