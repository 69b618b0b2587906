import { twin } from '../azure-bodies';
import type { LogWriter } from '../log-writer';
import { openLog } from '../log-writer';
import type { Scenario, World } from '../scenario';
import { minutes, when } from '../story-time';

const id = 'pump-7';
const lost = { cause: 'connection-lost', never: ['token-renewal'] } as const;

/** Twenty others stay. */
function among(seed: number, tell: (log: LogWriter) => void, more: Partial<World> = {}) {
  return (): World => {
    const log = openLog(seed);
    log.crowd(20);
    tell(log);
    return { records: log.records, ...more };
  };
}

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
  {
    name: 'a hostile id',
    story: 'The id holds every sign that the registry allows.',
    world: among(118, (log) => {
      log.drops(log.device("pump-:.+%_#*?!(),=@;$'7"), { at: '06:00', backAfterSeconds: 3600 });
    }),
    ask: { device: "pump-:.+%_#*?!(),=@;$'7" },
    expected: lost,
  },
  {
    name: 'an id of 128 signs',
    story: 'The longest id that the registry allows.',
    world: among(119, (log) => {
      log.drops(log.device('x%'.repeat(64)), { at: '06:00', backAfterSeconds: 900 });
    }),
    ask: { device: 'x%'.repeat(64) },
    expected: lost,
  },
  {
    name: 'the registry cannot be asked',
    story: 'Lost at six; no twin can be read, which says nothing about the device.',
    world: among(120, (log) => log.drops(log.device(id), { at: '06:00' })),
    ask: { device: id },
    expected: { cause: 'connection-lost', never: ['device-not-registered', 'device-disabled'] },
  },
  {
    name: 'enabled in the registry',
    story: 'Lost at six; the twin is enabled and was never changed.',
    world: among(121, (log) => log.drops(log.device(id), { at: '06:00' }), {
      twins: [twin(id, { connectionState: 'Disconnected' })],
    }),
    ask: { device: id },
    expected: lost,
  },
  {
    name: 'lost alone while another site is dark',
    story:
      'Sixty devices of another site went dark in the same minute; this one is alone at its site.',
    world: () => {
      const log = openLog(122);
      log.crowd(240);
      log.siteGoesDark(log.crowd(60, { prefix: 'dark', site: 3 }), { at: '09:10' });
      const pump = log.device(id, { sdk: 'dotnet', site: 7 });
      log.connects(pump, 'yesterday 18:30');
      log.crowd(20, { prefix: 'neighbour', site: 7 });
      log.drops(pump, { at: '09:14' });
      return { records: log.records };
    },
    ask: { device: id },
    expected: { cause: 'connection-lost', never: ['site-outage', 'hub-fault', 'token-renewal'] },
  },
  {
    name: 'lost two hours before its site went dark',
    story: 'This device was gone at seven; the site lost its power at nine.',
    world: () => {
      const log = openLog(123);
      log.crowd(100);
      const site = log.crowd(40, { prefix: 'dark', site: 3 });
      log.siteGoesDark(site, { at: '09:10' });
      const pump = log.device(id, { site: 3 });
      log.connects(pump, 'yesterday 19:00');
      log.drops(pump, { at: '07:00' });
      return { records: log.records };
    },
    ask: { device: id },
    expected: { cause: 'connection-lost', never: ['site-outage', 'hub-fault', 'token-renewal'] },
  },
  {
    name: 'two of three devices of a small hub',
    story:
      'A hub with three devices at one site: two are lost in the same minute. Too few to be sure.',
    world: () => {
      const log = openLog(124);
      const all = log.crowd(3, { site: 3, sdk: 'python' });
      log.siteGoesDark(all.slice(0, 2), { at: '09:10' });
      return { records: log.records };
    },
    ask: { device: 'sensor-0001' },
    expected: {
      cause: ['connection-lost', 'site-outage', 'undetermined'],
      never: ['hub-fault', 'token-renewal'],
    },
  },
  {
    name: 'health trouble that was over yesterday',
    story: 'The hub was degraded yesterday morning and is available since; this loss is of today.',
    world: among(125, (log) => log.drops(log.device(id), { at: '09:14', backAfterSeconds: 700 }), {
      health: {
        'contoso-hub': {
          properties: {
            availabilityState: 'Available',
            title: 'Available',
            summary: 'The hub was degraded and has recovered.',
            reasonType: '',
            occuredTime: '2026-03-09T08:00:00Z',
          },
        },
      },
    }),
    ask: { device: id },
    expected: { cause: 'connection-lost', never: ['hub-fault', 'token-renewal'] },
  },
  {
    name: 'an address filter that admits it',
    story: 'The hub rejects one foreign network; this device is from another and was lost once.',
    world: among(126, (log) => log.drops(log.device(id), { at: '09:14', backAfterSeconds: 700 }), {
      hub: {
        'contoso-hub': {
          location: 'westeurope',
          sku: { name: 'S1', capacity: 1 },
          properties: {
            state: 'Active',
            ipFilterRules: [{ filterName: 'bad-net', action: 'Reject', ipMask: '203.0.113.0/24' }],
          },
        },
      },
    }),
    ask: { device: id },
    expected: { cause: 'connection-lost', never: ['network-refused', 'token-renewal'] },
  },
];
