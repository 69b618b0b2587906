import { twin } from '../azure-bodies';
import { openLog } from '../log-writer';
import type { Scenario } from '../scenario';
import { minutes, when } from '../story-time';
import { among } from '../told';

const id = 'pump-7';

const quiet = { cause: 'no-disconnects' } as const;

export const noDisconnects: Scenario[] = [
  {
    name: 'connected and never gone',
    story: 'One connect row and nothing else.',
    world: among(211, (log) => log.connects(log.device(id), '02:00')),
    ask: { device: id },
    expected: quiet,
  },
  {
    name: 'three connects and no loss',
    story: 'The disconnect rows, if there were any, never arrived.',
    world: among(212, (log) => {
      for (const at of ['02:00', '06:00', '11:00']) log.connects(log.device(id), at);
    }),
    ask: { device: id },
    expected: {
      cause: ['no-disconnects', 'undetermined'],
      never: ['no-evidence', 'token-renewal'],
    },
  },
  {
    name: 'stayed while its site went dark',
    story:
      'Thirty devices behind the same address are lost; this one has a battery and a radio of its own.',
    world: () => {
      const log = openLog(213);
      log.crowd(60);
      log.siteGoesDark(log.crowd(30, { prefix: 'dark', site: 7 }), { at: '09:10' });
      log.connects(log.device(id, { site: 7 }), '02:00');
      return { records: log.records };
    },
    ask: { device: id },
    expected: quiet,
  },
  {
    name: 'connected, enabled, three hundred around it',
    story: 'The twin is enabled and connected; others come and go.',
    world: () => {
      const log = openLog(214);
      for (const client of log.crowd(60, { silent: true }))
        log.renews(client, { jitterSeconds: 30 });
      log.crowd(240, { prefix: 'other' });
      log.connects(log.device(id), '02:00');
      return { records: log.records, twins: [twin(id)] };
    },
    ask: { device: id },
    expected: quiet,
  },
  {
    name: 'lost before the window only',
    story: 'Lost and back yesterday morning; the window holds one connect.',
    world: among(215, (log) => {
      log.drops(log.device(id), { at: 'yesterday 07:00', backAfterSeconds: 900 });
      log.connects(log.device(id), 'yesterday 19:00');
    }),
    ask: { device: id },
    expected: quiet,
  },
];

const nothing = {
  cause: 'no-evidence',
  never: ['device-not-registered', 'no-disconnects', 'token-renewal'],
} as const;

export const noEvidence: Scenario[] = [
  {
    name: 'no row of it, others have rows',
    story: 'The device wrote nothing in the window, and no twin can be read.',
    world: among(221, () => {}),
    ask: { device: id },
    expected: nothing,
  },
  {
    name: 'the same id in another case',
    story: 'Ids differ by case: Pump-7 is not pump-7.',
    world: among(222, (log) => log.drops(log.device('Pump-7'), { at: '09:00' })),
    ask: { device: id },
    expected: nothing,
  },
  {
    name: 'a longer id that begins the same',
    story: 'pump-70 was lost; pump-7 has no rows.',
    world: among(223, (log) => log.drops(log.device('pump-70'), { at: '09:00' })),
    ask: { device: id },
    expected: nothing,
  },
  {
    name: 'rows only before the window',
    story: 'Lost three days ago; the question is about the last day.',
    world: among(224, (log) => log.drops(log.device(id), { at: '3 days ago 09:00' })),
    ask: { device: id },
    expected: nothing,
  },
  {
    name: 'rows only on another hub',
    story: 'The device is lost on fabrikam-hub; asked is contoso-hub.',
    world: among(225, (log) => log.drops(log.device(id, { hub: 'fabrikam-hub' }), { at: '09:00' })),
    ask: { device: id, hub: 'contoso-hub' },
    expected: nothing,
  },
  {
    name: 'port 8883 is blocked',
    story: 'A new device never reaches the hub, which leaves no trace; its twin is enabled.',
    world: among(226, () => {}, {
      twins: [
        twin(id, { connectionState: 'Disconnected', lastActivityTime: '0001-01-01T00:00:00' }),
      ],
    }),
    ask: { device: id },
    expected: nothing,
  },
  {
    name: 'a small hub that is silent',
    story: 'Rows exist only of another category; nothing of any connection.',
    world: () => {
      const log = openLog(227);
      log.connects(log.device('other'), '03:00');
      const records = log.records.map((row) => ({ ...row, category: 'DeviceTelemetry' }));
      return { records };
    },
    ask: { device: id },
    expected: nothing,
  },
];

export const undetermined: Scenario[] = [
  {
    name: 'a code that no document names',
    story: 'The hub closed the connection with 400999.',
    world: among(231, (log) => {
      log.note(log.device(id), { at: '09:00', operation: 'Disconnect', code: '400999' });
    }),
    ask: { device: id },
    expected: { cause: 'undetermined', never: ['token-renewal', 'graceful-close'] },
  },
  {
    name: 'an error without a code',
    story: 'An Error row whose code and name did not arrive.',
    world: () => {
      const log = openLog(232);
      log.note(log.device(id), { at: '09:00', operation: 'Disconnect', code: '400999' });
      const records = log.records.map((row) => ({ ...row, resultType: '', resultDescription: '' }));
      return { records };
    },
    ask: { device: id },
    expected: {
      cause: ['undetermined', 'connection-lost'],
      never: ['token-renewal', 'graceful-close'],
      atMost: 'medium',
    },
  },
  {
    name: 'a regular rhythm of a code that no document names',
    story: '400999 every 45 minutes, back in two seconds: a rhythm alone is no renewal.',
    world: among(233, (log) => {
      const pump = log.device(id);
      for (let at = when('yesterday 18:30'); at < when('17:50'); at += minutes(45)) {
        log.drops(pump, { at, code: '400999', backAfterSeconds: 2 });
      }
    }),
    ask: { device: id },
    expected: { cause: ['undetermined', 'connection-lost'], never: ['token-renewal'] },
  },
];
