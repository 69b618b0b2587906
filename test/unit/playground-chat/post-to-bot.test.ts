import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { postToBot } from '../../../src/playground/chat/post-to-bot';

describe('giving an activity to the bot', () => {
  let close: (() => void) | undefined;

  afterEach(() => {
    close?.();
    close = undefined;
  });

  async function openBot(answer: (end: (status: number, body: string) => void) => void) {
    const server = createServer((_req, res) =>
      answer((status, body) => {
        res.statusCode = status;
        res.end(body);
      }),
    );
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    close = () => {
      server.closeAllConnections();
      server.close();
    };
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  it('says when nothing listens', async () => {
    const botEndpoint = () => 'http://127.0.0.1:1/api/messages';

    await expect(postToBot({}, { botEndpoint })).rejects.toMatchObject({
      code: 'bot_unreachable',
      message: 'The bot cannot be reached. Is it still running?',
    });
  });

  it('says when the bot takes too long', async () => {
    const origin = await openBot(() => undefined);

    const posted = postToBot({}, { botEndpoint: () => origin, patienceMs: 50 });

    await expect(posted).rejects.toMatchObject({
      code: 'bot_silent',
      message: 'The bot did not answer within 0.05 s.',
    });
  });

  it.each([
    ['{"error":{"message":"too many"}}', ': too many'],
    ['{"code":"x","message":"no\\nway"}', ': no way'],
    ['<h1>Bad</h1>', ': <h1>Bad</h1>'],
    ['', ''],
  ])('shows the first words of the refusal %s', async (body, words) => {
    const origin = await openBot((end) => end(429, body));

    const posted = postToBot({}, { botEndpoint: () => origin });

    await expect(posted).rejects.toThrow(`The bot answered 429 Too Many Requests${words}`);
  });
});
