import fc from 'fast-check';
import { grammar } from '../../../src/conversation/grammar/grammar';
import type { IntentParameters } from '../../../src/conversation/intent';
import { readIntent } from '../../../src/conversation/read-intent';
import { isAppError } from '../../../src/shared/app-error';

const context = { now: new Date('2026-11-21T09:23:00Z'), timeZone: 'UTC' };
const device = { devices: ['device-42'] };

const everyExample = grammar.flatMap(({ intent, examples }) =>
  examples.map((text) => [text, intent] as const),
);

it.each(everyExample)('reads its own example "%s" as %s', (text, intent) => {
  const read = readIntent(text, context);

  expect(read).toMatchObject({ intent, confidence: 1, suggestions: [] });
});

it.each<[string, string, IntentParameters]>([
  ['WHY DID device-42 DISCONNECT?', 'why', device],
  ['  why   did device-42\n disconnect ??? ', 'why', device],
  ['hey Reconnect, can you please tell me why device-42 keeps dropping, thanks!', 'why', device],
  ['why is device-42 offline', 'why', device],
  ["why isn't device-42 connected", 'why', device],
  ["why can't device-42 connect?", 'why', device],
  ["what's wrong with device-42", 'why', device],
  ['any idea what happened to device-42?', 'why', device],
  ['device-42 is offline', 'why', device],
  ['did device-42 disconnect', 'why', device],
  ['how come device-42 went offline', 'why', device],
  ['investigate device-42', 'why', device],
  ['why did thermostat disconnect', 'why', { devices: ['thermostat'] }],
  ['why did the sensor Line.7:A disconnect', 'why', { devices: ['Line.7:A'] }],
  ['why did device-42 drop on contoso-hub', 'why', { ...device, hub: 'contoso-hub' }],
  ['why did device-42 drop on hub Contoso-Hub', 'why', { ...device, hub: 'Contoso-Hub' }],
  ['why did "what?!" disconnect', 'why', { devices: ['what?!'] }],
  ["why did 'since,9am.' disconnect", 'why', { devices: ['since,9am.'] }],
  ['why did “odd.” and `last#6` drop', 'why', { devices: ['odd.', 'last#6'] }],
  [
    'why did device-1, device-2 and device-3 drop',
    'why',
    { devices: ['device-1', 'device-2', 'device-3'] },
  ],
  [
    'why did device-42 disconnect in the last 6 hours',
    'why',
    { ...device, window: { last: 'PT6H' } },
  ],
  [
    'in the last 6 hours, why did device-42 disconnect',
    'why',
    { ...device, window: { last: 'PT6H' } },
  ],
  ['summary', 'summary', {}],
  ['give me a summary please', 'summary', {}],
  ['summary of all hubs', 'summary', {}],
  ['summary over all our hubs', 'summary', {}],
  ['summary for every hub last 6 hours', 'summary', { window: { last: 'PT6H' } }],
  ['summary of contoso-hub', 'summary', { hub: 'contoso-hub' }],
  [
    'summary last 6 hours on contoso-hub',
    'summary',
    { hub: 'contoso-hub', window: { last: 'PT6H' } },
  ],
  ['which devices disconnected', 'summary', {}],
  ['why are devices dropping', 'summary', {}],
  ['show disconnects last 24h', 'summary', { window: { last: 'PT24H' } }],
  ["what's 404104?", 'decode', { code: '404104' }],
  [
    'What is error code 404104 DeviceConnectionClosedRemotely',
    'decode',
    { code: '404104 DeviceConnectionClosedRemotely' },
  ],
  ['404104', 'decode', { code: '404104' }],
  ['DeviceConnectionClosedRemotely', 'decode', { code: 'DeviceConnectionClosedRemotely' }],
  ['what does 401003 mean', 'decode', { code: '401003' }],
  ['how do I fix 401003', 'decode', { code: '401003' }],
  ['decode "not authorized" since 9am', 'decode', { code: 'not authorized since 9am' }],
  ['check device-42', 'check', device],
  ['is device-42 enabled?', 'check', device],
  ['run the checklist on device-42', 'check', device],
  ['check device-42 on contoso-hub', 'check', { ...device, hub: 'contoso-hub' }],
  ['Subscribe!', 'subscribe', {}],
  ['please send alerts here', 'subscribe', {}],
  ['unsubscribe please', 'unsubscribe', {}],
  ['stop sending alerts', 'unsubscribe', {}],
  ['hello there', 'help', {}],
  ['ok thanks, @Reconnect summary!', 'summary', {}],
  ["why did device-42's connection drop", 'why', device],
  ['can you explain why device-42 disconnected', 'why', device],
  ['why is device-42 unreachable from contoso-hub', 'why', { ...device, hub: 'contoso-hub' }],
  ['what is the root cause of the disconnects of device-42', 'why', device],
  ['show disconnects for device-42', 'why', device],
  ['disconnects on contoso-hub', 'summary', { hub: 'contoso-hub' }],
  ['is device-42 online', 'why', device],
  ["what's a 404104 error", 'decode', { code: '404104' }],
  ['what is deviceconnectionclosedremotely', 'decode', { code: 'deviceconnectionclosedremotely' }],
  ['turn on alerts', 'subscribe', {}],
  ["don't send me alerts", 'unsubscribe', {}],
  ['hello', 'help', {}],
  ['what can you do?', 'help', {}],
])('reads "%s" as %s', (text, intent, parameters) => {
  const read = readIntent(text, context);

  expect(read).toEqual({ intent, parameters, confidence: 1, suggestions: [] });
});

it.each(['', '   ', '?', '!!!'])('takes "%s" as a call for help', (text) => {
  const read = readIntent(text, context);

  expect(read).toMatchObject({ intent: 'help', confidence: 0.8 });
});

it.each(['why is it offline', 'why did my device disconnect', 'check it'])(
  'reads "%s" as a question that names no device',
  (text) => {
    const read = readIntent(text, context);

    expect(read.parameters).toEqual({});
    expect(read.confidence).toBeLessThan(1);
  },
);

it('reads the drift of a sentence that fits no phrase', () => {
  const read = readIntent('For some odd reason device-42 was offline a lot, why?', context);

  expect(read).toEqual({ intent: 'why', parameters: device, confidence: 0.7, suggestions: [] });
});

it.each([
  ['sumary', ['summary']],
  ['hlep', ['help']],
  ['subscrib', ['subscribe']],
  ['unsubscrib', ['unsubscribe']],
  ['sbuscribe', ['subscribe']],
  ['wyh did device-42 disconect', ['why did device-42 disconnect']],
  [
    'why did device-42 disconect in the last 6 hours',
    ['why did device-42 disconnect in the last 6 hours'],
  ],
  ['chek device-42', ['check device-42']],
  ['unsub', ['unsubscribe']],
  ['what does', ['what does DeviceConnectionClosedRemotely mean']],
  ['chek "odd?"', ['check "odd?"']],
])('does nothing on "%s" and asks whether %s was meant', (text, suggestions) => {
  const read = readIntent(text, context);

  expect(read).toMatchObject({ intent: 'unknown', parameters: {} });
  expect(read.suggestions).toEqual(suggestions);
});

it.each([
  ['why', 'why'],
  ['why did', 'why'],
  ['check', 'check'],
  ['checklist', 'check'],
])('reads "%s" as a question that lacks its device', (text, intent) => {
  const read = readIntent(text, context);

  expect(read).toMatchObject({ intent, parameters: {}, suggestions: [] });
});

it.each(['what is 40410', '4041044'])('reads the mistyped code of "%s" as a code', (text) => {
  const read = readIntent(text, context);

  expect(read).toMatchObject({ intent: 'decode', parameters: { code: text.split(' ').at(-1) } });
});

it('offers what can be asked about a device id that stands alone', () => {
  const read = readIntent('device-42', context);

  expect(read).toMatchObject({
    intent: 'unknown',
    suggestions: ['why did device-42 disconnect', 'check device-42'],
  });
});

const logRecord = JSON.stringify({
  time: '2026-11-21T03:08:02Z',
  category: 'Connections',
  operationName: 'deviceDisconnect',
  resultType: '404104',
  resultDescription: 'DeviceConnectionClosedRemotely',
  properties: '{"deviceId":"device-42","protocol":"Mqtt","maskedIpAddress":"81.24.7.XXX"}',
});

it.each([
  'Connection refused: Not authorized',
  '2026-11-21 03:08:02 ERROR Connection refused: Not authorized (rc=5)',
  'what is communication_error',
  'communication_error',
  'not authorized',
  'Error: connect ECONNREFUSED 40.113.153.50:8883',
  logRecord,
  `${logRecord}\n${logRecord}`,
  'error 404104 DeviceConnectionClosedRemotely in the log of the gateway',
  'rc=5 from the broker',
])('reads what was pasted bare as an error to decode: %s', (text) => {
  const read = readIntent(text, context);

  expect(read).toEqual({
    intent: 'decode',
    parameters: { code: text },
    confidence: 0.8,
    suggestions: [],
  });
});

it.each(['device-42', 'sensor-401003', 'rc-5', '404104-a', 'ETIMEDOUT-1'])(
  'takes the id %s for a device, whatever it holds',
  (text) => {
    const read = readIntent(text, context);

    expect(read).toMatchObject({ intent: 'unknown', parameters: {} });
    expect(read.suggestions).toContain(`check ${text}`);
  },
);

it('takes the name of a device that exists for that device', () => {
  const read = readIntent('ECONNREFUSED', { ...context, knownDevices: ['ECONNREFUSED'] });

  expect(read.suggestions).toContain('check ECONNREFUSED');
});

it.each(['500 pallets left the dock', '404 of them', 'the pump is loud'])(
  'decodes nothing in "%s"',
  (text) => {
    expect(readIntent(text, context).intent).toBe('unknown');
  },
);

it('keeps the time somebody said beside an id', () => {
  const read = readIntent('device-42 last 6 hours', context);

  expect(read.suggestions[0]).toBe('why did device-42 disconnect last 6 hours');
});

it('puts an id in quotes where it would be read as a time', () => {
  const read = readIntent('9am', context);

  expect(read.suggestions).toEqual(['why did "9am" disconnect', 'check "9am"']);
});

it('knows a plain word as a device where there is one of that name', () => {
  const read = readIntent('thermostat', { ...context, knownDevices: ['thermostat'] });

  expect(read.suggestions).toContain('check thermostat');
});

it.each(['what is the weather', 'tell me a joke', 'delete device-42', 'lorem ipsum '.repeat(500)])(
  'does not pretend to understand "%s"',
  (text) => {
    const read = readIntent(text, context);

    expect(read).toEqual({ intent: 'unknown', parameters: {}, confidence: 0, suggestions: [] });
  },
);

it.each([
  ['why did "two words" disconnect', 'device_id_invalid'],
  [`why did ${'x'.repeat(129)} disconnect`, 'device_id_invalid'],
  ['why did devicé-42 disconnect', 'device_id_invalid'],
  ['why did device-42 disconnect tomorrow', 'window_invalid'],
  ['summary since the big bang', 'window_invalid'],
])('refuses "%s" with %s', (text, code) => {
  expect(() => readIntent(text, context)).toThrow(expect.objectContaining({ code }));
});

it('survives every text, and reads every suggestion it makes', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), sentences()), (text) => {
      const read = readOrRefuse(text);

      for (const suggestion of read?.suggestions ?? []) {
        expect(readOrRefuse(suggestion)?.intent).not.toBe('unknown');
      }
    }),
    { numRuns: 1000 },
  );
});

it('never changes a subscription on a mistyped word', () => {
  const commands = ['subscribe', 'unsubscribe', 'stop sending alerts', 'send alerts here'];
  const slips = fc.record({
    command: fc.constantFrom(...commands),
    at: fc.nat(),
    letter: fc.constantFrom(...'abcdefghijklmnoprstuvwz'),
  });

  fc.assert(
    fc.property(slips, ({ command, at, letter }) => {
      const index = at % command.length;
      const typed = `${command.slice(0, index)}${letter}${command.slice(index + 1)}`;
      fc.pre(!commands.includes(typed));

      expect(readOrRefuse(typed)?.intent).not.toMatch(/subscribe/);
    }),
  );
});

it('answers a hostile text at once', () => {
  const texts = [
    `why ${'did '.repeat(1000)}`,
    `why did ${'a, '.repeat(1000)}disconnect`,
    `${'"'.repeat(3000)}`,
    `between ${'and '.repeat(900)}`,
    `since ${'9am '.repeat(90)}`,
    'please '.repeat(600),
  ];
  const startedAt = performance.now();

  for (const text of texts) readOrRefuse(text);

  expect(performance.now() - startedAt).toBeLessThan(1000);
});

/** Words of the grammar in any order, with ids and time words between. */
function sentences() {
  const words = [
    'why',
    'did',
    'device-42',
    'disconect',
    'since',
    '9am',
    'last',
    '6',
    'hours',
    'between',
    'and',
    'on',
    'contoso-hub',
    'summary',
    'chek',
    'what',
    'is',
    '404104',
    '"x y"',
    'unsubscrib',
    'yesterday',
    '?',
  ];
  return fc.array(fc.constantFrom(...words), { maxLength: 10 }).map((list) => list.join(' '));
}

function readOrRefuse(text: string) {
  try {
    return readIntent(text, context);
  } catch (error) {
    if (isAppError(error, 'device_id_invalid') || isAppError(error, 'window_invalid')) {
      return undefined;
    }
    throw error;
  }
}
