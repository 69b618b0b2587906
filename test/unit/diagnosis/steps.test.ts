import { adviseSdk } from '../../../src/diagnosis/advise';
import type { ConnectionRow } from '../../../src/diagnosis/device/connection-row';
import { diagnoseRows } from '../../../src/diagnosis/device/diagnose-rows';
import { findSdk } from '../../../src/knowledge/find-sdk';
import {
  connect,
  dayWindow,
  disconnect,
  refuse,
  renewals,
  sdkStrings,
} from '../../support/connection-rows';

const diagnose = (rows: ConnectionRow[]) =>
  diagnoseRows({ device: 'device-42', window: dayWindow, complete: true }, rows);

const stepsOf = (rows: ConnectionRow[]) => diagnose(rows).steps.map(({ text }) => text);

const using = (sdkVersion: string) => ({ sdkVersion });

const lost = (at: number, sdkVersion = sdkStrings.dotnet) => [
  disconnect(at, '404104'),
  connect(at + 5, using(sdkVersion)),
];

const rejected = (errorMessage = '') =>
  [10, 12, 14].map((at) => refuse(at, '401003', { errorMessage }));

describe('the steps for a lost connection', () => {
  it('begin with what a phone can do and never speak of tokens', () => {
    const steps = diagnose([connect(1), ...lost(300), ...lost(900)]).steps;

    expect(steps[0]).toMatchObject({
      text: expect.stringContaining('other devices dropped at the same time'),
      command: 'summary',
    });
    expect(steps[1]?.text).toContain('logged at 2026-11-20 15:00 UTC, the last loss');
    expect(JSON.stringify(steps)).not.toMatch(/token|renew/i);
  });

  it('begin with the site of a device that is not back', () => {
    const steps = diagnose([connect(1, using('.NET/1.42.3 (x)')), disconnect(300, '404104')]).steps;

    expect(steps.map(({ text }) => text)).toEqual([
      'Ask the site whether device-42 has power and network: no row shows it coming back since 2026-11-20 05:00 UTC.',
      expect.stringContaining('other devices'),
      expect.stringContaining('checklist'),
    ]);
    expect(steps[2]?.command).toBe('check device-42');
  });

  it.each([
    [
      'outdated',
      '.NET/1.38.0 (x)',
      'Update the .NET SDK: the device uses 1.38.0, and 1.42.3 is the newest known.',
    ],
    [
      'outdated, of a dated newest version',
      'azure-iot-device/1.17.1 (x)',
      'Update the Node.js SDK: the device uses 1.17.1, and 1.18.4 is the newest known as of 2026-11-21.',
    ],
    [
      'retired',
      'com.microsoft.azure.iothub-java-client/3.0.0',
      'Update the Java SDK: the device uses 3.0.0, and 2.5.1 of its successor is the newest known.',
    ],
    ['not named', '', 'Find out which SDK and version the device uses'],
    ['not known', 'someones-client/3.2.1', 'Find out which SDK and version the device uses'],
    ['up to date', '.NET/1.42.3 (x)', 'Leave the keep-alive of the client as it is'],
  ])('say of an SDK that is %s what fits it', (_what, sdkVersion, text) => {
    const rows = [connect(1, using(sdkVersion)), ...lost(300, sdkVersion)];

    const steps = stepsOf(rows);

    expect(steps[2]).toContain(text);
    expect(steps.some((step) => step.startsWith('Update'))).toBe(text.startsWith('Update'));
  });

  it('ask for an update of an outdated SDK also while the device is away', () => {
    const steps = stepsOf([connect(1, using('.NET/1.38.0 (x)')), disconnect(300, '404104')]);

    expect(steps[2]).toContain('the device uses 1.38.0');
  });
});

describe('the steps for a token renewal', () => {
  it.each([
    [
      '.NET',
      sdkStrings.dotnet,
      66,
      ['401003', '404104'],
      '1 h 6 min',
      '1 h 10 min',
      'SasTokenTimeToLive',
    ],
    ['Node.js', sdkStrings.node, 45, [''], '45 min', '45 min', 'tokenValidTimeInSeconds'],
    ['C', sdkStrings.c, 48, ['404104'], '48 min', '48 min', 'OPTION_SAS_TOKEN_LIFETIME'],
  ])(
    'repair nothing and make it quieter: %s',
    (name, sdk, period, codes, found, expected, setting) => {
      const { cause, steps } = diagnose(renewals(6, period, codes, using(sdk)));

      expect(cause).toBe('token-renewal');
      expect(steps[0]?.text).toMatch(/^Nothing needs repair/);
      expect(steps[1]?.text).toContain(
        `it dropped about every ${found}, and with tokens of 1 h the ${name} SDK does so about every ${expected}, with tokens of a day about every `,
      );
      expect(steps[1]?.detail).toContain(setting);
      expect(steps[2]?.text).toContain('wait a minute or two');
    },
  );
});

describe('the steps for a rejected credential', () => {
  it.each([
    ['', 'was its key or thumbprint changed lately?'],
    ['Authorization header missing', 'it connects without any credential'],
    [
      'Thumbprint does not match configuration: Thumbprint: SHA1Hash=1, SHA2Hash=2',
      'Compare the thumbprints',
    ],
    ["Authorization rule 'device' does not allow access for 'x'", 'permission DeviceConnect'],
    [
      'Authentication failed for this device, renew token or certificate and reconnect',
      'was its key or certificate changed lately?',
    ],
  ])('follow the message "%s"', (message, text) => {
    const { cause, steps } = diagnose(rejected(message));

    expect(cause).toBe('credential-rejected');
    expect(steps[0]?.text).toContain(text);
    expect(steps[0]?.url).toContain('#401003');
  });

  it('follow the newest message, and ask what changed after the last connect', () => {
    const rows = [
      connect(5),
      refuse(10, '401003', { errorMessage: 'Authorization header missing' }),
      refuse(12, '401003', { errorMessage: 'Thumbprint does not match configuration' }),
      refuse(14, '401003'),
    ];

    const steps = stepsOf(rows);

    expect(steps[0]).toContain('Compare the thumbprints');
    expect(steps.at(-1)).toContain('what was changed after 2026-11-20 00:05 UTC');
  });
});

describe('the steps for other verdicts', () => {
  it('ask the application of a device that hung up', () => {
    expect(stepsOf([disconnect(5)])[0]).toBe(
      'Ask whoever runs the application of device-42 whether it closed on purpose at 2026-11-20 00:05 UTC: a restart, an update or a planned sleep looks like this.',
    );
  });

  it('ask for a longer window where nothing dropped', () => {
    const { steps } = diagnose([connect(5)]);

    expect(steps[0]?.text).toContain('longer window');
    expect(steps[1]?.command).toBe('check device-42');
  });

  it.each([
    ['an odd code', [disconnect(5, '404103'), connect(6)], 'method'],
    [
      'an odd code among many renewals',
      [...renewals(9, 70, ['401003', '404104']), disconnect(800, '403006'), connect(801)],
      'upload',
    ],
    [
      'what the hub wrote',
      [refuse(5, '401003', { errorMessage: 'Authorization header missing' }), connect(5.5)],
      'without any credential',
    ],
    ['common codes only', renewals(1, 70, ['401003', '404104']), 'Read the rows around'],
  ])('begin, where no rule fits, with %s', (_what, rows, text) => {
    const { cause, steps } = diagnose(rows);

    expect(cause).toBe('undetermined');
    expect(steps[0]?.text).toContain(text);
    expect(steps.map((step) => step.text).join(' ')).toContain('Read the rows around');
    expect(steps.at(-1)?.command).toBe('check device-42');
  });
});

it.each([
  ['azure-iot-device/1.5.0 (node)', ', far ahead of it.', 'Known of 1.5.0: TLS 1.2'],
  ['azure-iot-device/1.17.0 (node)', '.', undefined],
])('advises to leave %s with what is known of it', (raw, end, detail) => {
  const step = adviseSdk(findSdk(raw));

  expect(step.text.endsWith(end)).toBe(true);
  expect(step.detail?.slice(0, detail?.length)).toBe(detail);
});
