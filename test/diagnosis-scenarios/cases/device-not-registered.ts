import { twin } from '../azure-bodies';
import type { Scenario } from '../scenario';
import { among } from '../told';

const id = 'pump-7';

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
