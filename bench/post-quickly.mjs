// For senders that must not be what is measured: kept connections, bodies made beforehand.
import { Agent, request } from 'node:http';
import { performance } from 'node:perf_hooks';

/** Posts JSON texts over so many connections, each with the next one at once; gives milliseconds. */
export async function postAll(url, texts, connections) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const send = createSender(url, agent);
  let next = 0;
  const work = async () => {
    while (next < texts.length) {
      const { status } = await send(texts[next++]);
      if (status !== 200) throw new Error(`the server answered ${status}`);
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: connections }, work));
  const took = performance.now() - began;
  agent.destroy();
  return took;
}

/** Gives a function that posts one text and resolves with the status. */
export function createSender(url, agent) {
  return (text) =>
    new Promise((resolve, reject) => {
      const headers = {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(text),
      };
      const req = request(url, { method: 'POST', agent, headers }, (res) => {
        res.resume();
        res.once('end', () => resolve({ status: res.statusCode }));
      });
      req.once('error', reject);
      req.end(text);
    });
}
