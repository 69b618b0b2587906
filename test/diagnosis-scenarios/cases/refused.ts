import { gauge, hubBody, twin } from '../azure-bodies';
import { type LogWriter, openLog } from '../log-writer';
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

const rejected = { cause: 'credential-rejected', never: ['token-renewal'] } as const;

export const credentialRejected: Scenario[] = [
  {
    name: 'the thumbprint does not match',
    story: 'A new certificate on the device, the old one in the registry.',
    world: among(401, (log) => {
      log.isRefused(log.device(id, { sdk: 'c' }), {
        ...{ from: '09:00', to: '17:50', everySeconds: 30, code: '401003' },
        message:
          'Thumbprint does not match configuration: Thumbprint: SHA1Hash=AA11, SHA2Hash=BB22; Configuration: PrimaryThumbprint=CC33, SecondaryThumbprint=DD44',
      });
    }),
    ask: { device: id },
    expected: { ...rejected, atLeast: 'medium' },
  },
  {
    name: 'renew token or certificate',
    story: 'Cut when the token ended, and the next ones are refused as well.',
    world: among(402, (log) => {
      const pump = log.device(id, { sdk: 'python' });
      log.note(pump, { at: '09:00:00', operation: 'Disconnect', code: '401003' });
      log.drops(pump, { at: '09:00:01' });
      log.isRefused(pump, {
        ...{ from: '09:00:10', to: '17:50', everySeconds: 120, code: '401003' },
        message: 'Authentication failed for this device, renew token or certificate and reconnect',
      });
    }),
    ask: { device: id },
    expected: rejected,
  },
  {
    name: 'the rule does not allow it',
    story: 'A key of a policy without the right to connect.',
    world: among(403, (log) => {
      log.isRefused(log.device(id), {
        ...{ from: '09:00', to: '11:00', everySeconds: 60, code: '401003' },
        message: `Authorization rule 'registryRead' does not allow access for '${id}'`,
      });
    }),
    ask: { device: id },
    expected: rejected,
  },
  {
    name: 'no authorization at all',
    story: 'A hand-written MQTT client sends no password.',
    world: among(404, (log) => {
      log.isRefused(log.device(id, { sdk: 'raw' }), {
        ...{ from: '09:00', to: '09:30', everySeconds: 10, code: '401003' },
        message: 'Authorization header missing',
      });
    }),
    ask: { device: id },
    expected: rejected,
  },
  {
    name: 'the clock of the device is wrong',
    story:
      'Renewed for a day, then every token is refused: its clock drifted more than five minutes.',
    world: among(405, (log) => {
      const pump = log.device(id, { sdk: 'c' });
      log.renews(pump, { to: '11:00' });
      log.closes(pump, { at: '11:04' });
      log.isRefused(pump, { from: '11:04:02', to: '17:58', everySeconds: 60, code: '401003' });
    }),
    ask: { device: id },
    expected: rejected,
  },
  {
    name: 'an expired certificate',
    story: 'Worked all night; refused without a message since seven, and the twin is enabled.',
    world: among(
      406,
      (log) => {
        const pump = log.device(id, { sdk: 'dotnet', protocol: 'Amqp' });
        log.connects(pump, 'yesterday 18:10');
        log.drops(pump, { at: '07:00' });
        log.isRefused(pump, { from: '07:00:05', to: '17:58', everySeconds: 45, code: '401003' });
      },
      { twins: [twin(id, { authenticationType: 'selfSigned', connectionState: 'Disconnected' })] },
    ),
    ask: { device: id },
    expected: rejected,
  },
  {
    name: 'a rotated key',
    story:
      'The key was changed in the registry: the next renewal fails and every attempt after it.',
    world: among(
      407,
      (log) => {
        const pump = log.device(id, { sdk: 'dotnet' });
        log.renews(pump, { to: '14:00' });
        log.note(pump, { at: '14:13:00', operation: 'Disconnect', code: '401003' });
        log.drops(pump, { at: '14:13:01' });
        log.isRefused(pump, { from: '14:13:04', to: '17:58', everySeconds: 600, code: '401003' });
      },
      { twins: [twin(id, { connectionState: 'Disconnected' })] },
    ),
    ask: { device: id },
    expected: rejected,
  },
  {
    name: 'refused with 401002',
    story: 'The neighbour of 401003: access to the hub is not authorised.',
    world: among(408, (log) => {
      log.isRefused(log.device(id, { sdk: 'java' }), {
        ...{ from: '09:00', to: '12:00', everySeconds: 60, code: '401002' },
      });
    }),
    ask: { device: id },
    expected: rejected,
  },
  {
    name: 'refused for two hours, then right',
    story: 'Somebody corrected the key: refused from nine to eleven, connected since.',
    world: among(409, (log) => {
      const pump = log.device(id);
      log.drops(pump, { at: '09:00' });
      log.isRefused(pump, { from: '09:00:10', to: '11:00', everySeconds: 90, code: '401003' });
      log.connects(pump, '11:00:30');
    }),
    ask: { device: id },
    expected: rejected,
  },
  {
    name: 'forty certificates end in one minute',
    story: 'One authority signed forty devices of a site; all are refused from seven, others stay.',
    world: () => {
      const log = openLog(410);
      log.crowd(200);
      for (const press of log.crowd(40, { prefix: 'press', site: 9 })) {
        log.drops(press, { at: '07:00:01' });
        log.isRefused(press, {
          ...{ from: '07:00:05', to: '09:00', everySeconds: 300, code: '401003' },
          message:
            'Authentication failed for this device, renew token or certificate and reconnect',
        });
      }
      return { records: log.records };
    },
    ask: { device: 'press-0011' },
    expected: {
      cause: 'credential-rejected',
      never: ['site-outage', 'hub-fault', 'token-renewal'],
    },
  },
  {
    name: 'refused while another site is dark',
    story: 'Forty devices of another site go dark; this one has a wrong key all day.',
    world: () => {
      const log = openLog(411);
      log.crowd(100);
      log.siteGoesDark(log.crowd(40, { prefix: 'dark', site: 3 }), { at: '09:10' });
      log.isRefused(log.device(id, { site: 7 }), {
        ...{ from: '06:00', to: '17:50', everySeconds: 300, code: '401003' },
      });
      return { records: log.records };
    },
    ask: { device: id },
    expected: {
      cause: 'credential-rejected',
      never: ['site-outage', 'hub-fault', 'token-renewal'],
    },
  },
  {
    name: 'refused without a code',
    story: 'Unauthorized without a number, which no document explains.',
    world: () => {
      const log = openLog(412);
      log.isRefused(log.device(id), {
        ...{ from: '09:00', to: '10:00', everySeconds: 60, code: '401003' },
      });
      const records = log.records.map((row) => ({
        ...row,
        resultType: undefined,
        resultDescription: 'Unauthorized',
      }));
      return { records };
    },
    ask: { device: id },
    expected: {
      cause: ['credential-rejected', 'undetermined'],
      never: ['no-disconnects', 'token-renewal'],
    },
  },
];

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

const filtered = { cause: 'network-refused', never: ['token-renewal'] } as const;

export const networkRefused: Scenario[] = [
  {
    name: 'the address is on the filter',
    story: 'A rule rejects the network of the device; every attempt is refused as unauthorised.',
    world: among(
      481,
      (log) => {
        const pump = log.device(id, { site: 7 });
        log.drops(pump, { at: '09:00' });
        log.isRefused(pump, { from: '09:00:10', to: '17:55', everySeconds: 60, code: '401003' });
      },
      {
        twins: [twin(id, { connectionState: 'Disconnected' })],
        hub: {
          'contoso-hub': hubBody({
            ipFilterRules: [{ filterName: 'plant-7', action: 'Reject', ipMask: '81.24.7.0/24' }],
          }),
        },
      },
    ),
    ask: { device: id },
    expected: filtered,
  },
  {
    name: 'only another network is admitted',
    story: 'One network is accepted and everything else rejected; this device is everything else.',
    world: among(
      482,
      (log) => {
        const pump = log.device(id, { site: 7, sdk: 'dotnet' });
        log.drops(pump, { at: '09:00' });
        log.isRefused(pump, { from: '09:00:10', to: '17:55', everySeconds: 60, code: '401003' });
      },
      {
        hub: {
          'contoso-hub': hubBody({
            ipFilterRules: [
              { filterName: 'office', action: 'Accept', ipMask: '198.51.100.0/24' },
              { filterName: 'nobody-else', action: 'Reject', ipMask: '0.0.0.0/0' },
            ],
          }),
        },
      },
    ),
    ask: { device: id },
    expected: filtered,
  },
  {
    name: 'public access was switched off',
    story:
      'The hub answers only on its private endpoint since nine; the device is outside and refused.',
    world: among(
      483,
      (log) => {
        const pump = log.device(id, { site: 7, sdk: 'python' });
        log.drops(pump, { at: '09:00' });
        log.isRefused(pump, { from: '09:00:10', to: '17:55', everySeconds: 60, code: '401003' });
      },
      { hub: { 'contoso-hub': hubBody({ publicNetworkAccess: 'Disabled' }) } },
    ),
    ask: { device: id },
    expected: filtered,
  },
  {
    name: 'public access was switched off, and silence',
    story: 'The same, but attempts leave no rows: lost at nine, not back.',
    world: among(484, (log) => log.drops(log.device(id, { site: 7 }), { at: '09:00' }), {
      hub: { 'contoso-hub': hubBody({ publicNetworkAccess: 'Disabled' }) },
    }),
    ask: { device: id },
    expected: {
      cause: ['network-refused', 'connection-lost'],
      never: ['token-renewal', 'credential-rejected'],
    },
  },
];
