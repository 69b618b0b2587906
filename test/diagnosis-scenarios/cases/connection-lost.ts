import type { Scenario } from '../scenario';
import { minutes, seconds, when } from '../story-time';
import { among } from '../told';

const id = 'pump-7';
const lost = { cause: 'connection-lost', never: ['token-renewal'] } as const;

/** Twenty others stay. */
export const connectionLost: Scenario[] = [
  {
    name: 'lost once and not back',
    story: 'One 404104 at a quarter past nine and nothing since.',
    world: among(101, (log) => {
      const pump = log.device(id);
      log.connects(pump, 'yesterday 18:05');
      log.drops(pump, { at: '09:14:20' });
    }),
    ask: { device: id },
    expected: lost,
  },
  {
    name: 'lost once, back after ten minutes',
    story: 'One 404104; the network came back ten minutes later.',
    world: among(102, (log) => {
      const pump = log.device(id, { sdk: 'python' });
      log.connects(pump, 'yesterday 18:05');
      log.drops(pump, { at: '09:14:20', backAfterSeconds: 600 });
    }),
    ask: { device: id },
    expected: lost,
  },
  {
    name: 'Node: renewals and one real loss',
    story: 'Renewals all day and one 404104 with twenty minutes away.',
    world: among(103, (log) => {
      const pump = log.device(id, { sdk: 'node' });
      log.renews(pump, { to: '08:00' });
      log.drops(pump, { at: '08:20', backAfterSeconds: 1200 });
      log.renews(pump, { from: '08:40' });
    }),
    ask: { device: id },
    expected: lost,
  },
  {
    name: '.NET: renewals and one real loss',
    story: 'Renewals all day; between two of them the network was gone for forty minutes.',
    world: among(104, (log) => {
      const pump = log.device(id, { sdk: 'dotnet' });
      log.renews(pump, { to: '10:00' });
      log.drops(pump, { at: '10:11', backAfterSeconds: 2400 });
      log.renews(pump, { from: '10:51' });
    }),
    ask: { device: id },
    expected: lost,
  },
  {
    name: '.NET: renewals and one short loss off the beat',
    story:
      'A TCP reset half an hour after a renewal; back in twenty seconds, then the beat goes on from there.',
    world: among(105, (log) => {
      const pump = log.device(id, { sdk: 'dotnet' });
      log.renews(pump, { to: '10:00' });
      log.drops(pump, { at: '10:03', backAfterSeconds: 20 });
      log.renews(pump, { from: '10:03:20' });
    }),
    ask: { device: id },
    expected: { cause: ['connection-lost', 'undetermined'], never: ['token-renewal'] },
  },
  {
    name: 'renewals, and the last loss is not one',
    story: 'A Java device renewed all day and is away since three, without a 401003.',
    world: among(106, (log) => {
      const pump = log.device(id, { sdk: 'java' });
      log.renews(pump, { to: '14:30' });
      log.drops(pump, { at: '15:02' });
    }),
    ask: { device: id },
    expected: lost,
  },
  {
    name: 'the last renewal never came back',
    story:
      'The token ended on time, the hub cut the connection, and the device is away for three hours.',
    world: among(107, (log) => {
      const pump = log.device(id, { sdk: 'dotnet' });
      log.renews(pump, { to: '14:30' });
      log.note(pump, { at: '15:23:00', operation: 'Disconnect', code: '401003' });
      log.drops(pump, { at: '15:23:01' });
    }),
    ask: { device: id },
    expected: {
      cause: ['connection-lost', 'credential-rejected', 'undetermined'],
      never: ['token-renewal'],
    },
  },
  {
    name: 'Node loses its connection every 45 minutes',
    story:
      'A Node device renews with informational rows; 404104 in the same rhythm is something else.',
    world: among(108, (log) => {
      const pump = log.device(id, { sdk: 'node' });
      log.connects(pump, 'yesterday 18:00');
      for (let at = when('yesterday 18:30'); at < when('17:50'); at += minutes(45)) {
        log.drops(pump, { at, backAfterSeconds: 2 });
      }
    }),
    ask: { device: id },
    expected: { cause: ['connection-lost', 'undetermined'], never: ['token-renewal'] },
  },
  {
    name: 'a rhythm over AMQP',
    story: 'AMQP refreshes its token inside the connection; 404104 each hour has another reason.',
    world: among(109, (log) => {
      const pump = log.device(id, { sdk: 'dotnet', protocol: 'Amqp' });
      log.connects(pump, 'yesterday 18:00');
      for (let at = when('yesterday 18:30'); at < when('17:50'); at += minutes(60)) {
        log.drops(pump, { at, backAfterSeconds: 3 });
      }
    }),
    ask: { device: id },
    expected: { cause: ['connection-lost', 'undetermined'], never: ['token-renewal'] },
  },
  {
    name: 'a rhythm with five minutes away each time',
    story:
      'A controller is switched off and on by a timer every hour: 404104, back after five minutes.',
    world: among(110, (log) => {
      const pump = log.device(id, { sdk: 'dotnet' });
      log.connects(pump, 'yesterday 18:00');
      for (let at = when('yesterday 18:30'); at < when('17:50'); at += minutes(60)) {
        log.drops(pump, { at, backAfterSeconds: 300 });
      }
    }),
    ask: { device: id },
    expected: { cause: ['connection-lost', 'undetermined'], never: ['token-renewal'] },
  },
  {
    name: 'a bad radio link',
    story: 'Forty short losses at no regular times.',
    world: among(111, (log) => {
      const pump = log.device(id, { sdk: 'c' });
      let at = when('yesterday 19:00');
      for (let loss = 0; loss < 40; loss += 1) {
        log.drops(pump, { at, backAfterSeconds: log.random.between(5, 300) });
        at += minutes(log.random.between(6, 50));
      }
    }),
    ask: { device: id },
    expected: lost,
  },
  {
    name: 'a crash and a quick restart',
    story:
      'The program crashed three times; the hub saw the socket reset at once; back in 20 seconds.',
    world: among(112, (log) => {
      const pump = log.device(id, { sdk: 'python' });
      for (const at of ['01:12', '01:40', '13:33']) log.drops(pump, { at, backAfterSeconds: 20 });
    }),
    ask: { device: id },
    expected: lost,
  },
  {
    name: '.NET with three uneven losses',
    story: 'Three 404104 without 401003 at uneven times, each back within a minute.',
    world: among(113, (log) => {
      const pump = log.device(id, { sdk: 'dotnet' });
      for (const at of ['02:01', '04:47', '16:30']) log.drops(pump, { at, backAfterSeconds: 30 });
    }),
    ask: { device: id },
    expected: lost,
  },
  {
    name: 'a link conflict as the side effect',
    story: 'The device was faster than the hub: 404104, then 409002 as it came back.',
    world: among(114, (log) => {
      const pump = log.device(id, { sdk: 'c', protocol: 'Amqp' });
      log.connects(pump, 'yesterday 18:10');
      log.drops(pump, { at: '11:20:10' });
      log.note(pump, { at: '11:20:12', operation: 'Disconnect', code: '409002' });
      log.connects(pump, '11:20:13');
    }),
    ask: { device: id },
    expected: { cause: 'connection-lost', never: ['token-renewal', 'duplicate-identity'] },
  },
  ...[
    { name: 'before', offset: -1 },
    { name: 'after', offset: 20 },
  ].map(({ name, offset }) => ({
    name: `a refused connect by 409002 ${name} each loss`,
    story: 'Lost three times; the hub still held the old connection when the client tried again.',
    world: among(118, (log) => {
      const pump = log.device(id, { sdk: 'c' });
      for (const at of ['05:00', '09:10', '14:25'] as const) {
        const conflictAt = when(at) + seconds(offset);
        log.note(pump, { at: conflictAt, operation: 'Connect', code: '409002' });
        log.drops(pump, { at, backAfterSeconds: 140 });
      }
    }),
    ask: { device: id },
    expected: { cause: 'connection-lost' as const, never: ['duplicate-identity' as const] },
  })),
  {
    name: 'the connect rows were lost',
    story: 'Three 404104 at uneven times, and no connect row arrived.',
    world: among(115, (log) => {
      const pump = log.device(id, { sdk: 'java' });
      for (const at of ['03:00', '07:21', '12:02']) log.drops(pump, { at });
    }),
    ask: { device: id },
    expected: lost,
  },
  {
    name: 'a rhythm of losses, all connect rows lost',
    story: '404104 every 70 minutes; nothing tells how long it was away or which client it runs.',
    world: among(116, (log) => {
      const pump = log.device(id, { sdk: 'dotnet' });
      for (let at = when('yesterday 19:00'); at < when('17:50'); at += minutes(70)) {
        log.drops(pump, { at });
      }
    }),
    ask: { device: id },
    expected: { cause: ['connection-lost', 'undetermined'], never: ['token-renewal'] },
  },
  {
    name: 'raw MQTT, lost once',
    story: 'A client that names no SDK is lost and back an hour later.',
    world: among(117, (log) => {
      const pump = log.device(id, { sdk: 'raw' });
      log.drops(pump, { at: '06:00', backAfterSeconds: 3600 });
    }),
    ask: { device: id },
    expected: lost,
  },
];
