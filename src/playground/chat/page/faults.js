import { callServer } from './call-server.js';

const forSeconds = 120;
/** Others may switch as well: from the command line, or on another page. */
const longestWaitMs = 30_000;

/**
 * "What if … fails": faults to switch on for two minutes. Hidden where there are no switches.
 * @param {{ group: HTMLElement, choice: HTMLSelectElement, what: HTMLElement, on: HTMLButtonElement,
 *   off: HTMLButtonElement, state: HTMLElement }} parts
 * @param {{ path: string, works: string, announce(text: string): void, about?(): object }} deps
 *   `works`: what to say when none is on; `about`: what else belongs to an order
 */
export function startFaults({ group, choice, what, on, off, state }, deps) {
  const { path, works, announce, about = () => ({}) } = deps;
  let timer;

  async function load() {
    try {
      draw(await callServer(path));
    } catch (error) {
      say(error.message, true);
    }
  }

  async function change(method, body) {
    try {
      const answer = await callServer(path, body, method);
      draw(answer);
      announce(state.textContent);
    } catch (error) {
      say(error.message, true);
      announce(error.message);
    }
  }

  function draw({ faults, active }) {
    group.hidden = faults.length === 0;
    if (choice.options.length !== faults.length) {
      choice.replaceChildren(...optionsOf(faults));
      describe();
    }
    off.hidden = active.length === 0;
    say(active.length === 0 ? works : `On: ${active.map(sayFault).join('; ')}.`);
    followEnd(active);
  }

  /** The switch goes off by itself: the words follow. */
  function followEnd(active) {
    clearTimeout(timer);
    const ends = active.flatMap(({ until }) => (until ? [Date.parse(until) - Date.now()] : []));
    if (ends.length > 0) timer = setTimeout(load, Math.min(longestWaitMs, Math.max(500, ...ends)));
  }

  function say(text, isFailure = false) {
    state.textContent = text;
    state.classList.toggle('failure', isFailure);
  }

  function describe() {
    what.textContent = choice.selectedOptions[0]?.dataset.what ?? '';
  }

  choice.addEventListener('change', describe);
  on.addEventListener('click', () =>
    change('POST', { fault: choice.value, seconds: forSeconds, ...about() }),
  );
  off.addEventListener('click', () => {
    on.focus();
    void change('DELETE', {});
  });
  void load();
  return { reload: load };
}

/** Group by group, as there are many. */
function optionsOf(faults) {
  const groups = Map.groupBy(faults, ({ group = '' }) => group);
  return [...groups].flatMap(([label, each]) => {
    if (label === '') return each.map(optionOf);
    const group = document.createElement('optgroup');
    group.label = label;
    group.append(...each.map(optionOf));
    return [group];
  });
}

function optionOf({ name, what }) {
  const option = document.createElement('option');
  option.value = name;
  option.textContent = name;
  option.dataset.what = what;
  return option;
}

function sayFault({ fault, until }) {
  if (!until) return fault;
  const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });
  return `${fault} until ${clock.format(new Date(until))}`;
}
