import { health, hubBody, twin } from '../azure-bodies';
import { openLog } from '../log-writer';
import type { Scenario } from '../scenario';
import { among } from '../told';

const id = 'pump-7';

const thumbprint =
  'Thumbprint does not match configuration: Thumbprint: SHA1Hash=AA11, SHA2Hash=BB22; Configuration: PrimaryThumbprint=CC33, SecondaryThumbprint=DD44';
const rejectSite7 = hubBody({
  ipFilterRules: [{ filterName: 'plant-7', action: 'Reject', ipMask: '81.24.7.0/24' }],
});

/** Sources that know of trouble which was not the trouble. */
export const misleadingLosses: Scenario[] = [
  {
    name: 'the hub was degraded hours later',
    story: 'Lost at a quarter past nine and back; the hub is degraded since noon.',
    world: among(801, (log) => log.drops(log.device(id), { at: '09:14', backAfterSeconds: 700 }), {
      health: { 'contoso-hub': health('Degraded', '12:00') },
    }),
    ask: { device: id },
    expected: { cause: 'connection-lost', never: ['hub-fault', 'token-renewal'] },
  },
  {
    name: 'public access is off, and it came back',
    story: 'The device uses the private endpoint: lost once, back after ten minutes.',
    world: among(802, (log) => log.drops(log.device(id), { at: '09:14', backAfterSeconds: 700 }), {
      hub: { 'contoso-hub': hubBody({ publicNetworkAccess: 'Disabled' }) },
    }),
    ask: { device: id },
    expected: { cause: 'connection-lost', never: ['network-refused', 'token-renewal'] },
  },
];

export const misleadingRenewals: Scenario[] = [
  {
    name: 'renewals while the hub is degraded',
    story: 'The hub is degraded since nine; this device renews as on every day.',
    world: among(811, (log) => log.renews(log.device(id, { sdk: 'dotnet' })), {
      health: { 'contoso-hub': health('Degraded', '09:00') },
    }),
    ask: { device: id },
    expected: { cause: ['token-renewal', 'hub-fault'], never: ['connection-lost', 'site-outage'] },
  },
  {
    name: 'renewals, and a rule that would reject its network',
    story: 'The rule was written, yet the device connects at each renewal.',
    world: among(812, (log) => log.renews(log.device(id, { site: 7 })), {
      hub: { 'contoso-hub': rejectSite7 },
    }),
    ask: { device: id },
    expected: { cause: 'token-renewal', never: ['network-refused'] },
  },
];

export const misleadingRefusals: Scenario[] = [
  {
    name: 'a wrong certificate from a rejected network',
    story: 'Refused because of its thumbprint, which the hub reads only of those that it lets in.',
    world: among(
      821,
      (log) => {
        log.isRefused(log.device(id, { site: 8 }), {
          ...{ from: '09:00', to: '17:50', everySeconds: 60, code: '401003' },
          message: thumbprint,
        });
      },
      { hub: { 'contoso-hub': rejectSite7 } },
    ),
    ask: { device: id },
    expected: { cause: 'credential-rejected', never: ['network-refused', 'token-renewal'] },
  },
  {
    name: 'an enabled twin does not make a key right',
    story: 'Refused all day without a message; the twin is enabled, the hub available.',
    world: among(
      822,
      (log) => {
        log.isRefused(log.device(id, { sdk: 'python' }), {
          ...{ from: '09:00', to: '17:50', everySeconds: 60, code: '401003' },
        });
      },
      {
        twins: [twin(id, { connectionState: 'Disconnected' })],
        hub: { 'contoso-hub': hubBody() },
        health: { 'contoso-hub': health('Available', '30 days ago 00:00') },
      },
    ),
    ask: { device: id },
    expected: { cause: 'credential-rejected', never: ['network-refused', 'token-renewal'] },
  },
];

export const pastIdentity: { disabled: Scenario[]; notRegistered: Scenario[] } = {
  disabled: [
    {
      name: 'disabled for an hour',
      story: 'Refused with 403012 from nine to ten, then enabled and connected.',
      world: among(
        831,
        (log) => {
          const pump = log.device(id);
          log.drops(pump, { at: '09:00' });
          log.isRefused(pump, { from: '09:00:10', to: '10:00', everySeconds: 60, code: '403012' });
          log.connects(pump, '10:00:30');
        },
        { twins: [twin(id, { statusUpdateTime: '2026-03-10T10:00:00Z' })] },
      ),
      ask: { device: id },
      expected: { cause: 'device-disabled', never: ['token-renewal', 'credential-rejected'] },
    },
  ],
  notRegistered: [
    {
      name: 'registered at ten',
      story: 'Refused by name until ten; registered then, and connected.',
      world: among(
        841,
        (log) => {
          const pump = log.device(id);
          log.isRefused(pump, {
            ...{ from: '09:00:10', to: '10:00', everySeconds: 60, code: '401003' },
            message: `IotHub 'contoso-hub.azure-devices.net' does not contain the specified device '${id}'`,
          });
          log.connects(pump, '10:00:30');
        },
        { twins: [twin(id)] },
      ),
      ask: { device: id },
      expected: { cause: 'device-not-registered', never: ['token-renewal'] },
    },
  ],
};

export const misleadingCrowds: { closed: Scenario[]; dark: Scenario[]; fault: Scenario[] } = {
  closed: [
    {
      name: 'the end of a shift',
      story: 'Fifty devices of one site are closed cleanly in one minute.',
      world: among(851, (log) => {
        for (const press of log.crowd(50, { prefix: 'press', site: 9 })) {
          log.closes(press, { at: '14:00' });
        }
      }),
      ask: { device: 'press-0011' },
      expected: {
        cause: 'graceful-close',
        never: ['site-outage', 'hub-fault', 'connection-lost', 'token-renewal'],
      },
    },
  ],
  dark: [
    {
      name: 'dark in the minute in which everybody else renews',
      story:
        'A hundred .NET devices of ten sites renew at twenty past nine; forty of one site go dark then.',
      world: () => {
        const log = openLog(861);
        for (const client of log.crowd(100, { sdk: 'dotnet', sites: 10, silent: true })) {
          log.renews(client, { from: '00:00', jitterSeconds: 20 });
        }
        const site = log.crowd(40, { prefix: 'press', site: 7, sdk: 'python' });
        log.siteGoesDark(site, { at: '09:19' });
        return { records: log.records };
      },
      ask: { device: 'press-0011' },
      expected: { cause: 'site-outage', never: ['hub-fault', 'token-renewal'] },
    },
    {
      name: 'dark among losses here and there',
      story:
        'A hub that always loses somebody: 200 devices three times a day each; then a site goes dark.',
      world: () => {
        const log = openLog(862);
        for (const client of log.crowd(200, { sites: 20, silent: true })) {
          for (const at of ['02:00', '08:00', '13:00']) {
            const moment = Date.parse(`2026-03-10T${at}:00Z`) + log.random.between(0, 10_800_000);
            log.drops(client, { at: moment, backAfterSeconds: 120 });
          }
        }
        log.siteGoesDark(log.crowd(40, { prefix: 'press', site: 7 }), { at: '09:10' });
        return { records: log.records };
      },
      ask: { device: 'press-0011' },
      expected: { cause: 'site-outage', never: ['hub-fault', 'token-renewal'] },
    },
    {
      name: 'two hubs share the site',
      story: 'The site has forty devices on each of two hubs, and all are dark; asked for one hub.',
      world: () => {
        const log = openLog(863);
        for (const hub of ['contoso-hub', 'fabrikam-hub']) {
          log.crowd(100, { hub });
          log.siteGoesDark(log.crowd(40, { prefix: 'press', site: 7, hub }), { at: '09:10' });
        }
        return { records: log.records };
      },
      ask: { device: 'press-0011', hub: 'contoso-hub' },
      expected: { cause: 'site-outage', never: ['hub-fault', 'token-renewal'] },
    },
    {
      name: 'dark, and available says Resource Health',
      story: 'The whole fleet of two sites; one goes dark with AMQP and MQTT mixed.',
      world: () => {
        const log = openLog(864);
        log.crowd(30, { prefix: 'mill', site: 4 });
        const site = log.crowd(30, { prefix: 'press', site: 7, sdk: 'java' });
        log.siteGoesDark(
          site.map((client, at) => (at % 2 === 0 ? client : { ...client, protocol: 'Amqp' })),
          { at: '09:10' },
        );
        return {
          records: log.records,
          health: { 'contoso-hub': health('Available', '30 days ago 00:00') },
        };
      },
      ask: { device: 'press-0012' },
      expected: { cause: 'site-outage', never: ['hub-fault', 'token-renewal'] },
    },
  ],
  fault: [
    {
      name: 'the code with seven digits',
      story: 'One of the documents writes 5000001 for 500001; it is the same fault.',
      world: among(871, (log) => {
        log.drops(log.device(id), { at: '09:10', code: '5000001', backAfterSeconds: 20 });
      }),
      ask: { device: id },
      expected: { cause: 'hub-fault', never: ['token-renewal', 'site-outage'] },
    },
    {
      name: 'a fault while others renew',
      story:
        'Sixty devices renew all day; a hundred of all sites are lost at once with 500001 and 404104.',
      world: () => {
        const log = openLog(872);
        for (const client of log.crowd(60, { silent: true })) log.renews(client);
        for (const [at, client] of log.crowd(100, { prefix: 'hit', sites: 20 }).entries()) {
          const code = at % 3 === 0 ? '500001' : '404104';
          log.drops(client, { at: '09:10:25', code, backAfterSeconds: 150 });
        }
        return { records: log.records };
      },
      ask: { device: 'hit-0011' },
      expected: { cause: 'hub-fault', never: ['token-renewal', 'site-outage'] },
    },
  ],
};
