import { type EventBatch, maxEvents, readEvents } from '../../../src/connections/read-events';
import type { HubDirectory } from '../../../src/ports/hub';
import {
  cloudEventsBatch,
  eventGridBatch,
  eventScript,
  hubTopic,
} from '../../support/device-events';
import {
  asCloudEvent,
  connectedWithOffset,
  created,
  farewell,
  handshake,
  moduleDisconnected,
  telemetry,
} from '../../support/event-payloads';
import { knownHubs } from '../../support/hubs';

const ours = { hubs: knownHubs('Contoso-Hub'), expectedTopics: [hubTopic('contoso-hub')] };
const everyHub: HubDirectory = {
  find: (name) => ({ name, hostName: `${name}.azure-devices.net` }),
  all: () => [],
};
const local = { hubs: everyHub, expectedTopics: [] };

function readBatch(body: unknown, deps = ours): EventBatch {
  const delivery = readEvents(body, deps);
  if (delivery.kind !== 'events') throw new Error(`this is a ${delivery.kind}`);
  return delivery;
}

function readOne(event: unknown, deps = ours) {
  const { events, unreadable } = readBatch([event], deps);
  return events[0] ?? unreadable[0]?.reason;
}

const expected = {
  connected: {
    id: '7c0a2a6e-5b0e-4c57-8f0b-0f8f6a3b1c01',
    kind: 'connected',
    hub: 'Contoso-Hub',
    device: '0b6f2a51-77b1-4c0e-9d38-1f6d3f2f9a10',
    module: '',
    at: new Date('2026-03-01T03:14:11.692Z'),
    sequence: '000000000000000001D4132452F67CE200000002000000000000000000000001',
  },
  disconnected: {
    id: '7c0a2a6e-5b0e-4c57-8f0b-0f8f6a3b1c02',
    kind: 'disconnected',
    hub: 'Contoso-Hub',
    device: 'pump-7',
    module: 'edgeAgent',
    at: new Date('2026-03-01T03:14:44.438Z'),
    sequence: '000000000000000001D4132452F67CE200000002000000000000000000000002',
  },
  created: {
    id: '7c0a2a6e-5b0e-4c57-8f0b-0f8f6a3b1c03',
    kind: 'created',
    hub: 'Contoso-Hub',
    device: 'pump-8',
    module: '',
    at: new Date('2026-03-01T03:15:02.438Z'),
  },
};

describe('readEvents', () => {
  it.each([
    ['connected', connectedWithOffset, expected.connected],
    ['disconnected', moduleDisconnected, expected.disconnected],
    ['created', created, expected.created],
    [
      'deleted',
      { ...created, eventType: 'Microsoft.Devices.DeviceDeleted' },
      { ...expected.created, kind: 'deleted' },
    ],
  ])('reads %s in both schemas', (_kind, event, read) => {
    const both = [readOne(event), readOne(asCloudEvent(event))];

    expect(both).toEqual([read, read]);
  });

  it('reads a single event that comes without an array', () => {
    const { events } = readBatch(asCloudEvent(moduleDisconnected));

    expect(events).toEqual([expected.disconnected]);
  });

  it('reads what the builders of the other tests write', () => {
    const script = eventScript({ hub: 'Contoso-Hub' });
    const told = [
      script.connected('a'),
      script.disconnected('a', { module: 'm' }),
      script.created('b'),
      script.deleted('b'),
    ];

    const both = [eventGridBatch(told), cloudEventsBatch(told)].map((body) => readBatch(body));

    const batch = { kind: 'events', events: told, unreadable: [], ignored: 0 };
    expect(both).toEqual([batch, batch]);
  });

  it.each([
    ['is missing', undefined],
    ['is null', null],
    ['is empty', ''],
  ])('takes the device itself where the module id %s', (_what, moduleId) => {
    const data = { ...dataOf(moduleDisconnected), moduleId };

    const read = readOne({ ...moduleDisconnected, data });

    expect(read).toEqual({ ...expected.disconnected, module: '' });
  });

  it('counts what says nothing about who is connected', () => {
    const unheardOf = { ...telemetry, eventType: 'Microsoft.Devices.DeviceLevitated' };

    const batch = readBatch([telemetry, connectedWithOffset, unheardOf, asCloudEvent(telemetry)]);

    expect(batch).toEqual({
      kind: 'events',
      events: [expected.connected],
      unreadable: [],
      ignored: 3,
    });
  });

  it('takes an empty batch', () => {
    const batch = readBatch([]);

    expect(batch).toEqual({ kind: 'events', events: [], unreadable: [], ignored: 0 });
  });

  it('keeps characters apart that could join two ids into one', () => {
    const ids = ['a/b', 'a-b', 'a|b', "a'b", 'a"b', '<at>a</at>', '../a', 'ä', '机器-1', '%00'];

    const { events } = readBatch(ids.map((deviceId) => withData({ deviceId })));

    expect(events.map(({ device }) => device)).toEqual(ids);
  });
});

describe('an event that cannot be read', () => {
  const info = 'data.deviceConnectionStateEventInfo';

  it.each<[string, unknown, string]>([
    ['a number', 42, 'The event is missing or no object'],
    ['nothing', null, 'The event is missing or no object'],
    ['no id', { ...connectedWithOffset, id: undefined }, 'id: is missing or no text'],
    ['an empty id', { ...connectedWithOffset, id: '' }, 'id: is missing or no text'],
    [
      'a long id',
      { ...connectedWithOffset, id: 'x'.repeat(257) },
      'id: is longer than 256 characters',
    ],
    ['a zero byte', { ...connectedWithOffset, id: 'a\0b' }, 'id: has control characters'],
    ['half a character', { ...connectedWithOffset, id: '\ud83d' }, 'id: has control characters'],
    ['no time', { ...connectedWithOffset, eventTime: undefined }, 'eventTime: is not a time'],
    [
      'the unset time',
      { ...connectedWithOffset, eventTime: '0001-01-01T00:00:00' },
      'eventTime: is not a time',
    ],
    ['another type', { ...connectedWithOffset, eventType: 1 }, 'eventType: is missing or no text'],
    ['no topic', { ...connectedWithOffset, topic: undefined }, 'topic: is missing or no text'],
    [
      'another hub',
      { ...connectedWithOffset, topic: hubTopic('other-hub') },
      'topic: is none of the expected topics',
    ],
    ['no data', { ...connectedWithOffset, data: undefined }, 'data: is missing or no object'],
    ['no device', withData({ deviceId: undefined }), 'data.deviceId: is missing or no text'],
    [
      'an empty device',
      withData({ deviceId: '' }),
      'data.deviceId: is not 1 to 128 visible characters',
    ],
    [
      'a long device',
      withData({ deviceId: 'x'.repeat(129) }),
      'data.deviceId: is not 1 to 128 visible characters',
    ],
    [
      'an invisible device',
      withData({ deviceId: 'a\u200bb' }),
      'data.deviceId: is not 1 to 128 visible characters',
    ],
    [
      'a line break',
      withData({ deviceId: 'a\nb' }),
      'data.deviceId: is not 1 to 128 visible characters',
    ],
    ['a numbered module', withData({ moduleId: 7 }), 'data.moduleId: is missing or no text'],
    [
      'a long module',
      withData({ moduleId: 'x'.repeat(129) }),
      'data.moduleId: is not 1 to 128 visible characters',
    ],
    [
      'no sequence',
      withData({ deviceConnectionStateEventInfo: undefined }),
      `${info}: is missing or no object`,
    ],
    [
      'a sequence as a number',
      withSequence(12),
      `${info}.sequenceNumber: is not a hex number of at most 256 bits`,
    ],
    [
      'a sequence that is none',
      withSequence('newest'),
      `${info}.sequenceNumber: is not a hex number of at most 256 bits`,
    ],
    [
      'CloudEvents without a source',
      { ...asCloudEvent(created), source: 1 },
      'source: is missing or no text',
    ],
    [
      'CloudEvents of another hub',
      { ...asCloudEvent(created), source: hubTopic('x-hub') },
      'source: is none of the expected topics',
    ],
  ])('because of %s is told with its place, and stops no other', (_what, event, reason) => {
    const { events, unreadable } = readBatch([created, event, moduleDisconnected]);

    expect(unreadable).toMatchObject([{ index: 1, reason }]);
    expect(events).toEqual([expected.created, expected.disconnected]);
  });

  it('is shown in part and without secrets', () => {
    const event = { ...created, id: '', key: 'canary-1', more: 'x'.repeat(9000) };

    const { unreadable } = readBatch([event]);

    expect(unreadable[0]?.excerpt).toHaveLength(2048);
    expect(unreadable[0]?.excerpt).not.toContain('canary');
  });

  it('is shown without what is known to be a secret, wherever it stands', () => {
    const event = { ...withData({}), eventTime: 'at canary-key-long-enough' };
    const deps = { ...ours, secrets: ['canary-key-long-enough'] };

    const delivery = readEvents([event], deps);

    expect(JSON.stringify(delivery)).not.toContain('canary');
    expect(delivery).toMatchObject({ unreadable: [{ excerpt: expect.stringContaining('at …') }] });
  });

  it('is shown a hundred times and no more', () => {
    const batch = Array.from({ length: 200 }, () => ({ ...created, id: '' }));

    const { unreadable } = readBatch(batch);

    expect(unreadable.map(({ excerpt }) => excerpt !== '')).toEqual(
      batch.map((_event, index) => index < 100),
    );
  });

  it('may be nested deeper than it can be written', () => {
    const deep: unknown = JSON.parse('['.repeat(500_000) + ']'.repeat(500_000));

    const { unreadable } = readBatch([created, { ...created, id: '', deep }]);

    expect(unreadable[0]?.excerpt).toBe('(nested too deeply to be shown)');
  });
});

describe('the hub of an event', () => {
  it('is spelled as the settings do', () => {
    const read = readOne(connectedWithOffset);

    expect(read).toMatchObject({ hub: 'Contoso-Hub' });
  });

  it.each([
    [
      'as the data do where they name the same',
      hubTopic('contoso-hub'),
      'Contoso-HUB',
      'Contoso-HUB',
    ],
    [
      'as the topic where they name another',
      '/x/providers/Microsoft.Devices/IotHubs/Plant-Hub',
      'other-hub',
      'Plant-Hub',
    ],
    ['as the logs do where they name another', hubTopic('contoso-hub'), 'other-hub', 'contoso-hub'],
    ['as the logs do where they name none', hubTopic('contoso-hub'), undefined, 'contoso-hub'],
    ['as the data do where the topic is no hub', '/subscriptions/x/providers/a/b/c', 'h-1', 'h-1'],
  ])('is spelled in local mode %s', (_what, topic, hubName, hub) => {
    const read = readOne({ ...withData({ hubName }), topic }, local);

    expect(read).toMatchObject({ hub });
  });

  it('has to be somewhere', () => {
    const read = readOne({ ...withData({ hubName: 'no hub' }), topic: '/x' }, local);

    expect(read).toBe('data.hubName: names no IoT hub, nor does the topic');
  });

  it('may be one that only the topics are configured for', () => {
    const expectedTopics = [`${hubTopic('other-hub').toLowerCase()}/`];

    const read = readOne(
      { ...withData({ hubName: 'Other-Hub' }), topic: hubTopic('other-hub') },
      { ...ours, expectedTopics },
    );

    expect(read).toMatchObject({ hub: 'Other-Hub' });
  });
});

describe('a body that is no batch', () => {
  it.each([
    ['a text', 'x'],
    ['a number', 1],
    ['null', null],
    ['an object of something else', { schemaId: 'azureMonitorCommonAlertSchema', data: {} }],
    ['a list of numbers', [1, 2]],
    ['a list of lists', [[created]]],
    ['events without a type', [{ ...created, eventType: undefined }]],
  ])('is refused: %s', (_what, body) => {
    expect(() => readEvents(body, ours)).toThrow(
      expect.objectContaining({ code: 'events_invalid' }),
    );
  });

  it('is refused where it is far longer than any that Event Grid sends', () => {
    const batch = (length: number) => Array.from({ length }, () => telemetry);

    expect(readBatch(batch(maxEvents)).ignored).toBe(maxEvents);
    expect(() => readEvents(batch(maxEvents + 1), ours)).toThrow(
      expect.objectContaining({ code: 'batch_too_large' }),
    );
  });
});

describe('a handshake', () => {
  it.each([
    ['of the hub', hubTopic('contoso-hub')],
    ['of the hub in other letters', hubTopic('contoso-hub').toLowerCase()],
    [
      'of the Azure subscription it is in, as documented',
      '/subscriptions/00000000-0000-0000-0000-000000000042',
    ],
  ])('is read when its topic is that %s', (_what, topic) => {
    const delivery = readEvents([handshake(topic)], ours);

    expect(delivery).toEqual({ kind: 'handshake', code: 'code-1234' });
  });

  it.each([
    ['another hub', hubTopic('other-hub')],
    ['another Azure subscription', '/subscriptions/00000000-0000-0000-0000-000000000043'],
    ['the beginning of ours', '/subscriptions/00000000'],
    [
      'a part of ours',
      '/SUBSCRIPTIONS/00000000-0000-0000-0000-000000000042/RESOURCEGROUPS/CONTOSO-RG',
    ],
    ['nothing', ''],
  ])('is refused when its topic is %s', (_what, topic) => {
    expect(() => readEvents([handshake(topic)], ours)).toThrow(
      expect.objectContaining({ code: 'topic_unexpected' }),
    );
  });

  it('is read whatever its topic is in local mode', () => {
    const delivery = readEvents([handshake('/subscriptions/any')], local);

    expect(delivery).toEqual({ kind: 'handshake', code: 'code-1234' });
  });

  it.each([undefined, 7, '', 'x'.repeat(257), '<script>', 'a b'])(
    'is refused with the code %j: nothing but a code is ever given back',
    (code) => {
      const event = { ...handshake(), data: { validationCode: code } };

      expect(() => readEvents([event], ours)).toThrow(
        expect.objectContaining({ code: 'events_invalid' }),
      );
    },
  );

  it('is none among other events', () => {
    const batch = readBatch([handshake(), created]);

    expect(batch).toMatchObject({ ignored: 1, events: [expected.created] });
  });
});

it('reads that a subscription was deleted', () => {
  expect(readEvents([farewell()], ours)).toEqual({ kind: 'farewell' });
});

function dataOf(event: Record<string, unknown>): object {
  return event.data as object;
}

function withData(changes: object): Record<string, unknown> {
  return { ...connectedWithOffset, data: { ...dataOf(connectedWithOffset), ...changes } };
}

function withSequence(sequenceNumber: unknown): Record<string, unknown> {
  return withData({ deviceConnectionStateEventInfo: { sequenceNumber } });
}
