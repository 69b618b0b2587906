import { gzipSync } from 'node:zlib';
import { AlertInvalid } from '../../../src/alerts/refuse-alert';
import type { HttpServerDeps } from '../../../src/http/create-http-server';
import type { RefusedRequest } from '../../../src/http/keep-refused';
import { maxBodyBytes } from '../../../src/http/read-json-body';
import { createWebhookKeys } from '../../../src/http/webhook-keys';
import { AppError } from '../../../src/shared/app-error';
import { type HttpBench, openHttpBench } from '../../support/http-bench';

let bench: HttpBench;
let kept: RefusedRequest[];
let counted: [string, boolean][];

afterEach(() => bench.close());

async function open(parts: Partial<HttpServerDeps> = {}): Promise<void> {
  kept = [];
  counted = [];
  bench = await openHttpBench({
    identifySender: createWebhookKeys(['first-canary-key-0001', 'second-canary-key-002']),
    receiveAlert: async () => {
      throw new AlertInvalid('data.essentials.firedDateTime', 'is missing or empty');
    },
    keepRefused: async (refused) => void kept.push(refused),
    countRefused: (...words) => void counted.push(words),
    ...parts,
  });
}

const key = { 'x-reconnect-key': 'second-canary-key-002' };

describe('a refused alert', () => {
  it('is kept with who sent it, what was wrong, and how it came', async () => {
    await open();

    const reply = await bench.post('/api/alerts?key=second-canary-key-002', '{"a": "ü"}', {
      'user-agent': 'IcMBroadcaster/1.0',
    });

    expect(reply.status).toBe(400);
    expect(kept).toEqual([
      {
        sender: 'webhook key 2',
        origin: '127.0.0.1, IcMBroadcaster/1.0',
        status: 400,
        code: 'alert_invalid',
        message: 'data.essentials.firedDateTime: is missing or empty',
        bodyBytes: 11,
        body: '{"a": "ü"}',
      },
    ]);
    expect(counted).toEqual([['alert_invalid', true]]);
  });

  it.each<[string, string | Uint8Array, Record<string, string>, number, string]>([
    ['half a JSON', '{"a', {}, 400, '{"a'],
    ['nothing', '', {}, 400, ''],
    ['a form', 'a=1', { 'content-type': 'application/x-www-form-urlencoded' }, 415, 'a=1'],
    ['a packed body', gzipSync('{"a":1}'), { 'content-encoding': 'gzip' }, 415, '{"a":1}'],
    ['UTF-16', Buffer.from('{"a":1}', 'utf16le'), {}, 400, '{"a":1}'],
    [
      'what is not packed as it says',
      'canary',
      { 'content-encoding': 'br' },
      415,
      '(6 bytes that cannot be unpacked)',
    ],
    [
      'what is packed in an unknown way',
      'canary',
      { 'content-encoding': 'constructor' },
      415,
      '(6 bytes that cannot be unpacked)',
    ],
  ])('is kept when it is %s', async (_what, body, headers, status, expected) => {
    await open();

    const reply = await bench.post('/api/alerts', body, { ...key, ...headers });

    expect(reply.status).toBe(status);
    expect(kept.map((each) => [each.status, each.body])).toEqual([[status, expected]]);
  });

  it('of more than a megabyte is kept with its first 64 KB and its whole length', async () => {
    await open();

    const reply = await bench.post('/api/alerts', `"${'x'.repeat(maxBodyBytes)}"`, key);

    expect(reply.status).toBe(413);
    expect(kept).toEqual([
      expect.objectContaining({ code: 'body_too_large', bodyBytes: maxBodyBytes + 2 }),
    ]);
    expect(kept[0]?.body).toBe(`"${'x'.repeat(65_535)}`);
  });

  it('whose body does not come is kept without it, and answered all the same', async () => {
    await open();

    const received = await bench.raw(
      'POST /api/alerts HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 5000000\r\nx-reconnect-key: first-canary-key-0001\r\n\r\n',
      'body_too_large',
    );

    expect(received).toContain('HTTP/1.1 413');
    expect(kept).toEqual([
      expect.objectContaining({ sender: 'webhook key 1', bodyBytes: 5_000_000, body: '' }),
    ]);
  });

  it('that unpacks to gigabytes is not unpacked', async () => {
    await open();
    const bomb = gzipSync(Buffer.alloc(8 * maxBodyBytes));

    await bench.post('/api/alerts', bomb, { ...key, 'content-encoding': 'gzip' });

    expect(kept[0]?.body).toBe(`(${bomb.length} bytes that cannot be unpacked)`);
  });

  it('is answered the same when it cannot be kept', async () => {
    await open({
      keepRefused: async () => {
        throw new AppError('store_unavailable', 'locked');
      },
    });

    const reply = await bench.post('/api/alerts', '{}', key);

    expect(reply.status).toBe(400);
    expect(reply.json).toMatchObject({ code: 'alert_invalid' });
    expect(counted).toEqual([['alert_invalid', false]]);
    expect(bench.logText()).toContain('could not be kept');
    expect(bench.logText()).not.toContain('canary');
  });

  it('of nobody we know is not kept', async () => {
    await open();

    const reply = await bench.post('/api/alerts', '{}', { 'x-reconnect-key': 'wrong' });

    expect([reply.status, kept, counted]).toEqual([401, [], []]);
  });

  it('is none when the fault is ours, since then the sender tries again', async () => {
    await open({
      receiveAlert: async () => {
        throw new AppError('store_unavailable', 'full');
      },
    });

    const reply = await bench.post('/api/alerts', '{}', key);

    expect([reply.status, kept, counted]).toEqual([503, [], []]);
  });
});

describe('JSON that is nested without end', () => {
  it('is refused like any other', async () => {
    await open({ receiveAlert: async () => Promise.reject(new AlertInvalid('', 'is no object')) });

    const reply = await bench.post('/api/alerts', '['.repeat(500_000) + ']'.repeat(500_000), key);

    expect(reply.status).toBe(400);
    expect(kept).toHaveLength(1);
  });
});
