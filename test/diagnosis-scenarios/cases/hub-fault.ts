import { gauge, health } from '../azure-bodies';
import type { LogWriter } from '../log-writer';
import type { Scenario } from '../scenario';
import { told } from '../told';

const fault = { cause: 'hub-fault', never: ['token-renewal', 'site-outage'] } as const;

/** Every device of many sites is lost within a minute. */
function everybody(log: LogWriter, count: number, codes: [string, ...string[]], sites = 30): void {
  for (const [at, client] of log.crowd(count, { sites }).entries()) {
    const second = String(at % 55).padStart(2, '0');
    const code = codes[at % codes.length] ?? codes[0];
    log.drops(client, { at: `09:10:${second}`, code, backAfterSeconds: 240 });
  }
}

export const hubFault: Scenario[] = [
  {
    name: '500001 and 404104 at all sites',
    story: 'A node of the hub fails: 300 devices of thirty sites are lost in a minute.',
    world: told(601, (log) => everybody(log, 300, ['500001', '404104'])),
    ask: { device: 'sensor-0101' },
    expected: { ...fault, atLeast: 'medium' },
  },
  {
    name: 'the asked one has 404104 among 500001',
    story: 'The same; the asked device itself shows only 404104.',
    world: told(602, (log) => everybody(log, 300, ['500001', '404104'])),
    ask: { device: 'sensor-0102' },
    expected: fault,
  },
  {
    name: '500008 at all sites',
    story: 'Connections time out inside the hub.',
    world: told(603, (log) => everybody(log, 200, ['500008', '404104'])),
    ask: { device: 'sensor-0051' },
    expected: fault,
  },
  {
    name: '404104 alone at all sites',
    story: 'Two of three hundred devices in three stay; all sites are hit; the metric dips.',
    world: told(
      604,
      (log) => {
        everybody(log, 200, ['404104']);
        log.crowd(100, { prefix: 'luckier', sites: 30 });
      },
      {
        metrics: {
          'contoso-hub': {
            connectedDeviceCount: gauge('00:00', '18:00', [
              ['00:00', 300],
              ['09:11', 100],
              ['09:15', 300],
            ]),
          },
        },
      },
    ),
    ask: { device: 'sensor-0051' },
    expected: fault,
  },
  {
    name: 'known by Resource Health alone',
    story:
      'A hub with three devices; one is lost at ten past nine, and the hub is unavailable since nine.',
    world: told(
      605,
      (log) => {
        const [first] = log.crowd(3);
        if (first) log.drops(first, { at: '09:10' });
      },
      { health: { 'contoso-hub': health('Unavailable', '09:00') } },
    ),
    ask: { device: 'sensor-0001' },
    expected: fault,
  },
  {
    name: 'degraded by Resource Health, ten devices',
    story: 'Three of ten at different sites are lost while the hub is degraded.',
    world: told(
      606,
      (log) => {
        for (const client of log.crowd(10).slice(0, 3)) log.drops(client, { at: '09:10' });
      },
      { health: { 'contoso-hub': health('Degraded', '09:05') } },
    ),
    ask: { device: 'sensor-0002' },
    expected: fault,
  },
  {
    name: 'one device with 500001',
    story:
      'A single device meets a bad node: closed with 500001, refused twice with it, then back.',
    world: told(607, (log) => {
      log.crowd(20);
      const pump = log.device('pump-7');
      log.drops(pump, { at: '09:10', code: '500001' });
      log.isRefused(pump, { from: '09:10:05', to: '09:10:35', everySeconds: 15, code: '500001' });
      log.connects(pump, '09:11');
    }),
    ask: { device: 'pump-7' },
    expected: fault,
  },
  {
    name: 'the hub fails over',
    story: 'Fifty devices of many sites are closed, then refused with 404012 for ten minutes.',
    world: told(608, (log) => {
      for (const client of log.crowd(50)) {
        log.drops(client, { at: '09:10' });
        log.isRefused(client, {
          ...{ from: '09:10:10', to: '09:20', everySeconds: 120, code: '404012' },
        });
        log.connects(client, '09:20:30');
      }
    }),
    ask: { device: 'sensor-0011' },
    expected: {
      cause: 'hub-fault',
      never: ['token-renewal', 'site-outage', 'device-not-registered'],
    },
  },
  {
    name: 'refused with 503001',
    story: 'The service is not available: fifty devices of many sites are lost and refused.',
    world: told(609, (log) => {
      for (const client of log.crowd(50)) {
        log.drops(client, { at: '09:10' });
        log.isRefused(client, {
          ...{ from: '09:10:10', to: '09:15', everySeconds: 60, code: '503001' },
        });
        log.connects(client, '09:15:30');
      }
    }),
    ask: { device: 'sensor-0011' },
    expected: fault,
  },
  {
    name: 'three thousand devices',
    story: 'The whole hub is gone for four minutes at forty sites.',
    world: told(610, (log) => everybody(log, 3000, ['404104', '500001', '404104'], 40)),
    ask: { device: 'sensor-1500' },
    expected: fault,
  },
  {
    name: 'a fault after a day of renewals',
    story: 'Sixty devices renew all day; at four all sites are lost with 500001 and 404104.',
    world: told(611, (log) => {
      for (const [at, client] of log.crowd(60, { sdk: 'dotnet', silent: true }).entries()) {
        log.renews(client, { to: '15:40', jitterSeconds: 120 });
        const code = at % 2 === 0 ? '404104' : '500001';
        log.drops(client, { at: '16:00:20', code, backAfterSeconds: 180 });
      }
    }),
    ask: { device: 'sensor-0021' },
    expected: fault,
  },
  {
    name: 'the site of the asked device is hit with all others',
    story:
      'All sites are hit; the one of the asked device is the largest, which does not make it the cause.',
    world: told(612, (log) => {
      everybody(log, 120, ['404104', '500001'], 12);
      for (const client of log.crowd(60, { prefix: 'press', site: 7 })) {
        log.drops(client, { at: '09:10:30', backAfterSeconds: 240 });
      }
    }),
    ask: { device: 'press-0030' },
    expected: fault,
  },
];
