const people = ['ada', 'grace'];

/** Who reads this page, by its address: `?as=ada`, or nobody in particular in a personal chat. */
export function whoReads() {
  const as = new URLSearchParams(location.search).get('as');
  return people.includes(as) ? as : undefined;
}

/**
 * The bar over the chat: in which chat the page is, and as whom. Another choice opens the page
 * anew, so that nothing of one reader is left over for the other.
 * @param {{ choice: HTMLSelectElement, words: HTMLElement, mention: HTMLButtonElement,
 *   box: HTMLTextAreaElement, fresh: HTMLElement }} parts
 */
export function startChatAs({ choice, words, mention, box, fresh }) {
  const as = whoReads();
  choice.value = as ?? '';
  choice.addEventListener('change', () => {
    location.search = choice.value === '' ? '' : `?as=${choice.value}`;
  });
  words.textContent = as
    ? 'Messages and their changes reach both; an answer to a click only who clicked.'
    : 'You alone with Reconnect.';
  mention.hidden = !as;
  // A channel is everybody's: nobody begins it anew for the others.
  fresh.hidden = Boolean(as);
  mention.addEventListener('click', () => {
    mention.setAttribute('aria-pressed', String(!isPressed(mention)));
    tell();
    box.focus();
  });

  function tell() {
    const isForBot = !as || isPressed(mention);
    box.placeholder = isForBot ? 'Ask Reconnect' : 'Say it to the people';
  }

  tell();
  return { mentionsBot: () => !as || isPressed(mention) };
}

function isPressed(button) {
  return button.getAttribute('aria-pressed') === 'true';
}
