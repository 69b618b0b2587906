import { disabledTwin, twin } from '../azure-bodies';
import { openLog } from '../log-writer';
import type { Scenario } from '../scenario';
import { among } from '../told';

const id = 'pump-7';

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
