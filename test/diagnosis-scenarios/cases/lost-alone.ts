import { twin } from '../azure-bodies';
import { openLog } from '../log-writer';
import type { Scenario } from '../scenario';
import { among } from '../told';

const id = 'pump-7';
const lost = { cause: 'connection-lost', never: ['token-renewal'] } as const;

/** Losses of one device, whatever its id is and whatever happens around it. */
export const lostAlone: Scenario[] = [
  {
    name: 'a hostile id',
    story: 'The id holds every sign that the registry allows.',
    world: among(118, (log) => {
      log.drops(log.device("pump-:.+%_#*?!(),=@;$'7"), { at: '06:00', backAfterSeconds: 3600 });
    }),
    ask: { device: "pump-:.+%_#*?!(),=@;$'7" },
    expected: lost,
  },
  {
    name: 'an id of 128 signs',
    story: 'The longest id that the registry allows.',
    world: among(119, (log) => {
      log.drops(log.device('x%'.repeat(64)), { at: '06:00', backAfterSeconds: 900 });
    }),
    ask: { device: 'x%'.repeat(64) },
    expected: lost,
  },
  {
    name: 'the registry cannot be asked',
    story: 'Lost at six; no twin can be read, which says nothing about the device.',
    world: among(120, (log) => log.drops(log.device(id), { at: '06:00' })),
    ask: { device: id },
    expected: { cause: 'connection-lost', never: ['device-not-registered', 'device-disabled'] },
  },
  {
    name: 'enabled in the registry',
    story: 'Lost at six; the twin is enabled and was never changed.',
    world: among(121, (log) => log.drops(log.device(id), { at: '06:00' }), {
      twins: [twin(id, { connectionState: 'Disconnected' })],
    }),
    ask: { device: id },
    expected: lost,
  },
  {
    name: 'lost alone while another site is dark',
    story:
      'Sixty devices of another site went dark in the same minute; this one is alone at its site.',
    world: () => {
      const log = openLog(122);
      log.crowd(240);
      log.siteGoesDark(log.crowd(60, { prefix: 'dark', site: 3 }), { at: '09:10' });
      const pump = log.device(id, { sdk: 'dotnet', site: 7 });
      log.connects(pump, 'yesterday 18:30');
      log.crowd(20, { prefix: 'neighbour', site: 7 });
      log.drops(pump, { at: '09:14' });
      return { records: log.records };
    },
    ask: { device: id },
    expected: { cause: 'connection-lost', never: ['site-outage', 'hub-fault', 'token-renewal'] },
  },
  {
    name: 'lost two hours before its site went dark',
    story: 'This device was gone at seven; the site lost its power at nine.',
    world: () => {
      const log = openLog(123);
      log.crowd(100);
      const site = log.crowd(40, { prefix: 'dark', site: 3 });
      log.siteGoesDark(site, { at: '09:10' });
      const pump = log.device(id, { site: 3 });
      log.connects(pump, 'yesterday 19:00');
      log.drops(pump, { at: '07:00' });
      return { records: log.records };
    },
    ask: { device: id },
    expected: { cause: 'connection-lost', never: ['site-outage', 'hub-fault', 'token-renewal'] },
  },
  {
    name: 'two of three devices of a small hub',
    story:
      'A hub with three devices at one site: two are lost in the same minute. Too few to be sure.',
    world: () => {
      const log = openLog(124);
      const all = log.crowd(3, { site: 3, sdk: 'python' });
      log.siteGoesDark(all.slice(0, 2), { at: '09:10' });
      return { records: log.records };
    },
    ask: { device: 'sensor-0001' },
    expected: {
      cause: ['connection-lost', 'site-outage', 'undetermined'],
      never: ['hub-fault', 'token-renewal'],
    },
  },
  {
    name: 'health trouble that was over yesterday',
    story: 'The hub was degraded yesterday morning and is available since; this loss is of today.',
    world: among(125, (log) => log.drops(log.device(id), { at: '09:14', backAfterSeconds: 700 }), {
      health: {
        'contoso-hub': {
          properties: {
            availabilityState: 'Available',
            title: 'Available',
            summary: 'The hub was degraded and has recovered.',
            reasonType: '',
            occuredTime: '2026-03-09T08:00:00Z',
          },
        },
      },
    }),
    ask: { device: id },
    expected: { cause: 'connection-lost', never: ['hub-fault', 'token-renewal'] },
  },
  {
    name: 'an address filter that admits it',
    story: 'The hub rejects one foreign network; this device is from another and was lost once.',
    world: among(126, (log) => log.drops(log.device(id), { at: '09:14', backAfterSeconds: 700 }), {
      hub: {
        'contoso-hub': {
          location: 'westeurope',
          sku: { name: 'S1', capacity: 1 },
          properties: {
            state: 'Active',
            ipFilterRules: [{ filterName: 'bad-net', action: 'Reject', ipMask: '203.0.113.0/24' }],
          },
        },
      },
    }),
    ask: { device: id },
    expected: { cause: 'connection-lost', never: ['network-refused', 'token-renewal'] },
  },
];
