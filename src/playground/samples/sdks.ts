/** How a device's SDK shows in the logs, and how its token renewal does. */
export interface SampleSdk {
  /** As the `sdkVersion` of a connect row has it; empty for a client without an SDK. */
  sdkVersion: string;
  /** Minutes from connect to the close that a token renewal causes, over MQTT. */
  renewalMinutes: number;
  /** `cut`: the hub closes with 401003 and 404104. `clean`: informational rows only. */
  renewal: 'cut' | 'clean';
}

export const sampleSdks = {
  dotnet: {
    sdkVersion: '.NET/1.42.3 (.NET 8.0.8; Linux 6.1.0-25-arm64 Debian 12; Arm64)',
    renewalMinutes: 70,
    renewal: 'cut',
  },
  dotnetOld: {
    sdkVersion:
      '.NET/1.36.0 (.NET Core 3.1.32; Microsoft Windows 10.0.17763 WindowsProduct:0x00000004; X64)',
    renewalMinutes: 70,
    renewal: 'cut',
  },
  java: {
    sdkVersion: 'com.microsoft.azure.sdk.iot.iot-device-client/2.5.0 (17.0.12; Linux; amd64)',
    renewalMinutes: 70,
    renewal: 'cut',
  },
  node: {
    sdkVersion: 'azure-iot-device/1.18.4 (node v20.17.0; Linux 6.1.0-25-amd64; x64)',
    renewalMinutes: 45,
    renewal: 'clean',
  },
  python: {
    sdkVersion: 'azure-iot-device-iothub-py/2.14.0(3.11.2;Linux #1 SMP Debian 6.1.106-3;aarch64)',
    renewalMinutes: 58,
    renewal: 'clean',
  },
  c: {
    sdkVersion: 'iothubclient/1.15.0 (native; Linux; armv7l)',
    renewalMinutes: 48,
    renewal: 'clean',
  },
} as const satisfies Record<string, SampleSdk>;

export type SampleSdkName = keyof typeof sampleSdks;
