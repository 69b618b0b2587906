import { findRenewal } from '../../../src/knowledge/find-renewal';
import { findSdk } from '../../../src/knowledge/find-sdk';

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
      'azure-iot-device/1.18.4 (node v20.11.0; linux; x64)',
      { id: 'node', name: 'Node.js', version: '1.18.4', runtime: 'node v20.11.0', outdated: false },
    ],
    [
      'azure-iot-device-iothub-py/2.9.0(3.8.10;Linux 5.4.0;x86_64)',
      { id: 'python', name: 'Python', version: '2.9.0', runtime: '3.8.10', outdated: true },
    ],
    [
      'com.microsoft.azure.sdk.iot.iot-device-client/2.5.1 (11.0.2; Linux; amd64)',
      { id: 'java', name: 'Java', version: '2.5.1', runtime: '11.0.2', outdated: false },
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
      '.NET/1.43.0-preview-001 (.NET 8; Linux; X64)',
      { id: 'dotnet', version: '1.43.0-preview-001', outdated: false },
    ],
    [
      'someones-client/3.2.1',
      { id: undefined, name: 'someones-client', newest: undefined, outdated: undefined },
    ],
    ['C/1.5.0', { id: 'embedded-c', newest: undefined, outdated: undefined }],
  ])('reads %s', (raw, expected) => {
    expect(findSdk(raw)).toMatchObject({ raw, ...expected });
  });

  it.each([undefined, '', '   ', '2018-06-30', 'mosquitto', '/1.2.3', 'a/b', '()'])(
    'finds no SDK in %s',
    (raw) => {
      expect(findSdk(raw)).toBeUndefined();
    },
  );

  it.each([
    ['azure-iot-device/1.0.0', '1.18.4', '2026-11-21'],
    ['azure-iot-device-iothub-py/2.9.0', '2.14.0', '2024-07'],
    ['.NET/1.0.0', '1.42.3', undefined],
  ])('dates the newest version for %s only where it is known', (raw, newest, newestAsOf) => {
    expect(findSdk(raw)).toMatchObject({ newest, newestAsOf });
  });

  it.each([
    ['com.microsoft.azure.iothub-java-client/3.0.0', true],
    ['com.microsoft.azure.sdk.iot.iot-device-client/2.5.1', false],
    ['someones-client/3.2.1', false],
  ])('knows whether the product of %s is retired', (raw, retired) => {
    expect(findSdk(raw)?.retired).toBe(retired);
  });

  it.each([
    ['1.42.2', true],
    ['1.42.3', false],
    ['1.9.30', true],
    ['1.100.0', false],
    ['2.0.0', false],
  ])('compares %s by numbers, not by letters', (version, outdated) => {
    expect(findSdk(`.NET/${version}`)?.outdated).toBe(outdated);
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
