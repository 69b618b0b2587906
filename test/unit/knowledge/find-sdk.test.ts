import { findRenewal } from '../../../src/knowledge/find-renewal';
import { findSdk } from '../../../src/knowledge/find-sdk';
import knowledge from '../../../src/knowledge/sdks.json';

/** Refreshing the versions must not change a test. */
const newestOf = (id: string) => knowledge.sdks.find((sdk) => sdk.id === id)?.newest ?? '';

describe('findSdk', () => {
  it.each([
    [
      '.NET/1.38.0 (.NET Core 3.1.19; Microsoft Windows 10.0.22000 WindowsProduct:0x00000030; X64; {FF88E933-1C12})',
      {
        id: 'dotnet',
        name: '.NET',
        version: '1.38.0',
        runtime: '.NET Core 3.1.19',
        outdated: true,
      },
    ],
    [
      `azure-iot-device/${newestOf('node')} (node v20.11.0; linux; x64)`,
      { id: 'node', name: 'Node.js', runtime: 'node v20.11.0', outdated: false },
    ],
    [
      'azure-iot-device-iothub-py/2.9.0(3.8.10;Linux 5.4.0;x86_64)',
      { id: 'python', name: 'Python', version: '2.9.0', runtime: '3.8.10', outdated: true },
    ],
    [
      `com.microsoft.azure.sdk.iot.iot-device-client/${newestOf('java')} (11.0.2; Linux; amd64)`,
      { id: 'java', name: 'Java', runtime: '11.0.2', outdated: false },
    ],
    [
      'com.microsoft.azure.iothub-java-client/3.0.0',
      { id: 'java', name: 'Java', version: '3.0.0', runtime: undefined, outdated: true },
    ],
    [
      'contoso-gateway/7.1.0 iothubclient/1.3.9 (native; WindowsProduct:0x00000004 6.2; x64)',
      { id: 'c', name: 'C', version: '1.3.9', runtime: 'native', outdated: true },
    ],
    [
      '.NET/99.0.0-preview-001 (.NET 8; Linux; X64)',
      { id: 'dotnet', version: '99.0.0-preview-001', outdated: false },
    ],
    [
      'someones-client/3.2.1',
      { id: undefined, name: 'someones-client', newest: undefined, outdated: undefined },
    ],
    ['C/1.5.0', { id: 'embedded-c', version: '1.5.0', retired: false }],
  ])('reads %s', (raw, expected) => {
    expect(findSdk(raw)).toMatchObject({ raw, ...expected });
  });

  it.each([undefined, '', '   ', '2018-06-30', 'mosquitto', '/1.2.3', 'a/b', '()'])(
    'finds no SDK in %s',
    (raw) => {
      expect(findSdk(raw)).toBeUndefined();
    },
  );

  it.each(knowledge.sdks.map((sdk) => [sdk.products[0], sdk.newest, sdk.newestAsOf]))(
    'names the newest version for %s, with its date where one is known',
    (product, newest, newestAsOf) => {
      expect(findSdk(`${product}/0.0.1`)).toMatchObject({ newest, newestAsOf });
    },
  );

  it.each([
    ['com.microsoft.azure.iothub-java-client/3.0.0', true],
    ['com.microsoft.azure.sdk.iot.iot-device-client/2.5.1', false],
    ['someones-client/3.2.1', false],
  ])('knows whether the product of %s is retired', (raw, retired) => {
    expect(findSdk(raw)?.retired).toBe(retired);
  });
});

describe('findSdk of every SDK', () => {
  it.each([
    [
      'azure-iot-device/1.17.3 (node v18.17.0; Linux 5.15.0; x64)',
      { id: 'node', version: '1.17.3', runtime: 'node v18.17.0', os: 'Linux 5.15.0' },
    ],
    [
      '.NET/1.41.3 (.NET 6.0.16; Linux 5.10.0; Arm64)',
      { id: 'dotnet', version: '1.41.3', runtime: '.NET 6.0.16', os: 'Linux 5.10.0' },
    ],
    [
      '.NET/1.38.0 (.NET Core 3.1.19; Microsoft Windows 10.0.22000 WindowsProduct:0x00000030; X64; {FF88E933})',
      { id: 'dotnet', os: 'Microsoft Windows 10.0.22000' },
    ],
    ['Microsoft.Azure.Devices.Client/1.42.0', { id: 'dotnet', version: '1.42.0', os: undefined }],
    [
      'azure-iot-device-iothub-py/2.12.0(3.10.4;Linux 5.4.0;x86_64)',
      { id: 'python', version: '2.12.0', runtime: '3.10.4', os: 'Linux 5.4.0' },
    ],
    ['iothub-python-sdk/2.1.0', { id: 'python', version: '2.1.0' }],
    [
      'com.microsoft.azure.sdk.iot.iot-device-client/2.1.2 (11.0.2; Linux; amd64)',
      { id: 'java', version: '2.1.2', runtime: '11.0.2', os: 'Linux' },
    ],
    [
      'iothubclient/1.10.0 (native; Linux; armv7l)',
      { id: 'c', version: '1.10.0', runtime: 'native', os: 'Linux' },
    ],
    [
      'iothubclient/1.3.9 (native; WindowsProduct:0x00000004 6.2; x64; {AB12})',
      { id: 'c', version: '1.3.9', os: 'Windows 6.2' },
    ],
    [
      'c/1.5.0-beta.1(ard;rpipico)',
      { id: 'embedded-c', version: '1.5.0-beta.1', runtime: undefined, os: 'ard, rpipico' },
    ],
    [
      'DeviceClientType=c%2F1.0.0-preview.1%20%28nx%206.0%3Bazrtos%206.0%29',
      { id: 'embedded-c', version: '1.0.0-preview.1', os: 'nx 6.0, azrtos 6.0' },
    ],
    ['c%2F1.3.2%28FreeRTOS%29', { id: 'embedded-c', version: '1.3.2', os: 'FreeRTOS' }],
    ['azsdk-c/1.4.0 (ESP-IDF)', { id: 'embedded-c', version: '1.4.0', os: 'ESP-IDF' }],
    [
      '.NET/1.36.6 (.NET 6.0.16; Linux; X64) EdgeAgent/1.4.10 (abc)',
      { id: 'dotnet', version: '1.36.6', runtime: '.NET 6.0.16', edge: 'IoT Edge agent' },
    ],
    ['EdgeHub .NET/1.36.6 (.NET 6.0.16; Linux; X64)', { id: 'dotnet', edge: 'IoT Edge hub' }],
    ['a%ff/1.2.3', { id: undefined, name: 'a%ff', version: '1.2.3' }],
    ['broken%/1.2.3%zz', { id: undefined, version: '1.2.3%zz', edge: undefined }],
  ])('reads %s', (raw, expected) => {
    expect(findSdk(raw)).toMatchObject(expected);
  });

  it.each([
    [`.NET/${newestOf('dotnet')}`, 'current'],
    ['.NET/1.3.0', 'far-behind'],
    ['com.microsoft.azure.iothub-java-client/99.0.0', 'far-behind'],
    ['someones-client/3.2.1', 'unknown'],
  ])('says of %s that it is %s', (raw, behind) => {
    expect(findSdk(raw)?.behind).toBe(behind);
  });

  it.each([
    ['.NET/1.42.3', []],
    ['.NET/1.39.0', ['1.40.0']],
    ['.NET/1.18.1', ['1.19.0', '1.21.4', '1.33.1', '1.40.0']],
    ['azure-iot-device/1.12.1', ['1.12.2']],
    ['azure-iot-device/1.12.2', []],
    ['azure-iot-device-iothub-py/2.0.0', ['2.1.1']],
    ['com.microsoft.azure.sdk.iot.iot-device-client/1.18.0', ['1.19.0']],
    ['com.microsoft.azure.iothub-java-client/1.0.0', []],
    ['someones-client/3.2.1', []],
  ])('knows what %s is known to cause', (raw, before) => {
    expect(findSdk(raw)?.knownTrouble.map((trouble) => trouble.before)).toEqual(before);
  });

  it('reads no further than an SDK writes, as every row of a device may be long', () => {
    expect(findSdk(`${'a'.repeat(990)} .NET/1.38.0`)).toBeUndefined();
    expect(findSdk(`${'a'.repeat(900)} .NET/1.38.0`)).toMatchObject({ id: 'dotnet' });
  });

  it('answers soon for a hostile text', () => {
    const startedAt = performance.now();

    findSdk('(a/1.1.1;'.repeat(20_000));

    expect(performance.now() - startedAt).toBeLessThan(1000);
  });
});

describe('findRenewal', () => {
  it.each([
    ['dotnet', 'Mqtt', 70, ['401003', '404104']],
    ['java', 'MqttWs', 70, ['401003', '404104']],
    ['node', 'Mqtt', 45, []],
    ['python', 'MQTT_WS', 58, ['401003', '404104']],
    ['c', 'mqtt', 48, ['401003', '404104']],
  ])('knows the rhythm of %s over %s', (sdk, protocol, minutes, codes) => {
    expect(findRenewal(sdk, protocol)).toMatchObject({
      periodSeconds: minutes * 60,
      tolerance: 0.1,
      longestGapSeconds: 60,
      codes,
    });
  });

  it('says how long tokens live and how they live longer', () => {
    expect(findRenewal('dotnet', 'Mqtt')).toMatchObject({
      tokenSeconds: 3600,
      setting: expect.stringContaining('SasTokenTimeToLive'),
    });
  });

  it.each([
    ['dotnet', 'Amqp'],
    ['dotnet', undefined],
    ['embedded-c', 'Mqtt'],
    [undefined, 'Mqtt'],
  ])('knows none for %s over %s', (sdk, protocol) => {
    expect(findRenewal(sdk, protocol)).toBeUndefined();
  });
});
