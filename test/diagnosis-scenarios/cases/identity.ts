import { disabledTwin, twin } from '../azure-bodies';
import { type LogWriter, openLog, siteAddress } from '../log-writer';
import type { Scenario, World } from '../scenario';

const id = 'pump-7';

function among(seed: number, tell: (log: LogWriter) => void, more: Partial<World> = {}) {
  return (): World => {
    const log = openLog(seed);
    log.crowd(20);
    tell(log);
    return { records: log.records, ...more };
  };
}

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

const disabled = { cause: 'device-disabled', never: ['token-renewal'] } as const;

export const deviceDisabled: Scenario[] = [
  {
    name: 'refused with 403012',
    story: 'Cut, and every attempt since then is refused because the identity is disabled.',
    world: among(321, (log) => {
      const pump = log.device(id);
      log.drops(pump, { at: '09:00' });
      log.isRefused(pump, { from: '09:00:20', to: '17:55', everySeconds: 60, code: '403012' });
    }),
    ask: { device: id },
    expected: disabled,
  },
  {
    name: 'disabled in the registry, refused as unauthorised',
    story: 'The rows look like a bad credential; the twin says disabled since nine.',
    world: among(
      322,
      (log) => {
        const pump = log.device(id, { sdk: 'c' });
        log.drops(pump, { at: '09:00:10' });
        log.isRefused(pump, { from: '09:00:30', to: '17:55', everySeconds: 300, code: '401003' });
      },
      { twins: [disabledTwin(id, '09:00')] },
    ),
    ask: { device: id },
    expected: { cause: 'device-disabled', never: ['credential-rejected', 'token-renewal'] },
  },
  {
    name: 'disabled in the registry, lost and silent',
    story: 'The rows look like a lost connection; the twin says disabled at that very moment.',
    world: among(323, (log) => log.drops(log.device(id, { sdk: 'c' }), { at: '09:00:10' }), {
      twins: [disabledTwin(id, '09:00')],
    }),
    ask: { device: id },
    expected: { cause: 'device-disabled', never: ['connection-lost', 'token-renewal'] },
  },
  {
    name: 'disabled in the registry, refused with 404001',
    story:
      'Attempts are refused with DeviceNotFound, which the documents use for disabled ones as well.',
    world: among(
      324,
      (log) => {
        const pump = log.device(id, { sdk: 'java' });
        log.drops(pump, { at: '09:00:10' });
        log.isRefused(pump, { from: '09:00:30', to: '12:00', everySeconds: 120, code: '404001' });
      },
      { twins: [disabledTwin(id, '09:00')] },
    ),
    ask: { device: id },
    expected: { cause: 'device-disabled', never: ['device-not-registered', 'token-renewal'] },
  },
  {
    name: 'disabled in the registry, no rows',
    story: 'Disabled a week ago; the window is empty.',
    world: among(325, () => {}, { twins: [disabledTwin(id, '7 days ago 09:00')] }),
    ask: { device: id },
    expected: {
      cause: ['device-disabled', 'no-evidence'],
      never: ['no-disconnects', 'device-not-registered'],
    },
  },
  {
    name: 'renewed until it was disabled',
    story: 'A .NET device renewed all day; disabled at five, cut, and refused since.',
    world: among(
      326,
      (log) => {
        const pump = log.device(id, { sdk: 'dotnet' });
        log.renews(pump, { to: '16:50' });
        log.drops(pump, { at: '17:00:02' });
        log.isRefused(pump, { from: '17:00:10', to: '17:58', everySeconds: 30, code: '401003' });
      },
      { twins: [disabledTwin(id, '17:00')] },
    ),
    ask: { device: id },
    expected: disabled,
  },
  {
    name: 'renewed until it was disabled, and silent',
    story: 'A Node device renewed all day; disabled at five and cut with no further attempt.',
    world: among(
      327,
      (log) => {
        const pump = log.device(id);
        log.renews(pump, { to: '16:50' });
        log.drops(pump, { at: '17:00:02' });
      },
      { twins: [disabledTwin(id, '17:00')] },
    ),
    ask: { device: id },
    expected: disabled,
  },
  {
    name: 'disabled on the asked hub only',
    story: 'Two hubs have the id: disabled here, enabled and renewing there.',
    world: among(
      328,
      (log) => {
        log.drops(log.device(id), { at: '09:00:10' });
        log.renews(log.device(id, { hub: 'fabrikam-hub' }));
      },
      {
        twins: [
          { ...disabledTwin(id, '09:00'), hub: 'contoso-hub' },
          twin(id, { hub: 'fabrikam-hub' }),
        ],
      },
    ),
    ask: { device: id, hub: 'contoso-hub' },
    expected: disabled,
  },
  {
    name: 'disabled while its site is dark for everybody',
    story: 'Refused with 403012 all morning; at noon its neighbours go dark.',
    world: () => {
      const log = openLog(329);
      log.crowd(100);
      const pump = log.device(id, { site: 3 });
      log.drops(pump, { at: '09:00:10' });
      log.isRefused(pump, { from: '09:00:30', to: '12:00', everySeconds: 60, code: '403012' });
      log.siteGoesDark(log.crowd(40, { prefix: 'dark', site: 3 }), { at: '12:00' });
      return { records: log.records, twins: [disabledTwin(id, '09:00')] };
    },
    ask: { device: id },
    expected: { cause: 'device-disabled', never: ['site-outage', 'hub-fault'] },
  },
];

const unknownHere = { cause: 'device-not-registered', never: ['token-renewal'] } as const;
const notContained = `IotHub 'contoso-hub.azure-devices.net' does not contain the specified device '${id}'`;

export const deviceNotRegistered: Scenario[] = [
  {
    name: 'refused by name',
    story: '401003 with the message that the hub does not contain the device; no twin can be read.',
    world: among(341, (log) => {
      log.isRefused(log.device(id), {
        ...{ from: '09:00', to: '12:00', everySeconds: 60, code: '401003' },
        message: notContained,
      });
    }),
    ask: { device: id },
    expected: { cause: 'device-not-registered', never: ['credential-rejected'] },
  },
  {
    name: 'refused by name, and the registry does not know it',
    story: 'The same, with a registry that answers.',
    world: among(
      342,
      (log) => {
        log.isRefused(log.device(id, { sdk: 'raw' }), {
          ...{ from: '09:00', to: '12:00', everySeconds: 60, code: '401003' },
          message: notContained,
        });
      },
      { twins: [twin('sensor-0001')] },
    ),
    ask: { device: id },
    expected: { ...unknownHere, atLeast: 'medium' },
  },
  {
    name: 'deleted at nine',
    story: 'Lost at nine, silent since; the registry answers and does not know the device.',
    world: among(343, (log) => log.drops(log.device(id), { at: '09:00' }), {
      twins: [twin('sensor-0001')],
    }),
    ask: { device: id },
    expected: unknownHere,
  },
  {
    name: 'deleted, refused with 404001',
    story: 'Attempts are refused with DeviceNotFound; the registry does not know the device.',
    world: among(
      344,
      (log) => {
        const pump = log.device(id, { sdk: 'java' });
        log.drops(pump, { at: '09:00' });
        log.isRefused(pump, { from: '09:01', to: '11:00', everySeconds: 60, code: '404001' });
      },
      { twins: [twin('sensor-0001')] },
    ),
    ask: { device: id },
    expected: unknownHere,
  },
  {
    name: 'refused as unauthorised, and the registry does not know it',
    story: '401003 without a message; the registry answers and does not know the device.',
    world: among(
      345,
      (log) => {
        const pump = log.device(id, { sdk: 'dotnet' });
        log.isRefused(pump, { from: '09:01', to: '11:00', everySeconds: 60, code: '401003' });
      },
      { twins: [twin('sensor-0001')] },
    ),
    ask: { device: id },
    expected: { cause: 'device-not-registered', never: ['credential-rejected'] },
  },
  {
    name: 'no rows, and the registry does not know it',
    story: 'A mistyped id.',
    world: among(346, () => {}, { twins: [twin('sensor-0001'), twin('pump-17')] }),
    ask: { device: id },
    expected: {
      cause: ['device-not-registered', 'no-evidence'],
      never: ['no-disconnects', 'device-disabled'],
    },
  },
  {
    name: 'registered on the other hub',
    story: 'Refused by name on contoso-hub; its twin lives on fabrikam-hub.',
    world: among(
      347,
      (log) => {
        log.isRefused(log.device(id), {
          ...{ from: '09:00', to: '12:00', everySeconds: 60, code: '401003' },
          message: notContained,
        });
      },
      { twins: [twin(id, { hub: 'fabrikam-hub' })] },
    ),
    ask: { device: id, hub: 'contoso-hub' },
    expected: unknownHere,
  },
];
