import type { HttpServerDeps } from '../../../src/http/create-http-server';
import type { EventIntake } from '../../../src/http/event-route';
import { hubTopic } from '../../support/device-events';
import { type EventBench, openEventBench } from '../../support/event-bench';
import { farewell, handshake } from '../../support/event-payloads';

let bench: EventBench;

afterEach(() => bench.close());

async function open(
  events: Partial<EventIntake> = {},
  parts: Partial<HttpServerDeps> = {},
): Promise<EventBench> {
  bench = await openEventBench(events, parts);
  return bench;
}

const validation = { 'aeg-event-type': 'SubscriptionValidation' };

describe('the handshake of the Event Grid schema', () => {
  it('gives the code back, and stores nothing', async () => {
    await open();

    const reply = await bench.postEvents([handshake()], validation);

    expect(reply.status).toBe(200);
    expect(reply.json).toEqual({ validationResponse: 'code-1234' });
    expect(bench.batches).toEqual([]);
  });

  it('is refused and kept for a topic that is not expected', async () => {
    await open();

    const reply = await bench.postEvents([handshake(hubTopic('canary-hub'))], validation);

    expect(reply.status).toBe(403);
    expect(reply.json).toMatchObject({ code: 'topic_unexpected' });
    expect(reply.text).not.toMatch(/canary|code-1234/);
    expect(bench.refused).toMatchObject([{ code: 'topic_unexpected' }]);
  });

  it.each([
    ['DEVICES-TO-RECONNECT', 200],
    ['second', 200],
    ['another', 403],
    ['', 403],
    [undefined, 403],
  ])('by the subscription %s is answered %i', async (name, status) => {
    await open({ subscriptions: ['devices-to-reconnect', 'SECOND'] });
    const headers: Record<string, string> =
      name === undefined ? {} : { 'aeg-subscription-name': name };

    const reply = await bench.postEvents([handshake()], { ...validation, ...headers });

    expect(reply.status).toBe(status);
    expect(reply.text.includes('code-1234')).toBe(status === 200);
  });

  it('is nothing for a sender that nobody knows', async () => {
    await open({}, { identifySender: () => undefined });

    const reply = await bench.postEvents([handshake()], validation);

    expect(reply.status).toBe(401);
    expect(reply.text).not.toContain('code-1234');
  });

  it('never asks the address in it', async () => {
    let asked = 0;
    const other = await openEventBench(
      {},
      {
        mounts: [
          {
            matches: () => true,
            handle: async (_req, res) => {
              asked += 1;
              res.end();
            },
          },
        ],
      },
    );
    await open();
    const data = { validationCode: 'code-1234', validationUrl: `${other.origin}/validate` };

    const replies = [
      await bench.postEvents([{ ...handshake(), data }], validation),
      await bench.postEvents([{ ...handshake(hubTopic('other-hub')), data }], validation),
    ];
    await other.close();

    expect(replies.map(({ status }) => status)).toEqual([200, 403]);
    expect(asked).toBe(0);
  });

  it('takes leave of a subscription that was deleted', async () => {
    await open();

    const reply = await bench.postEvents([farewell()], {
      'aeg-event-type': 'SubscriptionDeletion',
    });

    expect(reply.status).toBe(200);
    expect(bench.logText()).toContain('an event subscription was deleted');
    expect(bench.batches).toEqual([]);
  });
});

describe('the handshake of CloudEvents', () => {
  async function ask(headers: Record<string, string>): Promise<Response> {
    const response = await fetch(`${bench.origin}/api/events`, {
      method: 'OPTIONS',
      headers: { connection: 'close', ...headers },
    });
    await response.text();
    return response;
  }

  it.each([
    ['eventgrid.azure.net', '120', '120'],
    ['westeurope-1.eventgrid.azure.net', undefined, '*'],
    ['EventGrid.Azure.US', '*', '*'],
    ['chinaeast2.eventgrid.azure.cn', '-5', '*'],
  ])('welcomes %s at its rate of %s', async (origin, rate, allowed) => {
    await open();

    const { status, headers } = await ask({
      'webhook-request-origin': origin,
      'webhook-request-callback': 'http://127.0.0.1:1/never',
      ...(rate === undefined ? {} : { 'webhook-request-rate': rate }),
    });

    expect(status).toBe(200);
    expect(headers.get('webhook-allowed-origin')).toBe(origin);
    expect(headers.get('webhook-allowed-rate')).toBe(allowed);
    expect(headers.get('allow')).toBe('POST');
  });

  it.each([
    'eventgrid.azure.net.evil.example',
    'evileventgrid.azure.net',
    'eventemitter.example.com',
    'eventgrid.azure.de',
    'https://eventgrid.azure.net',
    '*',
    '',
    undefined,
  ])('gives %j no consent', async (origin) => {
    await open();

    const { status, headers } = await ask(
      origin === undefined ? {} : { 'webhook-request-origin': origin },
    );

    expect(status).toBe(403);
    expect(headers.get('webhook-allowed-origin')).toBeNull();
    expect(headers.get('webhook-allowed-rate')).toBeNull();
  });

  it('gives nobody consent who could not send afterwards', async () => {
    await open({}, { identifySender: () => undefined });

    const { status, headers } = await ask({ 'webhook-request-origin': 'eventgrid.azure.net' });

    expect(status).toBe(401);
    expect(headers.get('webhook-allowed-origin')).toBeNull();
  });
});
