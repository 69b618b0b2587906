import { twin } from '../azure-bodies';
import { openLog } from '../log-writer';
import type { Scenario } from '../scenario';
import { among } from '../told';

const id = 'pump-7';

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
