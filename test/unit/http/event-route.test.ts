import type { EventBatch } from '../../../src/connections/read-events';
import type { HttpServerDeps } from '../../../src/http/create-http-server';
import { type EventIntake, maxEventBytes } from '../../../src/http/event-route';
import { AppError } from '../../../src/shared/app-error';
import {
  cloudEventsBatch,
  eventGridBatch,
  eventScript,
  hubTopic,
} from '../../support/device-events';
import { type EventBench, openEventBench } from '../../support/event-bench';
import {
  asCloudEvent,
  connectedWithOffset,
  created,
  telemetry,
} from '../../support/event-payloads';
import { recordedLog } from '../../support/recorded-log';
import { sendSlowly } from '../../support/send-slowly';

let bench: EventBench;

afterEach(() => bench.close());

async function open(
  events: Partial<EventIntake> = {},
  parts: Partial<HttpServerDeps> = {},
): Promise<EventBench> {
  bench = await openEventBench(events, parts);
  return bench;
}

const nothing = {
  received: 0,
  newest: 0,
  older: 0,
  duplicate: 0,
  created: 0,
  deleted: 0,
  unreadable: 0,
  ignored: 0,
};

describe('POST /api/events', () => {
  it.each([1, 5000])('stores a batch of %i and says so', async (size) => {
    await open();
    const script = eventScript();
    const events = Array.from({ length: size }, (_each, index) => script.connected(`d-${index}`));

    const reply = await bench.postEvents(eventGridBatch(events));

    expect(reply.status).toBe(200);
    expect(reply.json).toEqual({ ...nothing, received: size, newest: size });
    expect(bench.batches.map((batch) => batch.events.length)).toEqual([size]);
    expect(bench.counted).toEqual({ received: size, newest: size });
  });

  it('answers with what became of each', async () => {
    const outcomes = ['newest', 'older', 'duplicate', 'deleted', 'created', 'older'] as const;
    await open({ receive: async () => [...outcomes] });
    const script = eventScript();
    const events = outcomes.map(() => script.connected('pump-1'));

    const reply = await bench.postEvents([
      ...eventGridBatch(events),
      telemetry,
      { ...created, id: 1 },
    ]);

    expect(reply.json).toEqual({
      received: 8,
      newest: 1,
      older: 2,
      duplicate: 1,
      created: 1,
      deleted: 1,
      unreadable: 1,
      ignored: 1,
    });
  });

  it.each([
    'application/json',
    'application/json; charset=utf-8',
    'application/cloudevents+json; charset=UTF-8',
    'application/cloudevents-batch+json',
    'Application/CloudEvents-Batch+JSON;charset="utf-8"',
  ])('takes CloudEvents as %s', async (type) => {
    await open();
    const batch = cloudEventsBatch([eventScript().connected('pump-1')]);

    const replies = [
      await bench.postEvents(batch, { 'content-type': type }),
      await bench.postEvents(batch[0], { 'content-type': type }),
    ];

    expect(replies.map(({ status }) => status)).toEqual([200, 200]);
    expect(bench.counted).toEqual({ received: 2, newest: 2 });
  });

  it('takes CloudEvents whose attributes are headers', async () => {
    await open();
    const { data, id, source, type, time } = asCloudEvent(connectedWithOffset);

    const reply = await bench.postEvents(data, {
      'ce-specversion': '1.0',
      'ce-id': String(id),
      'ce-source': encodeURI(String(source)),
      'ce-type': String(type),
      'ce-time': String(time),
      'ce-subject': 'devices/100%',
    });

    expect(reply.json).toEqual({ ...nothing, received: 1, newest: 1 });
    expect(bench.batches[0]?.events[0]).toMatchObject({ id, kind: 'connected' });
  });

  it('takes the others of a batch where one cannot be read', async () => {
    await open();
    const script = eventScript();
    const [first, second] = eventGridBatch([script.connected('a'), script.connected('b')]);

    const reply = await bench.postEvents([
      first,
      { ...first, topic: hubTopic('canary-hub') },
      second,
    ]);

    expect(reply.status).toBe(200);
    expect(reply.json).toEqual({ ...nothing, received: 3, newest: 2, unreadable: 1 });
    expect(bench.batches[0]).toMatchObject({
      events: [{ device: 'a' }, { device: 'b' }],
      unreadable: [{ index: 1, reason: 'topic: is none of the expected topics' }],
    });
    expect(bench.logText()).toContain('topic: is none of the expected topics');
    expect(bench.logText()).not.toContain('canary');
    expect(bench.refused).toEqual([]);
  });

  it('takes more than Event Grid means to send', async () => {
    await open();
    const [event] = eventGridBatch([eventScript().connected('a')]);

    const reply = await bench.postEvents([{ ...event, more: 'x'.repeat(5 * 1024 * 1024) }]);

    expect(reply.json).toEqual({ ...nothing, received: 1, newest: 1 });
  });

  it.each<[string, string, Record<string, string>, number, object]>([
    ['nothing', '', {}, 400, { code: 'body_malformed' }],
    ['half a JSON', '[{', {}, 400, { code: 'body_malformed' }],
    ['an alert', '{"schemaId": "x"}', {}, 400, { code: 'events_invalid' }],
    [
      'too many',
      JSON.stringify(Array(10_001).fill(telemetry)),
      {},
      413,
      { code: 'batch_too_large' },
    ],
    ['too much', `["${'x'.repeat(maxEventBytes)}"]`, {}, 413, { code: 'body_too_large' }],
    ['a compressed batch', '[]', { 'content-encoding': 'gzip' }, 415, {}],
    ['a form', 'a=1', { 'content-type': 'application/x-www-form-urlencoded' }, 415, {}],
    ['UTF-16', '[]', { 'content-type': 'application/json; charset=utf-16' }, 415, {}],
  ])('refuses %s, stores nothing and keeps it', async (_what, body, headers, status, expected) => {
    await open();

    const reply = await bench.post('/api/events', body, headers);

    expect(reply.status).toBe(status);
    expect(reply.json).toMatchObject(expected);
    expect(bench.batches).toEqual([]);
    expect(bench.refused).toMatchObject([{ sender: 'somebody', status, bodyBytes: body.length }]);
  });

  it('takes nothing of a batch whose sender stops in the middle', async () => {
    await open();
    const head = [
      'POST /api/events HTTP/1.1',
      'Host: x',
      'Content-Type: application/json',
      'Content-Length: 100',
      'Expect: 100-continue',
    ];
    await bench.raw(`${head.join('\r\n')}\r\n\r\n[{"id"`, '100');

    const reply = await bench.postEvents([created]);

    expect(reply.status).toBe(200);
    expect(bench.batches).toHaveLength(1);
    expect(bench.refused).toEqual([]);
  });

  it('takes a batch that comes slowly, and others meanwhile', async () => {
    await open();
    const body = JSON.stringify([created]);
    const slow = sendSlowly(`${bench.origin}/api/events`);

    const statuses: number[] = [];
    for (let start = 0; start < body.length; start += 100) {
      await slow.write(body.slice(start, start + 100));
      statuses.push((await bench.postEvents([])).status);
    }
    const before = bench.batches.flatMap(({ events }) => events);
    const status = await slow.end();

    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(before).toEqual([]);
    expect(status).toBe(200);
    expect(bench.batches.at(-1)?.events).toHaveLength(1);
  });

  it('stores nothing while a body stands still, and closes all the same', async () => {
    await open();
    const slow = sendSlowly(`${bench.origin}/api/events`);
    await slow.write(JSON.stringify([created]));

    const reply = await bench.postEvents([created]);
    slow.stop();

    expect(reply.status).toBe(200);
    expect(bench.batches).toHaveLength(1);
    expect(bench.refused).toEqual([]);
  });

  it('refuses a large batch before any of it has come', async () => {
    await open();
    const head = ['POST /api/events HTTP/1.1', 'Host: x', 'Content-Type: application/json'];

    const received = await bench.raw(
      `${head.join('\r\n')}\r\nContent-Length: 9000000\r\n\r\n`,
      'body_too_large',
    );

    expect(received).toContain('HTTP/1.1 413');
  });

  it('keeps nothing of a sender that nobody knows', async () => {
    await open({}, { identifySender: () => undefined });

    const reply = await bench.postEvents([created]);

    expect(reply.status).toBe(401);
    expect(bench.batches).toEqual([]);
    expect(bench.refused).toEqual([]);
  });

  it('asks who may post events, not alerts', async () => {
    const entrances: string[] = [];
    await open(
      {},
      {
        identifySender: (_req, entrance) => {
          entrances.push(entrance);
          return 'somebody';
        },
      },
    );

    await bench.postEvents([created]);

    expect(entrances).toEqual(['events']);
  });

  it.each([
    ['the store is away', new AppError('store_unavailable', 'canary')],
    ['something nobody foresaw', new TypeError('canary')],
  ])('answers 503 and when to try again while %s', async (_what, error) => {
    await open({
      receive: async () => {
        throw error;
      },
    });

    const reply = await bench.postEvents([created]);

    expect(reply.status).toBe(503);
    expect(reply.headers.get('retry-after')).toBe('5');
    expect(reply.text).not.toContain('canary');
    expect(bench.refused).toEqual([]);
    expect(bench.counted).toEqual({});
  });

  it('waits with its answer until the batch is stored', async () => {
    const order: string[] = [];
    let store = (): void => undefined;
    const stored = new Promise<void>((resolve) => {
      store = resolve;
    });
    await open({
      receive: async (batch: EventBatch) => {
        order.push('asked to store');
        store();
        await new Promise((resolve) => setImmediate(resolve));
        order.push('stored');
        return batch.events.map(() => 'newest' as const);
      },
    });

    const replying = bench.postEvents([created]).then(() => order.push('answered'));
    await stored;
    await replying;

    expect(order).toEqual(['asked to store', 'stored', 'answered']);
  });

  it('never writes an id into a line of its own', async () => {
    const { log, lines } = recordedLog();
    await open({}, { log });
    const data = { hubName: 'contoso-hub', deviceId: 'a\n{"level":60,"msg":"canary"}' };

    await bench.postEvents([{ ...created, data }], { 'aeg-subscription-name': 'sub"}{' });

    expect(lines().join('')).not.toContain('canary');
    expect(lines().every((line) => typeof JSON.parse(line) === 'object')).toBe(true);
  });

  it.each(['GET', 'PUT', 'DELETE'])('is no place for %s', async (method) => {
    await open();

    const response = await fetch(`${bench.origin}/api/events`, {
      method,
      headers: { connection: 'close' },
    });

    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toMatch(/POST/);
    await response.text();
  });
});

it('has no entrance for events where nobody takes them', async () => {
  await open({}, { events: undefined });

  const reply = await bench.postEvents([created]);

  expect(reply.status).toBe(404);
});
