import { request } from 'node:http';

export interface SlowSender {
  /** Resolves when the operating system took it. */
  write(part: string): Promise<void>;
  /** The status of the answer to the whole. */
  end(): Promise<number>;
  /** Breaks the connection. */
  stop(): void;
}

/** Posts a JSON body part by part, of a length that is not said before. */
export function sendSlowly(url: string): SlowSender {
  const sending = request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', connection: 'close' },
  });
  const status = new Promise<number>((resolve) => {
    sending.once('response', (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
  });
  // Whoever stops breaks the connection by intent.
  sending.on('error', () => undefined);
  return {
    write: (part) => new Promise((resolve) => void sending.write(part, () => resolve())),
    async end() {
      sending.end();
      return status;
    },
    stop: () => void sending.destroy(),
  };
}
