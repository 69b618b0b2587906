import { openLog } from '../log-writer';
import type { Scenario } from '../scenario';
import { minutes, when } from '../story-time';
import { among } from '../told';

const id = 'pump-7';

const closed = { cause: 'graceful-close', never: ['token-renewal', 'connection-lost'] } as const;

export const gracefulClose: Scenario[] = [
  {
    name: 'closed and not back',
    story: 'One informational disconnect without a code.',
    world: among(201, (log) => {
      const pump = log.device(id);
      log.connects(pump, 'yesterday 18:30');
      log.closes(pump, { at: '16:00' });
    }),
    ask: { device: id },
    expected: closed,
  },
  {
    name: 'closed for two hours',
    story: 'Maintenance: closed cleanly at ten, back at noon.',
    world: among(202, (log) => {
      const pump = log.device(id, { sdk: 'python' });
      log.connects(pump, 'yesterday 18:30');
      log.closes(pump, { at: '10:00', backAfterSeconds: 7200 });
    }),
    ask: { device: id },
    expected: closed,
  },
  {
    name: 'switched off every night',
    story: 'Four evenings: closed at ten, back at six.',
    world: among(203, (log) => {
      const kiosk = log.device(id, { sdk: 'dotnet' });
      for (const day of ['4 days ago', '3 days ago', '2 days ago', 'yesterday']) {
        log.closes(kiosk, { at: `${day} 22:00`, backAfterSeconds: 8 * 3600 });
      }
    }),
    ask: { device: id, from: '5 days ago 18:00' },
    expected: closed,
  },
  {
    name: 'a sensor that sleeps',
    story:
      'Connects for half a minute each hour, sends and closes cleanly: 59 minutes away each time.',
    world: among(204, (log) => {
      const sensor = log.device(id, { sdk: 'c' });
      for (let at = when('yesterday 18:15'); at < when('17:50'); at += minutes(60)) {
        log.connects(sensor, at);
        log.closes(sensor, { at: at + 30_000 });
      }
    }),
    ask: { device: id },
    expected: closed,
  },
  {
    name: 'AMQP, closed each hour, back in two seconds',
    story: 'AMQP renews inside the connection: clean closes in a rhythm are the program’s own.',
    world: among(205, (log) => {
      const pump = log.device(id, { sdk: 'node', protocol: 'Amqp' });
      log.connects(pump, 'yesterday 18:00');
      for (let at = when('yesterday 18:45'); at < when('17:50'); at += minutes(45)) {
        log.closes(pump, { at, backAfterSeconds: 2 });
      }
    }),
    ask: { device: id },
    expected: { cause: ['graceful-close', 'undetermined'], never: ['token-renewal'] },
  },
  {
    name: 'renewed all day, closed in the end',
    story: 'A Node device renewed until four; then it was switched off cleanly and is away.',
    world: among(206, (log) => {
      const pump = log.device(id);
      log.renews(pump, { to: '16:10' });
      log.closes(pump, { at: '16:24' });
    }),
    ask: { device: id },
    expected: closed,
  },
  {
    name: 'closed while another site is dark',
    story: 'Forty devices of another site go dark; this one is closed cleanly in the same minute.',
    world: () => {
      const log = openLog(207);
      log.crowd(100);
      log.siteGoesDark(log.crowd(40, { prefix: 'dark', site: 3 }), { at: '09:10' });
      const pump = log.device(id, { site: 7 });
      log.connects(pump, 'yesterday 18:30');
      log.closes(pump, { at: '09:14' });
      return { records: log.records };
    },
    ask: { device: id },
    expected: { cause: 'graceful-close', never: ['site-outage', 'hub-fault', 'token-renewal'] },
  },
  {
    name: 'closed once, ten minutes away',
    story:
      'An update of the program: closed cleanly, back after ten minutes, and no renewals in sight.',
    world: among(208, (log) => {
      const pump = log.device(id, { sdk: 'dotnet', protocol: 'AmqpWs' });
      log.connects(pump, 'yesterday 20:00');
      log.closes(pump, { at: '03:00', backAfterSeconds: 600 });
    }),
    ask: { device: id },
    expected: closed,
  },
];
