const referring = ['for', 'aria-controls', 'aria-labelledby', 'aria-describedby'];
let cards = 0;

/** The renderer takes ids from the card, so that two cards on the page would share them. */
export function makeIdsUnique(frame) {
  cards += 1;
  const unique = (id) => `card-${cards}-${id}`;
  for (const element of frame.querySelectorAll('[id]')) element.id = unique(element.id);
  for (const name of referring) {
    for (const element of frame.querySelectorAll(`[${name}]`)) {
      const ids = element.getAttribute(name).split(' ').filter(Boolean);
      element.setAttribute(name, ids.map(unique).join(' '));
    }
  }
}

/** Says at each button whether its parts are open; the renderer says it at the parts instead. */
export function sayWhatIsOpen(frame) {
  for (const element of frame.querySelectorAll('[aria-expanded]')) {
    if (!element.matches('button, [role="button"]')) element.removeAttribute('aria-expanded');
  }
  for (const button of frame.querySelectorAll('[aria-controls]')) {
    const ids = button.getAttribute('aria-controls').split(' ');
    const parts = ids.map((id) => frame.querySelector(`#${CSS.escape(id)}`)).filter(Boolean);
    const isOpen = parts.some((part) => part.style.display !== 'none');
    button.setAttribute('aria-expanded', String(isOpen));
  }
}
