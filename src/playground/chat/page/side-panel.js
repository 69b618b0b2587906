const narrow = matchMedia('(width < 960px)');

/**
 * On a narrow screen the panel lies over the chat: it opens and closes by button and Escape, and
 * the keyboard goes in and comes back. On a wide one it is always there.
 */
export function startSidePanel({ panel, opener, closer, behind }) {
  function show(isOpen) {
    const covers = isOpen && narrow.matches;
    panel.classList.toggle('open', isOpen);
    opener.setAttribute('aria-expanded', String(isOpen));
    for (const element of behind) element.inert = covers;
    panel.setAttribute('role', covers ? 'dialog' : 'complementary');
  }

  function close() {
    if (!panel.classList.contains('open')) return;
    show(false);
    opener.focus();
  }

  opener.addEventListener('click', () => {
    show(true);
    panel.querySelector('[aria-selected="true"]').focus();
  });
  closer.addEventListener('click', close);
  document.addEventListener('keydown', (event) => event.key === 'Escape' && close());
  narrow.addEventListener('change', () => show(false));
  show(false);
  return { close };
}
