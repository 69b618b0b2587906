import type { ServerResponse } from 'node:http';
import { AlertInvalid } from '../../../src/alerts/refuse-alert';
import type { HttpServerDeps, Mount } from '../../../src/http/create-http-server';
import { createMetrics } from '../../../src/http/metrics-registry';
import { maxBodyBytes } from '../../../src/http/read-json-body';
import { replyJson } from '../../../src/http/replies';
import { createWebhookKeys } from '../../../src/http/webhook-keys';
import { AppError } from '../../../src/shared/app-error';
import { type HttpBench, openHttpBench } from '../../support/http-bench';

let bench: HttpBench;

afterEach(() => bench.close());

async function open(parts: Partial<HttpServerDeps> = {}): Promise<HttpBench> {
  bench = await openHttpBench(parts);
  return bench;
}

describe('POST /api/alerts', () => {
  it.each(['accepted', 'duplicate'] as const)('answers 202 for one that is %s', async (status) => {
    await open({ receiveAlert: async () => status });

    const reply = await bench.post('/api/alerts', '{}');

    expect(reply.status).toBe(202);
    expect(reply.json).toEqual({ status });
  });

  it('hands over the parsed body', async () => {
    const bodies: unknown[] = [];
    await open({
      receiveAlert: async (body) => {
        bodies.push(body);
        return 'accepted';
      },
    });

    await bench.post('/api/alerts', '\ufeff{"a": "gr\u00fcn 🛰"}', {
      'content-type': 'application/json; charset=UTF-8',
    });

    expect(bodies).toEqual([{ a: 'gr\u00fcn 🛰' }]);
  });

  it.each<[string, string | Uint8Array, Record<string, string>, number, object]>([
    ['a form', 'a=1', { 'content-type': 'application/x-www-form-urlencoded' }, 415, {}],
    ['plain text', '{}', { 'content-type': 'text/plain' }, 415, {}],
    ['another charset', '{}', { 'content-type': 'application/json; charset=latin1' }, 415, {}],
    ['a compressed body', '{}', { 'content-encoding': 'gzip' }, 415, {}],
    ['nothing', '', {}, 400, { message: 'The body cannot be read: it is empty' }],
    [
      'half a JSON',
      '{"schemaId":\n  "azure',
      {},
      400,
      {
        message: 'The body cannot be read: it is not JSON: line 2, column 3: expected value',
      },
    ],
    ['bytes that are no text', new Uint8Array([0x22, 0xff, 0x22]), {}, 400, {}],
    ['a megabyte and a byte', `"${'x'.repeat(maxBodyBytes - 1)}"`, {}, 413, {}],
  ])('refuses %s and stores nothing', async (_what, body, headers, status, expected) => {
    let received = 0;
    await open({
      receiveAlert: async () => {
        received += 1;
        return 'accepted';
      },
    });

    const reply = await bench.post('/api/alerts', body, headers);

    expect(reply.status).toBe(status);
    expect(reply.json).toMatchObject({
      code: { 400: 'body_malformed', 413: 'body_too_large', 415: 'content_type_unsupported' }[
        status
      ],
      requestId: expect.any(String),
      ...expected,
    });
    expect(received).toBe(0);
  });

  it('takes a body of exactly one megabyte', async () => {
    await open();

    const reply = await bench.post('/api/alerts', `"${'x'.repeat(maxBodyBytes - 2)}"`);

    expect(reply.status).toBe(202);
  });

  it('refuses a large body before any of it has come', async () => {
    await open();

    const received = await bench.raw(
      post('/api/alerts', { 'Content-Type': 'application/json', 'Content-Length': '5000000' }),
      'body_too_large',
    );

    expect(received).toContain('HTTP/1.1 413');
  });

  it('refuses a large body of unknown length before it has ended', async () => {
    await open();
    const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;

    const received = await bench.raw(
      post('/api/alerts', {
        'Content-Type': 'application/json',
        'Transfer-Encoding': 'chunked',
      }) + chunk.repeat(17),
      'body_too_large',
    );

    expect(received).toContain('HTTP/1.1 413');
  });

  it('drops a sender that goes on with a body nobody reads', async () => {
    await open();

    const received = await bench.raw(
      post('/api/alerts', { 'Content-Type': 'application/json', 'Content-Length': '50000000' }) +
        'x'.repeat(12_000_000),
    );

    expect(received).toContain('HTTP/1.1 413');
  });

  it('can be used again over the same connection after a body that was too large', async () => {
    await open();
    const large = 'x'.repeat(maxBodyBytes + 1);
    const head = { 'Content-Type': 'application/json', 'Content-Length': String(large.length) };

    const received = await bench.raw(
      `${post('/api/alerts', head)}${large}GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n`,
      '"ok"',
    );

    expect(received).toMatch(/HTTP\/1\.1 413[\s\S]*HTTP\/1\.1 200/);
  });

  it('survives a sender that stops in the middle', async () => {
    await open();
    const head = { 'Content-Type': 'application/json', 'Content-Length': '100' };
    await bench.raw(`${post('/api/alerts', { ...head, Expect: '100-continue' })}{"a"`, '100');

    const reply = await bench.get('/healthz');

    expect(reply.status).toBe(200);
  });

  it('names the field of an alert that cannot be read', async () => {
    await open({
      receiveAlert: async () => {
        throw new AlertInvalid('data.essentials.firedDateTime', 'is missing or empty');
      },
    });

    const reply = await bench.post('/api/alerts', '{}');

    expect(reply.status).toBe(400);
    expect(reply.json).toMatchObject({
      code: 'alert_invalid',
      field: 'data.essentials.firedDateTime',
      message: 'data.essentials.firedDateTime: is missing or empty',
    });
  });

  it.each([
    ['a failure we know', new AppError('store_unavailable', 'canary')],
    ['a failure nobody foresaw', new TypeError('canary')],
    ['something that is no error', 'canary'],
  ])(
    'answers %s of ours with 503 and when to try again, and says no more',
    async (_what, error) => {
      await open({
        receiveAlert: async () => {
          throw error;
        },
      });

      const reply = await bench.post('/api/alerts', '{}');

      expect(reply.status).toBe(503);
      expect(reply.headers.get('retry-after')).toBe('5');
      expect(reply.text).not.toContain('canary');
      expect(reply.json).toMatchObject({ code: 'unavailable' });
      expect(bench.logText()).toContain('canary');
    },
  );
});

describe('webhook keys', () => {
  const identifySender = createWebhookKeys(['first-canary-key-0001', 'second-canary-key-002']);

  it.each([
    ['the first in the header', '/api/alerts', { 'x-reconnect-key': 'first-canary-key-0001' }, 202],
    [
      'the second in the header',
      '/api/alerts',
      { 'x-reconnect-key': 'second-canary-key-002' },
      202,
    ],
    ['one in the query', '/api/alerts?a=b&key=second-canary-key-002', {}, 202],
    ['none', '/api/alerts', {}, 401],
    ['an empty one', '/api/alerts?key=', { 'x-reconnect-key': '' }, 401],
    ['a wrong one', '/api/alerts?key=wrong-canary', {}, 401],
    ['a part of one', '/api/alerts', { 'x-reconnect-key': 'first-canary-key' }, 401],
  ])('with %s', async (_what, path, headers, status) => {
    await open({ identifySender });

    const reply = await bench.post(path, '{}', headers);

    expect(reply.status).toBe(status);
    expect(`${bench.logText()}${reply.text}`).not.toContain('canary');
  });

  it('are not needed when there are none', async () => {
    await open({ identifySender: createWebhookKeys([]) });

    const reply = await bench.post('/api/alerts', '{}');

    expect(reply.status).toBe(202);
  });

  it('that cannot be checked are a fault of ours', async () => {
    await open({ identifySender: () => Promise.reject(new Error('no keys')) });

    const reply = await bench.post('/api/alerts', '{}');

    expect(reply.status).toBe(503);
  });
});

describe('POST /api/messages', () => {
  it('hands over the parsed body and lets the chat answer', async () => {
    await open({
      messages: async (req, res) => {
        res.status(201);
        res.send({ said: req.body.text });
      },
    });

    const reply = await bench.post('/api/messages', '{"text": "help"}');

    expect(reply.status).toBe(201);
    expect(reply.json).toEqual({ said: 'help' });
  });

  it('refuses what is no JSON', async () => {
    await open({ messages: async () => undefined });

    const reply = await bench.post('/api/messages', 'help');

    expect(reply.status).toBe(400);
  });

  it('is a fault of ours when the chat throws', async () => {
    await open({ messages: () => Promise.reject(new Error('no adapter')) });

    const reply = await bench.post('/api/messages', '{}');

    expect(reply.status).toBe(503);
  });

  it('is not there without a chat', async () => {
    await open();

    const reply = await bench.post('/api/messages', '{}');

    expect(reply.status).toBe(404);
  });
});

describe('health, readiness and metrics', () => {
  it('is alive while it is not ready, and says what is missing', async () => {
    const checks = { store: 'ok', workspace: 'logs_forbidden' };
    await open({ readiness: async () => ({ ready: false, checks }) });

    const [health, readiness] = [await bench.get('/healthz'), await bench.get('/readyz')];

    expect([health.status, readiness.status]).toEqual([200, 503]);
    expect(readiness.json).toEqual({ status: 'not ready', checks });
  });

  it('is ready when everything is', async () => {
    await open({ readiness: async () => ({ ready: true, checks: { store: 'ok' } }) });

    const reply = await bench.get('/readyz');

    expect(reply.status).toBe(200);
    expect(reply.json).toEqual({ status: 'ready', checks: { store: 'ok' } });
  });

  it('counts alerts by outcome, requests by route and what waits', async () => {
    const metrics = createMetrics({
      backlog: async () => ({ waiting: 3, oldestReceivedAt: new Date(1000) }),
      now: () => new Date(61_000),
    });
    await open({ metrics: () => metrics.text(), observeRequest: metrics.observeRequest });
    metrics.countAlert('accepted');
    await bench.post('/api/alerts?key=canary', '{}');
    await bench.get('/somebody/chose/this');

    const reply = await bench.get('/metrics');

    expect(reply.headers.get('content-type')).toContain('text/plain');
    expect(reply.text).toContain('reconnect_alerts_total{outcome="accepted"} 1');
    expect(reply.text).toContain('reconnect_alerts_waiting 3');
    expect(reply.text).toContain('reconnect_alerts_oldest_waiting_seconds 60');
    expect(reply.text).toContain('request_seconds_count{route="/api/alerts",status="202"} 1');
    expect(reply.text).toContain('request_seconds_count{route="other",status="404"} 1');
    expect(reply.text).not.toMatch(/canary|somebody/);
  });
});

describe('mounts', () => {
  it('get the request as it came and before everything else', async () => {
    await open({
      mounts: [
        {
          matches: (path) => path === '/' || path.startsWith('/local/'),
          handle: async (req, res) => {
            let body = '';
            for await (const chunk of req) body += chunk;
            replyJson(res, 200, { url: req.url, body });
          },
        },
      ],
    });

    const reply = await bench.post('/local/x?y=1', 'raw', { 'content-type': 'text/plain' });

    expect(reply.json).toEqual({ url: '/local/x?y=1', body: 'raw' });
    expect(reply.headers.get('content-security-policy')).toBeNull();
  });

  it('may stream for longer than their handler runs', async () => {
    await open({
      mounts: [
        {
          matches: () => true,
          handle: async (_req, res) => {
            res.writeHead(200, { 'Content-Type': 'text/event-stream' });
            res.write('data: 1\n\n');
            setImmediate(() => res.end('data: 2\n\n'));
          },
        },
      ],
    });

    const reply = await bench.get('/events');

    expect(reply.text).toBe('data: 1\n\ndata: 2\n\n');
  });

  it('that fail are a fault of ours and take nothing else down', async () => {
    await open({ mounts: [failing(() => undefined)] });

    const page = await bench.get('/');
    const health = await bench.get('/healthz');

    expect(page.status).toBe(503);
    expect(page.text).not.toContain('canary');
    expect(health.status).toBe(200);
  });

  it('that fail in the middle of an answer break it off', async () => {
    await open({ mounts: [failing((res) => res.write('half'))] });

    const received = await bench.raw('GET / HTTP/1.1\r\nHost: x\r\n\r\n');

    expect(received).toMatch(/half\r\n$/);
  });
});

describe('every answer', () => {
  it('forbids sniffing, framing and keeping', async () => {
    await open();

    const { headers } = await bench.get('/healthz');

    expect(Object.fromEntries(headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    });
    expect(headers.get('server')).toBeNull();
  });

  it.each([
    ['keeps a harmless id', 'abc-123', /^abc-123$/],
    ['replaces an id that is too long', 'x'.repeat(65), /^[\da-f-]{36}$/],
    ['replaces an id with odd characters', '<script>', /^[\da-f-]{36}$/],
  ])('%s of the request', async (_what, given, expected) => {
    await open();

    const { headers } = await bench.get('/healthz', { 'x-request-id': given });

    expect(headers.get('x-request-id')).toMatch(expected);
  });

  it.each([
    ['GET', '/nothing', 404, 'path_unknown'],
    ['GET', '/<script>alert(1)</script>', 404, 'path_unknown'],
    ['GET', '/api/alerts', 405, 'method_not_allowed'],
    ['PUT', '/healthz', 405, 'method_not_allowed'],
  ])('explains %s %s', async (method, path, status, code) => {
    await open();

    const response = await fetch(`${bench.origin}${path}`, {
      method,
      headers: { accept: 'text/html', connection: 'close' },
    });

    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toContain('application/json');
    expect(await response.json()).toEqual({
      code,
      message: expect.any(String),
      requestId: expect.any(String),
    });
  });

  it.each([
    'GET //[ HTTP/1.1',
    'GET http://[::1 HTTP/1.1',
    'GET /%ff%00 HTTP/1.1',
    'GET /%E0%A4%A HTTP/1.1',
    'GET ?key=1 HTTP/1.1',
    'GET //evil.example/..;/ HTTP/1.1',
    'OPTIONS * HTTP/1.1',
    'POST /api/alerts/../../x HTTP/1.1',
    'GET /__proto__ HTTP/1.1',
    'BREW /healthz HTTP/1.1',
    'GET / HTTP/1.1\r\nHost: [',
    'GET / HTTP/1.1\r\nHost: a b@:99999',
  ])('survives %j', async (head) => {
    await open();
    const host = head.includes('Host') ? '' : 'Host: x\r\n';
    await bench.raw(`${head}\r\n${host}Connection: close\r\n\r\n`);

    const reply = await bench.get('/healthz');

    expect(reply.status).toBe(200);
  });
});

function failing(start: (res: ServerResponse) => unknown): Mount {
  return {
    matches: (path) => path === '/',
    handle: async (_req, res) => {
      start(res);
      throw new Error('page canary');
    },
  };
}

function post(path: string, headers: Record<string, string>): string {
  const lines = Object.entries({ Host: 'x', ...headers }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  return [`POST ${path} HTTP/1.1`, ...lines, '', ''].join('\r\n');
}
