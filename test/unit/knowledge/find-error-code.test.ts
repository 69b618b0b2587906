import { findErrorCode, findErrorCodes } from '../../../src/knowledge/find-error-code';

describe('findErrorCode', () => {
  it.each([
    ['404104', '404104', 'DeviceConnectionClosedRemotely'],
    [' 404104 ', '404104', 'DeviceConnectionClosedRemotely'],
    ['deviceconnectionclosedremotely', '404104', 'DeviceConnectionClosedRemotely'],
    ['5000001', '500001', 'ServerError'],
    ['500001', '500001', 'ServerError'],
    ['404102', '404103', 'DeviceNotOnline'],
    ['AuthenticationFailed', '401002', 'IotHubUnauthorizedAccess'],
    ['IotHubUnauthorizedAccess', '401002', 'IotHubUnauthorizedAccess'],
    ['IoTHubUnauthorized', '401003', 'IoTHubUnauthorized'],
    ['IOTHUBUNAUTHORIZED', '401003', 'IoTHubUnauthorized'],
    ['IotHubUnauthorized', '401003', 'IoTHubUnauthorized'],
    ['InternalServerError', '', 'InternalServerError'],
    ['DeliveryCountExceeded', '', 'DeliveryCountExceeded'],
    ['MessageExpired', '', 'MessageExpired'],
    ['Unauthorized', '', 'Unauthorized'],
    ['403001', '403001', 'IotHubSuspended'],
    ['500002', '500002', 'JobCancelled'],
  ])('finds %s', (asked, code, name) => {
    expect(findErrorCode(asked)).toMatchObject({ code, name });
  });

  it.each(['', '404', '404105', '999999', 'device', '__proto__', 'constructor'])(
    'finds nothing for "%s"',
    (asked) => {
      expect(findErrorCode(asked)).toBeUndefined();
    },
  );

  it('prefers the error that has only a name where a name stands for two', () => {
    const both = findErrorCodes('ServiceUnavailable');

    expect(findErrorCode('ServiceUnavailable')).toMatchObject({ code: '' });
    expect(both.map(({ code }) => code)).toEqual(['', '503001']);
  });

  it.each([
    ['404104', 'depends'],
    ['401003', 'no'],
    ['403012', 'no'],
    ['500001', 'yes'],
    ['429001', 'yes'],
    ['400029', 'yes'],
    ['400001', 'no'],
    ['502000', 'yes'],
  ])('says of %s whether it clears by itself: %s', (code, transient) => {
    expect(findErrorCode(code)?.transient).toBe(transient);
  });

  it.each([
    ['404104', '#404104-deviceconnectionclosedremotely-error'],
    ['400027', '#400xxx-bad-request-errors'],
    ['429003', '#429xxx-throttling-exception-errors'],
    ['503201', '#503xxx-service-unavailable-related-errors'],
  ])('links %s to its place on the page', (code, anchor) => {
    expect(findErrorCode(code)?.url).toBe(
      `https://learn.microsoft.com/azure/iot-hub/troubleshoot-error-codes${anchor}`,
    );
  });
});
