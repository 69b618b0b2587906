import fc from 'fast-check';
import knowledge from '../../../src/knowledge/device-messages.json';
import { readDeviceMessages } from '../../../src/knowledge/read-device-messages';

const titlesOf = (text: string) => readDeviceMessages(text).map(({ entry }) => entry.name);
const notAuthorized = 'MQTT return code 5: not authorized';
const c = 'IOTHUB_CLIENT_CONNECTION_';

describe('readDeviceMessages', () => {
  it.each([
    // Node.js
    ['Error: Connection refused: Not authorized', [notAuthorized]],
    [
      'UnauthorizedError: mqtt.js returned Connection refused: Not authorized error',
      ['UnauthorizedError', notAuthorized],
    ],
    ['Error: connect ECONNREFUSED 40.83.177.42:8883', ['ECONNREFUSED']],
    ['NotConnectedError: mqtt.js returned No connection to broker error', ['NotConnectedError']],
    [
      'Connect Error mqtt.js returned Connection refused: Server unavailable error',
      ['MQTT return code 3: server unavailable'],
    ],
    // Python
    [
      'azure.iot.device.exceptions.CredentialError: Credentials invalid, could not connect',
      ['CredentialError'],
    ],
    ["ConnectionFailedError('Could not connect to IoTHub')", ['ConnectionFailedError']],
    ['connection failed: rc 5', [notAuthorized]],
    ['_on_mqtt_connection_failure called: Connection Refused: not authorised.', [notAuthorized]],
    ['rc: MQTT_ERR_CONN_REFUSED', ['ConnectionFailedError']],
    ['transport_exceptions.ConnectionDroppedError: None', ['ConnectionDroppedError']],
    // .NET
    ['Status: Disconnected_Retrying, Reason: Communication_Error', ['Communication_Error']],
    ['reason Bad_Credential', ['Bad_Credential']],
    ['Disconnected/Device_Disabled', ['Device_Disabled']],
    ['Disconnected, Retry_Expired', ['Retry_Expired']],
    [
      'Microsoft.Azure.Devices.Client.Exceptions.UnauthorizedException: CONNECT failed: RefusedNotAuthorized',
      ['UnauthorizedException', notAuthorized],
    ],
    ['Exceptions.IotHubException: transient error', ['IotHubException']],
    ['IotHubCommunicationException ---> SocketException', ['IotHubCommunicationException']],
    // Java
    ['DISCONNECTED, reason EXPIRED_SAS_TOKEN', ['EXPIRED_SAS_TOKEN']],
    ['BAD_CREDENTIAL', ['BAD_CREDENTIAL']],
    ['status DISCONNECTED_RETRYING reason NO_NETWORK', ['NO_NETWORK']],
    ['RETRY_EXPIRED', ['RETRY_EXPIRED']],
    ['COMMUNICATION_ERROR', ['COMMUNICATION_ERROR']],
    ['MqttUnauthorizedException: Not authorized to connect (5)', [notAuthorized]],
    // C
    [`${c}EXPIRED_SAS_TOKEN`, [`${c}EXPIRED_SAS_TOKEN`]],
    [`${c}NO_NETWORK`, [`${c}NO_NETWORK`]],
    [`reason: ${c}BAD_CREDENTIAL`, [`${c}BAD_CREDENTIAL`]],
    [`${c}COMMUNICATION_ERROR`, [`${c}COMMUNICATION_ERROR`]],
    [`${c}DEVICE_DISABLED`, [`${c}DEVICE_DISABLED`]],
    [`${c}NO_PING_RESPONSE`, [`${c}NO_PING_RESPONSE`]],
    [`${c}QUOTA_EXCEEDED`, [`${c}QUOTA_EXCEEDED`]],
    // Answers of MQTT
    [
      'Connection refused: Unacceptable protocol version',
      ['MQTT return code 1: unacceptable protocol version'],
    ],
    ['Connection refused: Identifier rejected', ['MQTT return code 2: identifier rejected']],
    ['CONNACK code 3', ['MQTT return code 3: server unavailable']],
    [
      'Connection refused: Bad username or password',
      ['MQTT return code 4: bad user name or password'],
    ],
    ['CONNACK (return code: 5)', [notAuthorized]],
    // TLS, names, sockets
    [
      "Error: unable to get local issuer certificate, code: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'",
      ['unable to get local issuer certificate'],
    ],
    ["certificate has expired { code: 'CERT_HAS_EXPIRED' }", ['certificate has expired']],
    ['ssl3_read_bytes:sslv3 alert handshake failure', ['TLS handshake failure']],
    ['routines:ssl3_get_record:wrong version number', ['wrong version number']],
    ['getaddrinfo ENOTFOUND contoso-hub.azure-devices.net', ['ENOTFOUND']],
    ['getaddrinfo EAI_AGAIN contoso-hub.azure-devices.net', ['EAI_AGAIN']],
    ['connect ETIMEDOUT 40.83.177.42:8883', ['ETIMEDOUT']],
    ['read ECONNRESET', ['ECONNRESET']],
  ])('reads %s', (text, expected) => {
    expect(titlesOf(text)).toEqual(expected);
  });

  it.each([
    ['communication_error', ['Communication_Error', 'COMMUNICATION_ERROR']],
    ['retry_expired', ['Retry_Expired', 'RETRY_EXPIRED']],
    ['Retry_Expired', ['Retry_Expired']],
    ['RETRY_EXPIRED', ['RETRY_EXPIRED']],
  ])('takes %s for whose spelling it is, or for both', (text, expected) => {
    expect(titlesOf(text).sort()).toEqual([...expected].sort());
  });

  it('says of every refused connect over MQTT that the credential is not proven wrong', () => {
    const saying = ['CONNACK code 5', 'Bad_Credential', 'CredentialError', 'BAD_CREDENTIAL'];

    for (const text of saying) {
      expect(readDeviceMessages(text)[0]?.entry.evidence?.provesNot).toContain(
        'Over MQTT the hub answers every refused connect this way',
      );
    }
  });

  it('counts places, not ways to read one place', () => {
    const text = 'ECONNRESET\nread ECONNRESET\nNot authorized, Not authorised';

    expect(readDeviceMessages(text).map(({ count }) => count)).toEqual([2, 2]);
  });

  it('finds every one of its patterns in its own message', () => {
    for (const message of knowledge.messages) {
      for (const pattern of message.patterns) expect(titlesOf(pattern)).toContain(message.title);
    }
  });

  it('reads its own titles, so that a button that explains one finds it again', () => {
    for (const { title } of knowledge.messages) expect(titlesOf(title)).toEqual([title]);
  });

  it.each(['', 'hello', 'arc 5', 'rc 51', 'the network is fine', 'XNO_NETWORKX', 'device-42'])(
    'finds nothing in "%s"',
    (text) => {
      expect(readDeviceMessages(text)).toEqual([]);
    },
  );

  it('never throws, whatever is pasted', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(Array.isArray(readDeviceMessages(text))).toBe(true);
      }),
    );
  });
});
