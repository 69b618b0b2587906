import { openLog } from '../log-writer';
import type { Scenario } from '../scenario';
import { seconds, when } from '../story-time';

const id = 'pump-7';
const renewal = { cause: 'token-renewal' } as const;

/** Renewals with other devices, hubs and modules around them. */
export const renewalsInCompany: Scenario[] = [
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
    name: 'the same id in trouble on another hub, and no hub named',
    story: 'Two hubs have a pump-7: on one it renews all day, on the other it is lost.',
    world: () => {
      const log = openLog(31);
      log.renews(log.device(id, { sdk: 'node' }));
      const there = log.device(id, { sdk: 'node', hub: 'fabrikam-hub' });
      log.connects(there, '02:00');
      log.drops(there, { at: '09:12', backAfterSeconds: 3600 });
      return { records: log.records };
    },
    ask: { device: id },
    expected: { cause: 'connection-lost', never: ['token-renewal'] },
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
