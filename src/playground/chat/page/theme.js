import { remember } from './memory.js';

const darkSystem = matchMedia('(prefers-color-scheme: dark)');

/** Makes the button switch between light and dark; without a choice the system decides. */
export function startThemeButton(button) {
  const name = () => {
    button.setAttribute('aria-label', `Use the ${isDark() ? 'light' : 'dark'} theme`);
    button.title = button.getAttribute('aria-label');
  };
  button.addEventListener('click', () => {
    const chosen = isDark() ? 'light' : 'dark';
    document.documentElement.dataset.theme = chosen;
    remember('reconnect-theme', chosen);
    name();
  });
  darkSystem.addEventListener('change', name);
  name();
}

function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === 'dark' : darkSystem.matches;
}
