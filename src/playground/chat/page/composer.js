const suggestions = [
  'why did device-42 disconnect',
  'summary',
  'what is 404104',
  'check device-42',
  'help',
];

/**
 * The question box and the suggested questions.
 * @param {{ form: HTMLFormElement, box: HTMLTextAreaElement, chips: HTMLElement,
 *   failure: HTMLElement }} parts
 * @param {(text: string) => Promise<void>} say
 */
export function startComposer({ form, box, chips, failure }, say) {
  let last = '';

  async function send(text) {
    failure.hidden = true;
    last = text;
    try {
      await say(text);
    } catch (error) {
      // What was typed is not lost; it goes back unless the person types again already.
      if (box.value === '') box.value = text;
      failure.textContent = error.message;
      failure.hidden = false;
    }
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const text = box.value.trim();
    if (text === '') return;
    box.value = '';
    void send(text);
  });
  box.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit();
    } else if (event.key === 'ArrowUp' && box.value === '' && last !== '') {
      event.preventDefault();
      box.value = last;
    }
  });
  chips.append(...suggestions.map((text) => chipOf(text, send)));
}

function chipOf(text, send) {
  const item = document.createElement('li');
  const chip = document.createElement('button');
  chip.type = 'button';
  chip.textContent = text;
  chip.addEventListener('click', () => send(text));
  item.append(chip);
  return item;
}
