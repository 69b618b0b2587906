import { openLog } from '../log-writer';
import type { Scenario } from '../scenario';
import { among } from '../told';

const id = 'pump-7';

const upgraded = { cause: 'platform-upgrade', never: ['token-renewal', 'hub-fault'] } as const;

export const platformUpgrade: Scenario[] = [
  {
    name: 'closed with 400029, back at once',
    story: 'An upgrade of the service closed the connection.',
    world: among(461, (log) => {
      log.drops(log.device(id), { at: '03:00', code: '400029', backAfterSeconds: 4 });
    }),
    ask: { device: id },
    expected: upgraded,
  },
  {
    name: 'closed and refused for a while',
    story: '400029, three times 400030, then connected.',
    world: among(462, (log) => {
      const pump = log.device(id, { sdk: 'c' });
      log.drops(pump, { at: '03:00', code: '400029' });
      log.isRefused(pump, { from: '03:00:05', to: '03:00:50', everySeconds: 15, code: '400030' });
      log.connects(pump, '03:01:10');
    }),
    ask: { device: id },
    expected: upgraded,
  },
  {
    name: 'the upgrade walks through the fleet',
    story: 'A hundred devices of all sites are closed with 400029 in twenty minutes.',
    world: () => {
      const log = openLog(463);
      for (const [at, client] of log.crowd(100).entries()) {
        const minute = String(at % 20).padStart(2, '0');
        log.drops(client, { at: `03:${minute}:07`, code: '400029', backAfterSeconds: 5 });
      }
      return { records: log.records };
    },
    ask: { device: 'sensor-0042' },
    expected: {
      cause: 'platform-upgrade',
      never: ['token-renewal', 'hub-fault', 'site-outage'],
    },
  },
  {
    name: 'renewals and one upgrade',
    story: 'A .NET device renews all day and was closed once for an upgrade.',
    world: among(464, (log) => {
      const pump = log.device(id, { sdk: 'dotnet' });
      log.renews(pump, { to: '02:30' });
      log.drops(pump, { at: '03:00', code: '400029', backAfterSeconds: 3 });
      log.renews(pump, { from: '03:00:03' });
    }),
    ask: { device: id },
    expected: upgraded,
  },
  {
    name: 'an upgrade over AMQP',
    story: 'Closed with 400029, refused once with 400030, connected.',
    world: among(465, (log) => {
      const pump = log.device(id, { sdk: 'java', protocol: 'Amqp' });
      log.drops(pump, { at: '03:00', code: '400029' });
      log.isRefused(pump, { from: '03:00:05', to: '03:00:06', everySeconds: 15, code: '400030' });
      log.connects(pump, '03:00:30');
    }),
    ask: { device: id },
    expected: upgraded,
  },
];
