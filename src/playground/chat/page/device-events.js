import { callServer } from './call-server.js';

const path = '/local/chat/device-events';

/**
 * "Device events by hand": one event a click, and below what the bot made of it.
 * @param {{ form: HTMLFormElement, device: HTMLInputElement, hub: HTMLInputElement,
 *   ago: HTMLSelectElement, again: HTMLButtonElement, said: HTMLElement }} parts
 */
export function startDeviceEvents({ form, device, hub, ago, again, said }) {
  async function send(address, body, words) {
    said.textContent = `${words} …`;
    said.classList.remove('failure');
    try {
      const answer = await callServer(address, body);
      said.textContent = `${words}. ${answer.said}`;
    } catch (error) {
      said.textContent = error.message;
      said.classList.add('failure');
    }
  }

  for (const button of form.querySelectorAll('[data-what]')) {
    button.addEventListener('click', () => {
      const { what } = button.dataset;
      const wish = { hub: hub.value, device: device.value, what, secondsAgo: Number(ago.value) };
      void send(path, wish, `Sent: ${device.value} ${what}`);
    });
  }
  again.addEventListener('click', () => send(`${path}/again`, {}, 'Sent again'));
  form.addEventListener('submit', (event) => event.preventDefault());
}
