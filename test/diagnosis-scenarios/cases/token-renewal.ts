import type { Client } from '../connection-record';
import { openLog, type Renewals } from '../log-writer';
import type { Scenario, World } from '../scenario';
import type { Sdk } from '../sdk-clients';
import { seconds, when } from '../story-time';

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
    name: 'hundred devices that started together',
    story: 'A fleet was switched on in one minute and renews in one minute, at ten sites.',
    world: () => {
      const log = openLog(24);
      for (const client of log.crowd(100, { sdk: 'node', sites: 10, silent: true })) {
        log.renews(client, { jitterSeconds: 15 });
      }
      return { records: log.records };
    },
    ask: { device: 'sensor-0042' },
    expected: renewal,
  },
  {
    name: 'one site that started together',
    story: 'Forty .NET devices of one site renew in the same minute; others stay.',
    world: () => {
      const log = openLog(25);
      log.crowd(100);
      for (const client of log.crowd(40, {
        prefix: 'press',
        sdk: 'dotnet',
        site: 9,
        silent: true,
      })) {
        log.renews(client, { jitterSeconds: 10 });
      }
      return { records: log.records };
    },
    ask: { device: 'press-0011' },
    expected: renewal,
  },
  {
    name: 'a mixed fleet of 300 around it',
    story: 'Every device of the hub renews in its own rhythm; this one runs .NET.',
    world: () => {
      const log = openLog(26);
      for (const client of log.crowd(60, { silent: true })) {
        const phase = when('yesterday 18:00') + seconds(log.random.between(0, 2000));
        log.renews(client, { from: phase, jitterSeconds: 20 });
      }
      log.crowd(240, { prefix: 'quiet' });
      return { records: log.records };
    },
    ask: { device: 'sensor-0002' },
    expected: renewal,
  },
  {
    name: 'the same id in trouble on another hub',
    story: 'Two hubs have a pump-7; on the asked hub it renews, on the other it is lost.',
    world: () => {
      const log = openLog(27);
      const here = log.device(id, { sdk: 'dotnet' });
      const there = log.device(id, { sdk: 'dotnet', hub: 'fabrikam-hub' });
      log.renews(here);
      log.drops(there, { at: '09:12' });
      return { records: log.records };
    },
    ask: { device: id, hub: 'contoso-hub' },
    expected: renewal,
  },
  {
    name: 'a module in trouble on a device that renews',
    story: 'The device renews; one of its modules is lost twice, which are rows of the module.',
    world: () => {
      const log = openLog(28);
      const pump = log.device(id, { sdk: 'c' });
      log.renews(pump);
      const module = { ...pump, moduleId: 'vision' };
      log.drops(module, { at: '08:20', backAfterSeconds: 900 });
      log.drops(module, { at: '13:05', backAfterSeconds: 700 });
      return { records: log.records };
    },
    ask: { device: id },
    expected: renewal,
  },
  {
    name: 'somebody else is lost at the same minute',
    story: 'While this device renews, the one beside it is lost.',
    world: () => {
      const log = openLog(29);
      const pump = log.device(id, { sdk: 'python' });
      log.renews(pump, { everyMinutes: 60, from: '00:20' });
      log.drops(log.device('pump-8'), { at: '09:20' });
      return { records: log.records };
    },
    ask: { device: id },
    expected: renewal,
  },
  {
    name: 'renewals after a site outage that others had',
    story: 'Forty devices of another site went dark at noon; this one only renewed.',
    world: () => {
      const log = openLog(30);
      log.crowd(100);
      log.siteGoesDark(log.crowd(40, { prefix: 'dark', site: 3 }), { at: '12:00' });
      log.renews(log.device(id, { sdk: 'dotnet' }));
      return { records: log.records };
    },
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
  {
    name: 'the day has one graceful restart between renewals',
    story:
      'A Node device renews all day; it was also restarted once, cleanly, and away for 50 seconds.',
    world: () => {
      const log = openLog(33);
      const pump = log.device(id, { sdk: 'node' });
      log.renews(pump, { to: '08:00' });
      log.closes(pump, { at: '08:10', backAfterSeconds: 50 });
      log.renews(pump, { from: '08:10:50' });
      return { records: log.records };
    },
    ask: { device: id },
    expected: { cause: ['token-renewal', 'graceful-close'], never: ['connection-lost'] },
  },
];
