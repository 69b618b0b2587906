import type { ConnectionRow } from '../../src/diagnosis/device/connection-row';
import type { TimeWindow } from '../../src/ports/time-window';

const start = Date.parse('2026-11-20T00:00:00Z');

export const dayWindow: TimeWindow = {
  from: new Date(start),
  to: new Date(start + 24 * 3_600_000),
};

export const sdkStrings = {
  dotnet: '.NET/1.42.0 (.NET 8.0.8; Debian 12; X64)',
  node: 'azure-iot-device/1.18.4 (node v20.11.0; linux; x64)',
  python: 'azure-iot-device-iothub-py/2.14.0(3.11.4;Linux 5.15;x86_64)',
  java: 'com.microsoft.azure.sdk.iot.iot-device-client/2.5.1 (17.0.9; Linux; amd64)',
  c: 'iothubclient/1.15.0 (native; Linux; x86_64)',
};

/** A moment of the window, in minutes after its beginning. */
export function minute(minutes: number): Date {
  return new Date(start + minutes * 60_000);
}

export function connect(minutes: number, changes: Partial<ConnectionRow> = {}): ConnectionRow {
  return { ...row(minutes), sdkVersion: sdkStrings.dotnet, ...changes };
}

/** Informational where the code is empty. */
export function disconnect(
  minutes: number,
  code = '',
  changes: Partial<ConnectionRow> = {},
): ConnectionRow {
  return { ...row(minutes), event: 'disconnect', code, fault: code, ...changes };
}

export function refuse(
  minutes: number,
  code: string,
  changes: Partial<ConnectionRow> = {},
): ConnectionRow {
  return { ...row(minutes), event: 'refused', code, fault: code, ...changes };
}

/** Connects and closes in the rhythm of a token renewal, away for 2 s each time. */
export function renewals(
  count: number,
  periodMinutes: number,
  codes: string[],
  changes: Partial<ConnectionRow> = {},
): ConnectionRow[] {
  const rows = [connect(1, changes)];
  for (let round = 1; round <= count; round += 1) {
    const at = 1 + round * periodMinutes;
    const closes = codes.map((code, index) => disconnect(at + index / 60, code));
    rows.push(...closes, connect(at + 2 / 60, changes));
  }
  return rows;
}

function row(minutes: number): ConnectionRow {
  return {
    at: minute(minutes),
    event: 'connect',
    category: 'Connections',
    operation: '',
    code: '',
    fault: '',
    name: '',
    sdkVersion: '',
    protocol: 'Mqtt',
    authType: '',
    maskedIpAddress: '81.24.7.XXX',
    errorMessage: '',
    moduleId: '',
    hubId:
      '/subscriptions/00000000-0000-0000-0000-000000000042/resourcegroups/contoso-rg/providers/microsoft.devices/iothubs/contoso-hub',
  };
}

/** An error of another category, such as throttled telemetry. */
export function operation(
  minutes: number,
  code: string,
  changes: Partial<ConnectionRow> = {},
): ConnectionRow {
  return {
    ...row(minutes),
    event: 'operation',
    category: 'DeviceTelemetry',
    code,
    fault: code,
    ...changes,
  };
}
