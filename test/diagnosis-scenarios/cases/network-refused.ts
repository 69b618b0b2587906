import { hubBody, twin } from '../azure-bodies';
import type { Scenario } from '../scenario';
import { among } from '../told';

const id = 'pump-7';

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
