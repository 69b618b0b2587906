import { gauge, hubBody } from '../azure-bodies';
import { openLog } from '../log-writer';
import type { Scenario, World } from '../scenario';
import { among } from '../told';

const id = 'pump-7';

const slowed = { cause: 'throttled', never: ['token-renewal'] } as const;

export const throttled: Scenario[] = [
  {
    name: 'connects refused with 429001',
    story: 'Lost at nine; every attempt of the next half hour is throttled.',
    world: among(421, (log) => {
      const pump = log.device(id);
      log.drops(pump, { at: '09:00' });
      log.isRefused(pump, { from: '09:00:05', to: '09:30', everySeconds: 20, code: '429001' });
      log.connects(pump, '09:30:10');
    }),
    ask: { device: id },
    expected: { cause: ['throttled', 'connection-lost'], never: ['token-renewal', 'hub-fault'] },
  },
  {
    name: 'closed with 429001',
    story: 'The hub closes the connection three times because too much is asked of it.',
    world: among(422, (log) => {
      const pump = log.device(id, { sdk: 'java' });
      for (const at of ['09:00', '09:07', '09:31']) {
        log.drops(pump, { at, code: '429001', backAfterSeconds: 40 });
      }
    }),
    ask: { device: id },
    expected: slowed,
  },
  {
    name: 'a whole fleet starts at once',
    story: 'Three hundred devices connect in one minute; this one is throttled for ten minutes.',
    world: () => {
      const log = openLog(423);
      for (const client of log.crowd(300, { sdk: 'node' })) {
        log.isRefused(client, {
          ...{ from: '09:00', to: '09:10', everySeconds: 120, code: '429001' },
        });
        log.connects(client, '09:10:30');
      }
      return { records: log.records };
    },
    ask: { device: 'sensor-0150' },
    expected: slowed,
  },
  {
    name: 'a fault and then the rush back',
    story:
      'Three hundred devices of many sites are lost with 500001; on their way back they are throttled.',
    world: () => {
      const log = openLog(424);
      for (const [at, client] of log.crowd(300, { sites: 30 }).entries()) {
        log.drops(client, { at: `09:00:${String(at % 50).padStart(2, '0')}`, code: '500001' });
        log.isRefused(client, {
          ...{ from: '09:01', to: '09:06', everySeconds: 60, code: '429001' },
        });
        log.connects(client, '09:06:30');
      }
      return { records: log.records };
    },
    ask: { device: 'sensor-0150' },
    expected: {
      cause: ['hub-fault', 'throttled'],
      never: ['site-outage', 'token-renewal', 'connection-lost'],
    },
  },
  {
    name: 'one device sends too fast',
    story: 'Closed with 429005 again and again; nobody else is.',
    world: among(425, (log) => {
      const pump = log.device(id, { sdk: 'raw' });
      for (const at of ['10:00', '10:20', '10:50', '11:31']) {
        log.drops(pump, { at, code: '429005', backAfterSeconds: 15 });
      }
    }),
    ask: { device: id },
    expected: slowed,
  },
  {
    name: 'the backlog is full',
    story: 'Refused with 429002 and 429003 for a quarter of an hour.',
    world: among(426, (log) => {
      const pump = log.device(id, { sdk: 'c', protocol: 'Amqp' });
      log.isRefused(pump, { from: '10:00', to: '10:08', everySeconds: 60, code: '429002' });
      log.isRefused(pump, { from: '10:08', to: '10:15', everySeconds: 60, code: '429003' });
      log.connects(pump, '10:15:20');
    }),
    ask: { device: id },
    expected: slowed,
  },
];

const spent = { cause: 'quota-exceeded', never: ['token-renewal'] } as const;
const quotaHub: Partial<World> = {
  hub: { 'contoso-hub': hubBody({}, 'F1') },
  metrics: {
    'contoso-hub': { dailyMessageQuotaUsed: gauge('00:00', '18:00', [['00:00', 8000]]) },
  },
};

export const quotaExceeded: Scenario[] = [
  {
    name: 'closed with 403002',
    story: 'The messages of the day are spent: closed at noon and refused since.',
    world: among(441, (log) => {
      const pump = log.device(id);
      log.drops(pump, { at: '12:00', code: '403002' });
      log.isRefused(pump, { from: '12:00:10', to: '17:55', everySeconds: 300, code: '403002' });
    }),
    ask: { device: id },
    expected: spent,
  },
  {
    name: 'refused with 403002, a free hub',
    story: 'A free hub at 8,000 messages refuses every attempt.',
    world: among(
      442,
      (log) => {
        log.isRefused(log.device(id, { sdk: 'python' }), {
          ...{ from: '12:00:10', to: '17:55', everySeconds: 300, code: '403002' },
        });
      },
      quotaHub,
    ),
    ask: { device: id },
    expected: spent,
  },
  {
    name: 'the whole fleet is over its quota',
    story: 'A hundred devices of many sites are closed with 403002 in two minutes.',
    world: () => {
      const log = openLog(443);
      for (const [at, client] of log.crowd(100).entries()) {
        log.drops(client, {
          at: `12:0${at % 2}:${String(at % 60).padStart(2, '0')}`,
          code: '403002',
        });
        log.isRefused(client, { from: '12:05', to: '14:00', everySeconds: 900, code: '403002' });
      }
      return { records: log.records };
    },
    ask: { device: 'sensor-0042' },
    expected: { cause: 'quota-exceeded', never: ['site-outage', 'hub-fault', 'token-renewal'] },
  },
  {
    name: 'refused until midnight, then back',
    story: 'Refused all evening with 403002; connected one minute after midnight UTC.',
    world: among(444, (log) => {
      const pump = log.device(id, { sdk: 'dotnet', protocol: 'AmqpWs' });
      log.isRefused(pump, {
        ...{ from: 'yesterday 20:00', to: '00:00', everySeconds: 600, code: '403002' },
      });
      log.connects(pump, '00:01');
    }),
    ask: { device: id },
    expected: spent,
  },
  {
    name: 'quota after a day of renewals',
    story: 'A .NET device renewed all day; since five it is refused with 403002.',
    world: among(445, (log) => {
      const pump = log.device(id, { sdk: 'dotnet' });
      log.renews(pump, { to: '16:40' });
      log.drops(pump, { at: '17:00', code: '403002' });
      log.isRefused(pump, { from: '17:00:10', to: '17:58', everySeconds: 60, code: '403002' });
    }),
    ask: { device: id },
    expected: spent,
  },
];
