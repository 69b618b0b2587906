import { logsAlone, type Surroundings } from '../../src/diagnosis/surroundings';
import type { DeviceTwin } from '../../src/ports/device-registry';
import type { HubInfo } from '../../src/ports/hub-info';

export function twin(changes: Partial<DeviceTwin> = {}): Surroundings {
  const value: DeviceTwin = {
    deviceId: 'device-42',
    hubName: 'contoso-hub',
    status: 'enabled',
    statusReason: undefined,
    statusUpdatedAt: undefined,
    connectionState: 'Disconnected',
    lastActivityAt: undefined,
    authenticationType: 'sas',
    ...changes,
  };
  return { ...logsAlone, twin: { state: 'known', value } };
}

export const noTwin: Surroundings = { ...logsAlone, twin: { state: 'known', value: undefined } };

export function hubInfo(changes: Partial<HubInfo> = {}): Surroundings {
  const value: HubInfo = {
    name: 'contoso-hub',
    sku: 'S1',
    units: 1,
    state: 'Active',
    location: 'westeurope',
    publicAccess: 'enabled',
    ipRules: [],
    otherAddresses: 'accept',
    localAuth: 'enabled',
    ...changes,
  };
  return { ...logsAlone, info: { state: 'known', value } };
}
