import { openLog, siteAddress } from '../log-writer';
import type { Scenario } from '../scenario';
import { among } from '../told';

const id = 'pump-7';

const twice = { cause: 'duplicate-identity', never: ['token-renewal'] } as const;

export const duplicateIdentity: Scenario[] = [
  {
    name: 'two clients over MQTT',
    story: '400027 every seven seconds from two addresses.',
    world: among(301, (log) => {
      log.fight(log.device(id, { sdk: 'dotnet' }), {
        ...{ from: '09:00', to: '09:20', everySeconds: 7, code: '400027' },
        addresses: [siteAddress(7), siteAddress(8)],
      });
    }),
    ask: { device: id },
    expected: { ...twice, atLeast: 'medium' },
  },
  {
    name: 'two clients over AMQP',
    story: '409002 every ten seconds from two addresses, and no other error.',
    world: among(302, (log) => {
      log.fight(log.device(id, { sdk: 'c', protocol: 'Amqp' }), {
        ...{ from: '09:00', to: '09:20', everySeconds: 10, code: '409002' },
        addresses: [siteAddress(7), siteAddress(8)],
      });
    }),
    ask: { device: id },
    expected: twice,
  },
  {
    name: 'two processes on one machine',
    story: '400027 every five seconds from one address.',
    world: among(303, (log) => {
      log.fight(log.device(id, { sdk: 'python' }), {
        ...{ from: '09:00', to: '09:10', everySeconds: 5, code: '400027' },
        addresses: [siteAddress(7)],
      });
    }),
    ask: { device: id },
    expected: twice,
  },
  {
    name: 'slow opponents',
    story: 'Both wait longer after each loss: 400027 every five minutes.',
    world: among(304, (log) => {
      log.fight(log.device(id, { sdk: 'java' }), {
        ...{ from: '06:00', to: '17:50', everySeconds: 300, code: '400027' },
        addresses: [siteAddress(7), siteAddress(90)],
      });
    }),
    ask: { device: id },
    expected: twice,
  },
  {
    name: 'opponents in the rhythm of a renewal',
    story: '400027 every 45 minutes, back in a second: the rhythm does not make it harmless.',
    world: among(305, (log) => {
      log.fight(log.device(id), {
        ...{ from: '00:00', to: '17:50', everySeconds: 2700, code: '400027' },
        addresses: [siteAddress(7), siteAddress(90)],
      });
    }),
    ask: { device: id },
    expected: twice,
  },
  {
    name: 'three clones of one image',
    story: '400027 every four seconds from three addresses.',
    world: among(306, (log) => {
      log.fight(log.device(id, { sdk: 'c' }), {
        ...{ from: '17:30', to: '17:50', everySeconds: 4, code: '400027' },
        addresses: [siteAddress(7), siteAddress(8), siteAddress(9)],
      });
    }),
    ask: { device: id },
    expected: twice,
  },
  {
    name: 'renewed all day, a second client since half past five',
    story: 'A .NET device renewed all day; in the last minutes somebody else uses its identity.',
    world: among(307, (log) => {
      const pump = log.device(id, { sdk: 'dotnet' });
      log.renews(pump, { to: '17:20' });
      log.fight(pump, {
        ...{ from: '17:45', to: '17:58', everySeconds: 8, code: '400027' },
        addresses: [siteAddress(7), siteAddress(8)],
      });
    }),
    ask: { device: id },
    expected: twice,
  },
  {
    name: 'opponents while another site is dark',
    story:
      'Forty devices of another site go dark; this one has a second client in the same minutes.',
    world: () => {
      const log = openLog(308);
      log.crowd(100);
      log.siteGoesDark(log.crowd(40, { prefix: 'dark', site: 3 }), { at: '09:10' });
      log.fight(log.device(id, { site: 7 }), {
        ...{ from: '09:05', to: '09:25', everySeconds: 9, code: '400027' },
        addresses: [siteAddress(7), siteAddress(8)],
      });
      return { records: log.records };
    },
    ask: { device: id },
    expected: { cause: 'duplicate-identity', never: ['site-outage', 'hub-fault', 'token-renewal'] },
  },
  {
    name: 'pushed out once',
    story:
      'A single 400027: a second client, or the same one that came back before the hub noticed.',
    world: among(309, (log) => {
      const pump = log.device(id);
      log.connects(pump, 'yesterday 19:00');
      log.drops(pump, { at: '09:00', code: '400027', backAfterSeconds: 1 });
    }),
    ask: { device: id },
    expected: {
      cause: ['duplicate-identity', 'undetermined', 'connection-lost'],
      never: ['token-renewal', 'graceful-close'],
    },
  },
];
