import type { Client } from '../connection-record';
import { openLog, type Renewals } from '../log-writer';
import type { Scenario, World } from '../scenario';
import type { Sdk } from '../sdk-clients';

const id = 'pump-7';
const renewal = { cause: 'token-renewal' } as const;

/** One device that renews among twenty that stay. */
function renewing(seed: number, sdk: Sdk, renewals: Renewals = {}, given: Partial<Client> = {}) {
  return (): World => {
    const log = openLog(seed);
    log.crowd(20);
    const pump = log.device(id, { sdk, ...given });
    log.renews(pump, renewals);
    return { records: log.records };
  };
}

function withRows(world: () => World, change: (records: World['records']) => World['records']) {
  return (): World => {
    const told = world();
    return { ...told, records: change(told.records) };
  };
}

export const tokenRenewal: Scenario[] = [
  {
    name: 'Node renews every 45 minutes',
    story:
      'A Node device closes and opens its connection at 45 of 60 minutes, informational rows only.',
    world: renewing(1, 'node'),
    ask: { device: id },
    expected: { ...renewal, atLeast: 'medium' },
  },
  {
    name: '.NET renews every 70 minutes',
    story:
      'The hub cuts a .NET device ten minutes after its token ended; it is back in two seconds.',
    world: renewing(2, 'dotnet'),
    ask: { device: id },
    expected: { ...renewal, atLeast: 'medium' },
  },
  {
    name: 'Java renews every 70 minutes',
    story: '401003, 404104 and a connect within seconds, every 70 minutes.',
    world: renewing(3, 'java'),
    ask: { device: id },
    expected: { ...renewal, atLeast: 'medium' },
  },
  {
    name: 'Python renews every 58 minutes',
    story: 'A Python device renews two minutes before its token ends.',
    world: renewing(4, 'python'),
    ask: { device: id },
    expected: { ...renewal, atLeast: 'medium' },
  },
  {
    name: 'C renews every 48 minutes',
    story: 'A C device renews at four fifths of its token.',
    world: renewing(5, 'c'),
    ask: { device: id },
    expected: { ...renewal, atLeast: 'medium' },
  },
  {
    name: 'Node renews over MQTT in WebSockets',
    story: 'The same renewal through port 443.',
    world: renewing(6, 'node', {}, { protocol: 'MqttWs' }),
    ask: { device: id },
    expected: renewal,
  },
  {
    name: '.NET with a token of 20 minutes',
    story: 'A shorter token: cut every 30 minutes, as the document shows it.',
    world: renewing(7, 'dotnet', { everyMinutes: 30 }),
    ask: { device: id },
    expected: renewal,
  },
  {
    name: 'Java with a token of 5 minutes',
    story: 'A very short token: cut every 15 minutes, as the document shows it.',
    world: renewing(8, 'java', { everyMinutes: 15 }),
    ask: { device: id },
    expected: renewal,
  },
  {
    name: 'Node with a token of 5 minutes',
    story: 'Renewal set to 3 minutes, informational rows only, as the document shows it.',
    world: renewing(9, 'node', { everyMinutes: 3 }),
    ask: { device: id },
    expected: renewal,
  },
  {
    name: 'Java with a token of 240 minutes',
    story: 'A long token: cut every 250 minutes, five times in the window.',
    world: renewing(10, 'java', { everyMinutes: 250 }),
    ask: { device: id },
    expected: renewal,
  },
  {
    name: 'Node with a token of 240 minutes',
    story: 'Closed and opened every 225 minutes.',
    world: renewing(11, 'node', { everyMinutes: 225 }),
    ask: { device: id },
    expected: renewal,
  },
  {
    name: 'cut every 65 minutes',
    story:
      'The example of the error page, which fits no SDK exactly: 401003, 404104, back in seconds.',
    world: renewing(12, 'dotnet', { everyMinutes: 65 }),
    ask: { device: id },
    expected: renewal,
  },
  {
    name: 'jitter of a minute and a half',
    story: 'A .NET device whose renewals come up to 90 seconds early or late.',
    world: renewing(13, 'dotnet', { jitterSeconds: 90 }),
    ask: { device: id },
    expected: renewal,
  },
  {
    name: 'jitter of a minute, Node',
    story: 'A Node device whose renewals come up to 60 seconds early or late.',
    world: renewing(14, 'node', { jitterSeconds: 60 }),
    ask: { device: id },
    expected: renewal,
  },
  {
    name: 'three cycles without rows',
    story: 'The rows of three renewals were lost on the way to the workspace.',
    world: renewing(15, 'dotnet', { missed: [3, 9, 10] }),
    ask: { device: id },
    expected: renewal,
  },
  {
    name: 'missed cycles, Node with jitter',
    story: 'Lost cycles and uneven times together.',
    world: renewing(16, 'node', { missed: [2, 11, 20], jitterSeconds: 40 }),
    ask: { device: id },
    expected: renewal,
  },
  {
    name: 'lost rows of the expired token',
    story: 'In three cycles of a Java device only the 404104 arrived, and the connect.',
    world: renewing(17, 'java', { without401003: [2, 7, 8] }),
    ask: { device: id },
    expected: renewal,
  },
  {
    name: 'every row twice',
    story: 'The export wrote every row of a .NET device two times.',
    world: withRows(renewing(18, 'dotnet'), (records) =>
      records.flatMap((row) => [row, { ...row }]),
    ),
    ask: { device: id },
    expected: renewal,
  },
  {
    name: 'rows in no order',
    story: 'The rows arrive shuffled.',
    world: withRows(renewing(19, 'node'), (records) => openLog(19).random.shuffle(records)),
    ask: { device: id },
    expected: renewal,
  },
  {
    name: 'back after forty seconds',
    story: 'A slow modem needs 40 seconds to connect again at each renewal.',
    world: renewing(20, 'dotnet', { gapSeconds: 40 }),
    ask: { device: id },
    expected: renewal,
  },
  {
    name: 'back in the same second',
    story: 'Times have whole seconds: loss and connect carry the same one.',
    world: renewing(21, 'node', { gapSeconds: 0 }),
    ask: { device: id },
    expected: renewal,
  },
  {
    name: 'a window of four hours',
    story: 'Five Node renewals are in the window.',
    world: renewing(22, 'node'),
    ask: { device: id, from: '14:00' },
    expected: renewal,
  },
  {
    name: 'product information before the name of the SDK',
    story: 'A C device puts its product in front of the SDK version.',
    world: renewing(
      23,
      'c',
      {},
      { sdkVersion: 'ContosoPump/4.2 iothubclient/1.15.0 (native; Linux)' },
    ),
    ask: { device: id },
    expected: renewal,
  },
  {
    name: 'raw MQTT with expired tokens',
    story:
      'A client without an SDK lets its token end each hour: 401003, 404104, back in three seconds.',
    world: renewing(31, 'raw', { gapSeconds: 3 }),
    ask: { device: id },
    expected: { cause: ['token-renewal', 'undetermined'], never: ['credential-rejected'] },
  },
  {
    name: 'a single renewal in an hour',
    story:
      'The window holds one cycle: 401003, 404104, back in two seconds. A rhythm cannot be seen.',
    world: renewing(32, 'dotnet', { from: '15:53', to: '17:20' }),
    ask: { device: id, from: '16:45' },
    expected: {
      cause: ['token-renewal', 'undetermined', 'connection-lost'],
      never: ['credential-rejected', 'site-outage', 'hub-fault'],
      atMost: 'medium',
    },
  },
];
