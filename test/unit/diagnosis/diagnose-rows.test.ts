import fc from 'fast-check';
import type { ConnectionRow } from '../../../src/diagnosis/device/connection-row';
import { diagnoseRows } from '../../../src/diagnosis/device/diagnose-rows';
import {
  connect,
  dayWindow,
  disconnect,
  minute,
  refuse,
  renewals,
  sdkStrings,
} from '../../support/connection-rows';

const diagnose = (rows: ConnectionRow[], complete = true) =>
  diagnoseRows({ device: 'device-42', window: dayWindow, complete }, rows);

const lost = (at: number, awayMinutes: number) => [
  disconnect(at, '404104', { name: 'DeviceConnectionClosedRemotely' }),
  connect(at + awayMinutes),
];

const node = { sdkVersion: sdkStrings.node };

describe('diagnoseRows', () => {
  const cases: [string, ConnectionRow[], string, boolean | null][] = [
    ['connects only', [connect(1), connect(60)], 'no-disconnects', null],
    ['.NET renewals with both codes', renewals(6, 70, ['401003', '404104']), 'token-renewal', true],
    ['.NET renewals 8 % early', renewals(6, 65, ['404104']), 'token-renewal', true],
    ['.NET renewals of shorter tokens', renewals(6, 59, ['404104']), 'token-renewal', true],
    ['Node renewals', renewals(6, 45, [''], node), 'token-renewal', true],
    ['Node closing with an error', renewals(6, 45, ['404104'], node), 'connection-lost', false],
    [
      'renewals, the first connect not logged',
      renewals(6, 70, ['404104']).slice(1),
      'token-renewal',
      true,
    ],
    ['two renewals', renewals(2, 70, ['404104']), 'token-renewal', true],
    ['one renewal', renewals(1, 70, ['404104']), 'undetermined', null],
    [
      'renewals of longer tokens',
      renewals(6, 70, ['404104'], { sdkVersion: sdkStrings.c }),
      'token-renewal',
      true,
    ],
    [
      'the rhythm without a known SDK',
      renewals(6, 70, ['404104'], { sdkVersion: '' }),
      'undetermined',
      null,
    ],
    [
      'the rhythm over AMQP',
      renewals(6, 70, ['404104'], { protocol: 'Amqp' }),
      'connection-lost',
      false,
    ],
    [
      'renewals and a close by a fault of the hub',
      [...renewals(6, 70, ['404104']), disconnect(600, '500001'), connect(600.1)],
      'hub-fault',
      false,
    ],
    [
      'renewals and a throttled connect',
      [...renewals(6, 70, ['404104']), refuse(500, '429001')],
      'throttled',
      false,
    ],
    [
      'renewals and one loss',
      [...renewals(6, 70, ['404104']), ...lost(600, 7)],
      'connection-lost',
      false,
    ],
    [
      'renewals, the last without a return',
      [...renewals(6, 70, ['404104']), disconnect(491, '404104')],
      'connection-lost',
      false,
    ],
    [
      'three losses',
      [connect(1), ...lost(50, 4), ...lost(300, 11), ...lost(900, 6)],
      'connection-lost',
      false,
    ],
    ['one loss, not back', [connect(1), disconnect(300, '404104')], 'connection-lost', false],
    [
      'a loss with its side effect',
      [connect(1), disconnect(300, '404104'), disconnect(300.5, '409002'), connect(305)],
      'connection-lost',
      false,
    ],
    [
      'losses every six hours',
      [connect(1), ...lost(100, 5), ...lost(460, 5), ...lost(820, 5), ...lost(1180, 5)],
      'connection-lost',
      false,
    ],
    ['a short cut', [connect(1), ...lost(300, 0.2)], 'connection-lost', false],
    [
      'a loss without its return, before another',
      [disconnect(300, '404104'), ...lost(500, 4)],
      'connection-lost',
      false,
    ],
    [
      'clean closes in no rhythm',
      [connect(1), disconnect(30), connect(50), disconnect(400), connect(402)],
      'graceful-close',
      null,
    ],
    ['clean closes every 30 minutes', renewals(8, 30, ['']), 'graceful-close', null],
    [
      'a clean close and a refused connect',
      [disconnect(30), refuse(40, '403012')],
      'device-disabled',
      false,
    ],
    [
      'a clean close and a loss',
      [disconnect(30), connect(31), ...lost(300, 5)],
      'connection-lost',
      false,
    ],
    [
      'an error without a code',
      [disconnect(30, '', { fault: 'ServerError', name: 'ServerError' })],
      'hub-fault',
      false,
    ],
    [
      'rejections only',
      [refuse(10, '401003'), refuse(11, '401003'), refuse(13, '401003')],
      'credential-rejected',
      false,
    ],
    [
      'rejections after a good day',
      [
        ...renewals(6, 70, ['401003', '404104']),
        disconnect(600, '404104'),
        refuse(601, '401003'),
        refuse(603, '401003'),
      ],
      'credential-rejected',
      false,
    ],
    [
      'rejections before a connect',
      [refuse(10, '401003'), refuse(11, '401003'), connect(12)],
      'credential-rejected',
      false,
    ],
    ['one rejection', [connect(1), refuse(10, '401003')], 'undetermined', null],
    [
      'rejections among others',
      [refuse(10, '401003'), refuse(11, '403012'), refuse(12, '401003')],
      'credential-rejected',
      false,
    ],
    [
      'rejections a minute ago',
      [refuse(1439, '401003'), refuse(1439.5, '401003')],
      'undetermined',
      null,
    ],
    [
      'a duplicate identity',
      [disconnect(10, '400027'), connect(10.1), disconnect(10.2, '400027')],
      'duplicate-identity',
      false,
    ],
  ];

  it.each(cases)('reads %s', (_what, rows, cause, benign) => {
    const diagnosis = diagnose(rows);

    expect(diagnosis).toMatchObject({ cause, benign });
    expect(diagnosis.why).toMatch(/^[A-Z\d].*\.$/);
    expect(diagnosis.steps.length).toBeGreaterThan(1);
    expect(diagnosis.steps.length).toBeLessThan(6);
  });

  it.each(cases)('reads %s the same in any order and with repeats', (_what, rows) => {
    const expected = diagnose(rows);

    fc.assert(
      fc.property(
        fc.shuffledSubarray([...rows, ...rows], {
          minLength: rows.length * 2,
          maxLength: rows.length * 2,
        }),
        (shuffled) => {
          expect(diagnose(shuffled)).toEqual(expected);
        },
      ),
      { numRuns: 10 },
    );
  });

  it('claims benign only when every loss fits', () => {
    const extra = fc.record({
      at: fc.integer({ min: 1, max: 1439 }),
      code: fc.constantFrom('400027', '403012', '409002', '429001', '500001', '404103'),
      refused: fc.boolean(),
    });

    fc.assert(
      fc.property(fc.integer({ min: 2, max: 18 }), extra, (count, { at, code, refused }) => {
        const rows = renewals(count, 70, ['401003', '404104']);
        const odd = refused ? refuse(at, code) : disconnect(at, code);

        expect(diagnose(rows).benign).toBe(true);
        expect(diagnose([...rows, odd]).benign).not.toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it('never calls it benign when rows are known to be missing', () => {
    const rows = renewals(8, 70, ['401003', '404104']);

    expect(diagnose(rows, true).benign).toBe(true);
    expect(diagnose(rows, false)).toMatchObject({
      cause: 'undetermined',
      benign: null,
      alternatives: [{ cause: 'token-renewal', why: expect.stringContaining('rows are missing') }],
    });
  });

  it('takes a last renewal of seconds ago for what it is, and says what it cannot know', () => {
    const rows = [
      connect(1439.7 - 4 * 70),
      ...[3, 2, 1].flatMap((back) => [
        disconnect(1439.7 - back * 70, '404104'),
        connect(1439.75 - back * 70),
      ]),
      disconnect(1439.7, '404104'),
    ];

    const diagnosis = diagnose(rows);

    expect(diagnosis).toMatchObject({ cause: 'token-renewal', connectedAtEnd: false });
    expect(diagnosis.unknowable.join()).toContain('less than a minute old');
  });

  it('counts rows, and not what it concludes from them', () => {
    const rows = [...renewals(3, 70, ['401003', '404104']), refuse(500, '401003')];

    const diagnosis = diagnose(rows);

    expect(diagnosis).toMatchObject({
      disconnects: 6,
      losses: 3,
      connects: 4,
      lastConnectAt: minute(211 + 2 / 60),
      firstAt: minute(71),
      lastAt: minute(211 + 1 / 60),
      codes: [
        { code: '401003', name: 'IoTHubUnauthorized', count: 4 },
        { code: '404104', name: 'DeviceConnectionClosedRemotely', count: 3 },
      ],
    });
    expect(diagnosis.seen.join(' ')).toContain('1 refused attempt');
    expect(diagnosis.timeline.bins.reduce((sum, { count }) => sum + count, 0)).toBe(6);
  });

  it('takes SDK and protocol from the last connect before the last disconnect', () => {
    const rows = [
      connect(1, { sdkVersion: '.NET/1.40.0 (x)', protocol: 'Amqp' }),
      connect(5, { sdkVersion: '.NET/1.41.0 (x)', protocol: 'MqttWs' }),
      disconnect(10, '404104'),
      connect(20, { sdkVersion: '.NET/1.42.3 (x)', protocol: 'Mqtt' }),
    ];

    const diagnosis = diagnose(rows);

    expect(diagnosis.protocol).toBe('MqttWs');
    expect(diagnosis.sdk).toEqual({
      name: '.NET',
      version: '1.41.0',
      raw: '.NET/1.41.0 (x)',
      newest: '1.42.3',
    });
  });

  it('answers for the hub with most rows and names the others', () => {
    const elsewhere = { hubId: '/x/iothubs/fabrikam-hub' };
    const rows = [connect(1), disconnect(5), connect(9), disconnect(7, '500001', elsewhere)];

    const diagnosis = diagnose(rows);

    expect(diagnosis).toMatchObject({
      hub: 'contoso-hub',
      cause: 'graceful-close',
      disconnects: 1,
    });
    expect(diagnosis.hubResourceId).toMatch(/\/iothubs\/contoso-hub$/);
    expect(diagnosis.seen.join(' ')).toContain('also exists on fabrikam-hub (1 row)');
  });

  it('leaves the connections of modules out, or answers for one where the device has none', () => {
    const module = { moduleId: 'edgeHub' };
    const own = diagnose([connect(1), disconnect(5, '500001', module), connect(6, module)]);
    const none = diagnose([disconnect(5, '500001', module)]);

    expect(own).toMatchObject({ cause: 'no-disconnects', disconnects: 0 });
    expect(own.seen.join(' ')).toContain('2 rows of the module edgeHub left out');
    expect(none).toMatchObject({ disconnects: 1 });
    expect(none.seen.join(' ')).toContain('of its module edgeHub');
  });

  it.each([
    ['a connect', [disconnect(1), connect(2)], true],
    ['a disconnect', [connect(1), disconnect(2, '404104')], false],
    ['a disconnect and a connect of the same second', [connect(2), disconnect(2)], true],
    ['a close by a newer connection', [connect(1), disconnect(1.1, '400027')], undefined],
    ['refusals only', [refuse(1, '401003')], undefined],
  ])('tells after %s whether the device is connected', (_what, rows, expected) => {
    expect(diagnose(rows).connectedAtEnd).toBe(expected);
  });

  it('says in numbers what was lost beside renewals, and where to begin', () => {
    const rows = [...renewals(10, 70, ['401003', '404104']), ...lost(750, 4), ...lost(900, 11)];

    const diagnosis = diagnose(rows);

    expect(diagnosis.why).toBe(
      'The connection was lost in 2 of 12 cases (404104): the device was away for 4 to 11 min; the other 10 fit the token renewal of the .NET SDK.',
    );
    expect(diagnosis.inferred.join(' ')).toContain('up to 8 min earlier');
    expect(diagnosis.alternatives).toEqual([
      { cause: 'token-renewal', why: '2 of 12 losses do not fit the rhythm of the renewal' },
    ]);
  });

  it('tells of a rhythm that no SDK explains', () => {
    const diagnosis = diagnose(renewals(8, 30, ['']));

    expect(diagnosis.why).toContain('8 closes without an error code, about every 30 min');
    expect(diagnosis.inferred.join(' ')).toContain('a planned sleep or a timer fits that');
  });

  it('decodes the codes where it does not know the cause', () => {
    const rows = [disconnect(10, '404103'), connect(20), disconnect(90, '400011'), connect(90.1)];

    expect(diagnose(rows).why).toMatch(
      /^2 losses: 1 × 400011 .* and 1 × 404103 .* No rule says from these rows why\.$/,
    );
  });

  it('does not call a refused connect a close', () => {
    expect(diagnose([refuse(1, '403000'), refuse(9, '403000')]).why).toMatch(
      /^No disconnect was seen, but 2 connects were refused: 2 × 403000 .* No rule says from these rows why\.$/,
    );
  });

  it.each([
    [
      'renewals and a duplicate identity',
      [
        ...renewals(3, 70, ['401003', '404104']),
        ...[600, 600.1].flatMap((at) => [disconnect(at, '400027'), connect(at + 0.05)]),
      ],
      'duplicate-identity',
      'A second client may use this identity: 2 closes by a newer connection, about every 6 s.',
    ],
    [
      'renewals and a refused connect',
      [...renewals(3, 70, ['404104']), refuse(500, '429001')],
      'throttled',
      'The hub throttles the device (429): 1 refused connect.',
    ],
    [
      'a cut whose reconnects are refused',
      [disconnect(600, '404104'), refuse(600.1, '403012'), refuse(600.2, '403012')],
      'device-disabled',
      'The hub refused the device as disabled (403012): 1 loss and 2 refused connects.',
    ],
    [
      'four kinds of closes',
      ['400027', '404104', '500001', '500008'].map((code, index) => disconnect(index * 90, code)),
      'hub-fault',
      'The hub failed inside (500001 and 500008): 2 losses. One device alone does not prove a fault of the whole hub.',
    ],
  ])('lets the odd losses of %s stand out', (_what, rows, cause, why) => {
    expect(diagnose(rows)).toMatchObject({ cause, why });
  });

  it('says that rows close to each other are one loss, and how many a renewal leaves', () => {
    const { seen } = diagnose(renewals(3, 70, ['401003', '404104']));

    expect(seen.join(' ')).toContain(
      'The 6 disconnect rows are 3 losses: rows within a minute and without a connect in between tell of one. A renewal leaves 2: 401003 and 404104.',
    );
  });

  it('does not speak of renewals where rows are close for another reason', () => {
    const rows = [connect(1), disconnect(300, '404104'), disconnect(300.5, '409002'), connect(305)];

    const said = diagnose(rows).seen.join(' ');

    expect(said).toContain('The 2 disconnect rows are 1 loss:');
    expect(said).not.toContain('A renewal leaves');
  });

  it('names what a loss looks like that other rows know more of', () => {
    const rows = [
      connect(1),
      disconnect(600, '404104'),
      refuse(605, '401003'),
      refuse(607, '401003'),
    ];

    const { cause, alternatives } = diagnose(rows);

    expect(cause).toBe('credential-rejected');
    expect(alternatives).toEqual([
      { cause: 'connection-lost', why: expect.stringContaining('what else was logged') },
    ]);
  });

  it('does not blame the credential of a device that the hub does not know', () => {
    const errorMessage = "IotHub 'contoso' does not contain the specified device 'device-42'";
    const rows = [refuse(1, '401003', { errorMessage }), refuse(2, '401003', { errorMessage })];

    const { cause, seen, alternatives } = diagnose(rows);

    expect(cause).toBe('device-not-registered');
    expect(seen.join(' ')).toContain('That means: The device is not registered on this hub.');
    expect(alternatives[0]?.why).toContain('does not know the device');
  });

  it('shows what the hub wrote about refused connects, shortened and in one line', () => {
    const errorMessage = `line one\nline two\u202e ${'x'.repeat(500)}`;

    const { seen } = diagnose([refuse(1, '403012', { errorMessage })]);

    const said = seen.find((text) => text.includes('The hub wrote')) ?? '';
    expect(said).toContain('line one line two');
    expect(said.length).toBeLessThan(400);
  });

  it('shows no secret that the hub wrote', () => {
    const errorMessage = 'Invalid token SharedAccessSignature sr=x&sig=c2VjcmV0&se=1';

    const { seen } = diagnose([refuse(1, '401003', { errorMessage })]);

    expect(seen.join(' ')).toContain('The hub wrote: "Invalid token SharedAccessSignature …".');
  });

  it('names the masked addresses when there are several', () => {
    const rows = [connect(1), connect(2, { maskedIpAddress: '10.0.0.XXX' })];

    expect(diagnose(rows).seen.join(' ')).toContain(
      '2 masked addresses: 10.0.0.XXX and 81.24.7.XXX',
    );
  });
});
