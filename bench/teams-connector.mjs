// Teams' side of the Bot Framework: notes when what came for which conversation, and refuses what
// is too much, where it is told to, exactly as Teams would.
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { performance } from 'node:perf_hooks';

const require = createRequire(import.meta.url);

/**
 * `read` picks from a body, as text, what is worth keeping of it; `onCall` hears of each call at once.
 * With `limits` it allows what Teams allows.
 */
export async function startTeams({ limits = false, read = () => undefined, onCall } = {}) {
  const allowed = limits ? createLimits() : undefined;
  const calls = [];
  let busySeconds;
  const take = (req, body) => {
    const conversation = readConversation(req.url);
    const seconds = busySeconds ?? allowed?.refuse(conversation);
    const call = {
      at: performance.now(),
      method: req.method,
      conversation,
      refused: seconds !== undefined,
      what: read(body),
    };
    calls.push(call);
    onCall?.(call);
    return seconds;
  };
  const server = createServer((req, res) => {
    const chunks = [];
    req.on('data', (chunk) => chunks.push(chunk));
    req.on('end', () => reply(res, take(req, Buffer.concat(chunks).toString()), calls.length));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    serviceUrl: `http://127.0.0.1:${server.address().port}`,
    calls,
    beBusy(retryAfterSeconds) {
      busySeconds = retryAfterSeconds;
    },
    beFree() {
      busySeconds = undefined;
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function reply(res, refusedFor, number) {
  res.setHeader('content-type', 'application/json');
  if (refusedFor === undefined) {
    // What Slack's client wants to see stands in it as well.
    res.end(JSON.stringify({ id: `message-${number}`, ok: true }));
    return;
  }
  res.statusCode = 429;
  res.setHeader('retry-after', String(refusedFor));
  res.end('{"error":{"code":"TooManyRequests","message":"Too many requests."}}');
}

function createLimits() {
  const { createTeamsLimits } = require('../dist/playground/chat/teams-limits.js');
  return createTeamsLimits({ nowMs: () => performance.now() });
}

/** A thread of a conversation counts with it. */
function readConversation(url) {
  return decodeURIComponent(/conversations\/([^/]+)/.exec(url)?.[1] ?? '').split(';')[0];
}

/** The address under which the product writes to a conversation of this connector. */
export function addressOf(id, serviceUrl) {
  const reference = {
    channelId: 'msteams',
    serviceUrl,
    conversation: { id, conversationType: 'groupChat' },
    bot: { id: 'bot', name: 'Reconnect' },
  };
  return { channel: 'teams', id, reference };
}
