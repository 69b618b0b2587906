// A chat service that only listens: it tells when a conversation got its answer.
import { createServer } from 'node:http';

// Longer than a question may wait for its turn; a benchmark ends all the same.
const longestWaitMs = 240_000;

export async function startConnector() {
  const waiting = new Map();
  const server = createServer((req, res) => {
    let body = '';
    req.on('data', (chunk) => {
      body += chunk;
    });
    req.on('end', () => {
      const conversation = decodeURIComponent(/conversations\/([^/]+)/.exec(req.url)?.[1] ?? '');
      res.setHeader('content-type', 'application/json');
      res.end('{"id":"sent"}');
      // A "working" message or a typing sign is not the answer.
      if (isAnswer(body)) waiting.get(conversation)?.();
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    serviceUrl: `http://127.0.0.1:${server.address().port}`,
    answered: (conversation) => waitForAnswer(conversation, waiting),
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function waitForAnswer(conversation, waiting) {
  return new Promise((resolve, reject) => {
    const gaveUp = () => reject(new Error(`${conversation} got no answer`));
    const timer = setTimeout(gaveUp, longestWaitMs);
    waiting.set(conversation, () => {
      clearTimeout(timer);
      waiting.delete(conversation);
      resolve();
    });
  });
}

function isAnswer(body) {
  const activity = JSON.parse(body);
  if (activity.type !== 'message') return false;
  const card = activity.attachments?.[0]?.content;
  return card === undefined || (card.actions?.length ?? 0) > 0 || body.includes('Action.');
}
