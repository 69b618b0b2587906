import { callServer } from './call-server.js';

/**
 * The list of scenarios, group by group: one button each, and one that ends it while it runs.
 * @param {{ list: HTMLElement, failure: HTMLElement }} parts
 * @param {{ announce(text: string): void, ran(): void }} tell
 */
export function startScenarios({ list, failure }, tell) {
  const said = new Map();

  async function load() {
    try {
      draw((await callServer('/local/chat/scenarios')).scenarios);
      failure.hidden = true;
    } catch (error) {
      failure.textContent = error.message;
      failure.hidden = false;
    }
  }

  async function act(button, scenario, verb) {
    if (button.getAttribute('aria-disabled') === 'true') return;
    button.setAttribute('aria-disabled', 'true');
    said.set(scenario.id, { text: verb === 'run' ? 'Running.' : 'Resolving.' });
    showSaid(scenario.id);
    try {
      const path = `/local/chat/scenarios/${encodeURIComponent(scenario.id)}/${verb}`;
      const answer = await callServer(path, {});
      said.set(scenario.id, { text: answer.said });
      tell.announce(answer.said);
      draw(answer.scenarios, { id: scenario.id });
      tell.ran();
    } catch (error) {
      said.set(scenario.id, { text: error.message, isFailure: true });
      button.setAttribute('aria-disabled', 'false');
      showSaid(scenario.id);
      tell.announce(error.message);
    }
  }

  function draw(scenarios, focus) {
    const hadFocus = list.contains(document.activeElement);
    const groups = Map.groupBy(scenarios, ({ group }) => group);
    list.replaceChildren(...[...groups].map(([name, each]) => groupOf(name, each, act)));
    for (const { id } of scenarios) showSaid(id);
    if (hadFocus && focus) itemById(focus.id)?.querySelector('button').focus();
  }

  function showSaid(id) {
    const { text, isFailure } = said.get(id) ?? {};
    const line = itemById(id)?.querySelector('.scenario-said');
    if (!line) return;
    line.textContent = text ?? '';
    line.hidden = !text;
    line.classList.toggle('failure', Boolean(isFailure));
  }

  function itemById(id) {
    return [...list.querySelectorAll('.scenario')].find((item) => item.dataset.id === id);
  }

  void load();
  return { reload: load };
}

function groupOf(name, scenarios, act) {
  const group = document.createElement('section');
  const title = document.createElement('h3');
  title.id = `scenarios-${name.toLowerCase().replaceAll(/[^a-z]+/g, '-')}`;
  title.className = 'side-group';
  title.textContent = name;
  const items = document.createElement('ul');
  items.setAttribute('aria-labelledby', title.id);
  items.append(...scenarios.map((scenario) => itemOf(scenario, act)));
  group.append(title, items);
  return group;
}

function itemOf(scenario, act) {
  const item = document.createElement('li');
  item.className = 'scenario';
  item.dataset.id = scenario.id;
  const title = document.createElement('strong');
  title.textContent = scenario.title;
  const what = document.createElement('span');
  what.textContent = scenario.what;
  const run = buttonOf('scenario-run', [title, what], () => act(run, scenario, 'run'));
  const line = document.createElement('p');
  line.className = 'scenario-said';
  item.append(run, line);
  if (scenario.isRunning) {
    const label = scenario.isFiring ? 'Resolve the alert' : 'Let it recover';
    const resolve = buttonOf('scenario-resolve quiet', [label], () =>
      act(resolve, scenario, 'resolve'),
    );
    const linked = scenario.isFiring ? `${label} of` : `${label}:`;
    resolve.setAttribute('aria-label', `${linked} ${scenario.title}`);
    item.append(resolve);
  }
  return item;
}

function buttonOf(className, content, click) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = className;
  button.append(...content);
  button.addEventListener('click', click);
  return button;
}
