/**
 * Tabs as the ARIA practices describe them: arrow keys move between them, Tab goes on into the
 * panel.
 * @param {HTMLElement} list with buttons of the role `tab` that control panels
 * @param {(panelId: string) => void} shown
 */
export function startTabs(list, shown) {
  const tabs = [...list.querySelectorAll('[role="tab"]')];

  function choose(tab) {
    for (const each of tabs) {
      const isChosen = each === tab;
      each.setAttribute('aria-selected', String(isChosen));
      each.tabIndex = isChosen ? 0 : -1;
      document.getElementById(each.getAttribute('aria-controls')).hidden = !isChosen;
    }
    shown(tab.getAttribute('aria-controls'));
  }

  list.addEventListener('keydown', ({ key }) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
    if (!step) return;
    const at = tabs.indexOf(document.activeElement);
    const next = tabs[(at + step + tabs.length) % tabs.length];
    choose(next);
    next.focus();
  });
  for (const tab of tabs) tab.addEventListener('click', () => choose(tab));
}
