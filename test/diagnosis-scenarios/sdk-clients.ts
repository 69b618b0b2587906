/** What is documented of a client: how it names itself, renews its token and notices silence. */
export interface SdkHabit {
  sdkVersion: string | undefined;
  /** Minutes between two renewals over MQTT with the usual token of 60 minutes. */
  renewsEvery: number;
  /** The hub cuts an expired connection with errors, or the client closes it first. */
  renewal: 'hub-cuts' | 'client-closes';
  /** 1.5 times the keep-alive: how long a lost connection looks alive. */
  silenceSeconds: number;
}

export const sdkHabits = {
  node: {
    sdkVersion: 'azure-iot-device/1.17.1 (node v10.16.0; Windows_NT 10.0.18363; x64)',
    renewsEvery: 45,
    renewal: 'client-closes',
    silenceSeconds: 270,
  },
  dotnet: {
    sdkVersion:
      '.NET/1.38.0 (.NET Core 3.1.19; Microsoft Windows 10.0.22000 WindowsProduct:0x00000030; X64; {FF88E933-0000-4000-8000-0123456789AB})',
    renewsEvery: 70,
    renewal: 'hub-cuts',
    silenceSeconds: 450,
  },
  java: {
    sdkVersion: 'com.microsoft.azure.sdk.iot.iot-device-client/2.5.1 (17.0.9; Linux; amd64)',
    renewsEvery: 70,
    renewal: 'hub-cuts',
    silenceSeconds: 345,
  },
  python: {
    sdkVersion: 'azure-iot-device-iothub-py/2.14.0(3.11.4;Linux 5.15.0;x86_64)',
    renewsEvery: 58,
    renewal: 'client-closes',
    silenceSeconds: 90,
  },
  c: {
    sdkVersion: 'iothubclient/1.15.0 (native; Linux; x86_64)',
    renewsEvery: 48,
    renewal: 'client-closes',
    silenceSeconds: 360,
  },
  raw: {
    sdkVersion: undefined,
    renewsEvery: 60,
    renewal: 'hub-cuts',
    silenceSeconds: 90,
  },
} as const satisfies Record<string, SdkHabit>;

export type Sdk = keyof typeof sdkHabits;

export const everySdk: readonly [Sdk, ...Sdk[]] = ['node', 'dotnet', 'java', 'python', 'c'];
