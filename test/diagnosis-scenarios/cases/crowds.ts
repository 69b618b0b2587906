import { gauge, health, hubBody, twin } from '../azure-bodies';
import { type LogWriter, openLog } from '../log-writer';
import type { Scenario, World } from '../scenario';

function told(seed: number, tell: (log: LogWriter) => void, more: Partial<World> = {}) {
  return (): World => {
    const log = openLog(seed);
    tell(log);
    return { records: log.records, ...more };
  };
}

const dark = {
  cause: 'site-outage',
  never: ['token-renewal', 'hub-fault', 'graceful-close'],
} as const;

export const siteOutage: Scenario[] = [
  {
    name: 'sixty of three hundred behind one address',
    story: 'A site with sixty Python devices loses its line; 240 at other sites stay.',
    world: told(501, (log) => {
      log.crowd(240);
      log.siteGoesDark(log.crowd(60, { prefix: 'press', site: 7, sdk: 'python' }), { at: '09:10' });
    }),
    ask: { device: 'press-0030' },
    expected: { ...dark, atLeast: 'medium' },
  },
  {
    name: 'noticed by every SDK at its own time',
    story: 'Mixed SDKs: the keep-alives run out between one and seven and a half minutes later.',
    world: told(502, (log) => {
      log.crowd(240);
      log.siteGoesDark(log.crowd(60, { prefix: 'press', site: 7 }), { at: '09:10' });
    }),
    ask: { device: 'press-0031' },
    expected: dark,
  },
  {
    name: 'asked for the one that is noticed last',
    story: 'The same; the asked device runs .NET and is noticed after seven minutes.',
    world: told(503, (log) => {
      log.crowd(240);
      log.siteGoesDark(log.crowd(60, { prefix: 'press', site: 7 }), { at: '09:10' });
    }),
    ask: { device: 'press-0032' },
    expected: dark,
  },
  {
    name: 'a hub with ten devices',
    story: 'Five of ten are behind one address and go dark; five elsewhere stay.',
    world: told(504, (log) => {
      log.crowd(5);
      log.siteGoesDark(log.crowd(5, { prefix: 'press', site: 7, sdk: 'c' }), { at: '09:10' });
    }),
    ask: { device: 'press-0003' },
    expected: { cause: ['site-outage', 'connection-lost'], never: ['token-renewal', 'hub-fault'] },
  },
  {
    name: 'a hub with three thousand devices',
    story: 'Two hundred behind one address go dark; 2,800 at forty sites stay.',
    world: told(505, (log) => {
      log.crowd(2800, { sites: 40 });
      log.siteGoesDark(log.crowd(200, { prefix: 'press', site: 7 }), { at: '09:10' });
    }),
    ask: { device: 'press-0100' },
    expected: { ...dark, atLeast: 'medium' },
  },
  {
    name: 'power is back after forty minutes',
    story: 'The site goes dark and everything reconnects within a minute.',
    world: told(506, (log) => {
      log.crowd(240);
      const site = log.crowd(60, { prefix: 'press', site: 7 });
      log.siteGoesDark(site, { at: '09:10', backAfterSeconds: 2400 });
    }),
    ask: { device: 'press-0030' },
    expected: dark,
  },
  {
    name: 'two of the site never come back',
    story: 'After the outage two devices stay away; asked for one of them.',
    world: told(507, (log) => {
      log.crowd(240);
      const site = log.crowd(40, { prefix: 'press', site: 7, sdk: 'node' });
      log.siteGoesDark(site.slice(2), { at: '09:10', backAfterSeconds: 1800 });
      log.siteGoesDark(site.slice(0, 2), { at: '09:10' });
    }),
    ask: { device: 'press-0001' },
    expected: dark,
  },
  {
    name: 'a site that renewed before',
    story: 'Thirty .NET devices renew since yesterday; at four the site goes dark.',
    world: told(508, (log) => {
      log.crowd(120);
      const site = log.crowd(30, { prefix: 'press', site: 7, sdk: 'dotnet', silent: true });
      for (const client of site) log.renews(client, { to: '15:40', jitterSeconds: 60 });
      log.siteGoesDark(site, { at: '16:00' });
    }),
    ask: { device: 'press-0010' },
    expected: dark,
  },
  {
    name: 'two sites at different hours',
    story: 'One site goes dark at six, another at nine; asked for the second.',
    world: told(509, (log) => {
      log.crowd(200);
      log.siteGoesDark(log.crowd(40, { prefix: 'mill', site: 4 }), {
        at: '06:00',
        backAfterSeconds: 3000,
      });
      log.siteGoesDark(log.crowd(40, { prefix: 'press', site: 7 }), { at: '09:10' });
    }),
    ask: { device: 'press-0010' },
    expected: dark,
  },
  {
    name: 'healthy hub, whole small fleet at one site',
    story:
      'All twelve devices of the hub are at one site and go dark; Resource Health says available.',
    world: told(
      510,
      (log) => {
        const site = log.crowd(12, { prefix: 'press', site: 7, sdk: 'python' });
        log.siteGoesDark(site, { at: '09:10' });
      },
      { health: { 'contoso-hub': health('Available', '30 days ago 00:00') } },
    ),
    ask: { device: 'press-0005' },
    expected: {
      cause: ['site-outage', 'connection-lost', 'undetermined'],
      never: ['token-renewal', 'graceful-close', 'hub-fault'],
    },
  },
  {
    name: 'a site with enabled twins',
    story: 'Registry, hub and health can all be asked and know nothing bad.',
    world: () => {
      const log = openLog(511);
      log.crowd(240);
      const site = log.crowd(60, { prefix: 'press', site: 7 });
      log.siteGoesDark(site, { at: '09:10' });
      return {
        records: log.records,
        twins: site.map(({ id }) => twin(id, { connectionState: 'Disconnected' })),
        health: { 'contoso-hub': health('Available', '30 days ago 00:00') },
        hub: { 'contoso-hub': hubBody() },
        metrics: {
          'contoso-hub': {
            connectedDeviceCount: gauge('00:00', '18:00', [
              ['00:00', 300],
              ['09:15', 240],
            ]),
          },
        },
      };
    },
    ask: { device: 'press-0020' },
    expected: dark,
  },
  {
    name: 'a site among renewals of everybody else',
    story: 'A hundred others renew all day in rhythms of their own; forty of one site go dark.',
    world: told(512, (log) => {
      for (const client of log.crowd(100, { silent: true }))
        log.renews(client, { jitterSeconds: 120 });
      log.siteGoesDark(log.crowd(40, { prefix: 'press', site: 7 }), { at: '09:10' });
    }),
    ask: { device: 'press-0010' },
    expected: dark,
  },
];

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
