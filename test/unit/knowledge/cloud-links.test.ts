import { clouds } from '../../../src/clouds';
import { cloudLinks, docFor, findCloudOfHost } from '../../../src/knowledge/cloud-links';

describe('the links by cloud', () => {
  it.each(['public', 'usgov', 'china'] as const)('agree with the settings of %s', (cloud) => {
    expect(cloudLinks[cloud]).toMatchObject({
      portal: clouds[cloud].portalOrigin,
      hubSuffix: clouds[cloud].hubDomain,
    });
  });

  it.each([
    ['contoso-hub.azure-devices.net', 'public'],
    ['contoso-hub.azure-devices.us', 'usgov'],
    ['CONTOSO-HUB.AZURE-DEVICES.CN ', 'china'],
    ['contoso-hub.azure-devices.de', undefined],
    ['evilazure-devices.net', undefined],
    ['', undefined],
  ])('reads the cloud of %s', (host, cloud) => {
    expect(findCloudOfHost(host)).toBe(cloud);
  });

  it.each([
    [
      'china',
      'https://learn.microsoft.com/azure/iot-hub/troubleshoot-error-codes#404xxx-notfound-errors',
      'https://docs.azure.cn/en-us/iot-hub/troubleshoot-error-codes#404xxx-notfound-errors',
    ],
    [
      'usgov',
      'https://learn.microsoft.com/azure/iot-hub/iot-hub-tls-support',
      'https://learn.microsoft.com/azure/iot-hub/iot-hub-tls-support',
    ],
    [
      'china',
      'https://github.com/Azure/azure-iot-sdk-c',
      'https://github.com/Azure/azure-iot-sdk-c',
    ],
  ] as const)('leads readers in %s from %s', (cloud, url, expected) => {
    expect(docFor(cloud, url)).toBe(expected);
  });
});
