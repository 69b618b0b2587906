import { gauge, health, hubBody, twin } from '../azure-bodies';
import { type LogWriter, openLog } from '../log-writer';
import type { Scenario } from '../scenario';
import { seconds, when } from '../story-time';
import { told } from '../told';

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
  {
    name: 'three others are lost here and there meanwhile',
    story:
      'Forty of forty at one address go dark; of 200 others about twenty an hour are lost as ever.',
    world: told(513, (log) => darkAmongLosses(log, 20)),
    ask: { device: 'press-0011' },
    expected: dark,
  },
  {
    name: 'seven others are lost here and there meanwhile',
    story: 'The same, and of 200 others about fifty an hour are lost as ever.',
    world: told(514, (log) => darkAmongLosses(log, 50)),
    ask: { device: 'press-0011' },
    expected: dark,
  },
];

function darkAmongLosses(log: LogWriter, lossesAnHour: number): void {
  const others = log.crowd(200, { sites: 20, silent: true });
  for (let loss = 0; loss < 12 * lossesAnHour; loss += 1) {
    const client = others[log.random.between(0, others.length - 1)];
    const at = when('06:00') + seconds(log.random.between(0, 12 * 3600 - 120));
    if (client) log.drops(client, { at, backAfterSeconds: 90 });
  }
  log.siteGoesDark(log.crowd(40, { prefix: 'press', site: 7 }), { at: '09:10' });
}
