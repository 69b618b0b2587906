import type {
  AffectedDevice,
  AffectedRows,
  RestCount,
} from '../../src/diagnosis/crowd/affected-rows';
import { idPrefixOf } from '../../src/diagnosis/crowd/id-prefix';
import { minute, sdkStrings } from './connection-rows';

/** Lost with 404104 five hours after midnight and not back; parts can be replaced. */
export function affected(device: string, parts: Partial<AffectedDevice> = {}): AffectedDevice {
  const at = parts.hardAt ?? minute(300);
  return {
    ...{ device, hub: 'contoso-hub', hubId: '/iothubs/contoso-hub', idPrefix: idPrefixOf(device) },
    ...{ disconnects: 1, drops: 1, refused: 0, connects: 0, soon: 0, later: 0, open: 1, clean: 0 },
    ...{ upMin: undefined, upMax: undefined, ups: 0, upLow: undefined, upHigh: undefined },
    ...{ firstAt: at, lastAt: at, hardAt: at, hard: 1, refusedAt: undefined },
    ...{ connectedAt: undefined, codes: ['404104'], refusedCodes: [], names: [] },
    ...{ sdkVersion: sdkStrings.dotnet, sdk: '.NET/1.42.0', protocol: 'Mqtt', authType: 'sas' },
    address: '81.24.7.XXX',
    ...parts,
  };
}

/** Renewed its token so many times, 70 minutes apart, and was back at once. */
export function renewing(
  device: string,
  times = 6,
  parts: Partial<AffectedDevice> = {},
): AffectedDevice {
  return affected(device, {
    ...{ disconnects: times * 2, drops: times, soon: times, open: 0, connects: times },
    ...{ codes: ['401003', '404104'], hardAt: undefined, hard: 0 },
    ...{ upMin: 4200, upMax: 4200, ups: times, upLow: 4200, upHigh: 4200 },
    ...parts,
  });
}

/** Never connected in the span: each attempt was refused. */
export function refusedOnly(device: string, code: string): AffectedDevice {
  return affected(device, {
    ...{ disconnects: 0, drops: 0, open: 0, refused: 3, codes: [], refusedCodes: [code] },
    ...{ firstAt: undefined, lastAt: undefined, hardAt: undefined, hard: 0 },
    refusedAt: minute(300),
  });
}

export function affectedRows(
  devices: AffectedDevice[],
  rest: Omit<RestCount, 'factor'>[] = [],
  parts: Partial<AffectedRows> = {},
): AffectedRows {
  return {
    devices,
    affectedTotal: devices.length,
    rest: rest.map((count) => ({ factor: 'address', ...count })),
    restTotal: rest.reduce((sum, count) => sum + count.devices, 0),
    hardOutside: 0,
    ...parts,
  };
}

/** So many devices, numbered from 1. */
export function several(
  count: number,
  prefix: string,
  make: (device: string, at: number) => AffectedDevice = (device) => affected(device),
): AffectedDevice[] {
  return Array.from({ length: count }, (_, at) => make(`${prefix}-${at + 1}`, at));
}
