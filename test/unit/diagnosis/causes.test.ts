import type { ConnectionRow } from '../../../src/diagnosis/device/connection-row';
import { diagnoseRows } from '../../../src/diagnosis/device/diagnose-rows';
import type { Cause, Confidence } from '../../../src/diagnosis/diagnosis';
import { logsAlone, type Surroundings } from '../../../src/diagnosis/surroundings';
import {
  connect,
  dayWindow,
  disconnect,
  minute,
  operation,
  refuse,
  renewals,
  sdkStrings,
} from '../../support/connection-rows';
import { hubInfo, noTwin, twin } from '../../support/surroundings';

const diagnose = (rows: ConnectionRow[], surroundings: Surroundings = logsAlone) =>
  diagnoseRows(
    { device: 'device-42', window: dayWindow, complete: true, scene: { surroundings } },
    rows,
  );

const both = ['401003', '404104'];
const of = (sdk: keyof typeof sdkStrings) => ({ sdkVersion: sdkStrings[sdk] });
const raw = { sdkVersion: '' };
const amqp = { protocol: 'Amqp' };
const there = { maskedIpAddress: '10.9.8.XXX' };
const away = [connect(1), disconnect(600, '404104')];
const lost = (at: number, minutes: number) => [disconnect(at, '404104'), connect(at + minutes)];
const refusals = (code: string, from: number, count: number, changes = {}) =>
  Array.from({ length: count }, (_, index) => refuse(from + index * 2, code, changes));
const wrote = (errorMessage: string) => ({ errorMessage });

/** Rows of two machines that throw each other out. */
function quarrel(count: number, code = '400027', other: Partial<ConnectionRow> = there) {
  const clients = [{}, other];
  return Array.from({ length: count }, (_, turn) => [
    disconnect(600 + turn / 6, code, clients[turn % 2]),
    connect(600 + turn / 6, clients[(turn + 1) % 2]),
  ]).flat();
}

/** A row of a series is lost: the nth of those that the test picks. */
function without(rows: ConnectionRow[], picks: (row: ConnectionRow) => boolean, nth: number) {
  const victim = rows.filter(picks)[nth];
  return rows.filter((row) => row !== victim);
}

const isConnect = ({ event }: ConnectionRow) => event === 'connect';
const isClose = ({ event }: ConnectionRow) => event === 'disconnect';

/** Periods a tenth longer and shorter in turns. */
function jittered(count: number, period: number, codes: string[], changes = {}) {
  const rows: ConnectionRow[] = [connect(1, changes)];
  let at = 1;
  for (let round = 0; round < count; round += 1) {
    at += period * (round % 2 === 0 ? 0.92 : 1.08);
    rows.push(...codes.map((code) => disconnect(at, code)), connect(at + 0.05, changes));
  }
  return rows;
}

function metered(throttled: number): Surroundings {
  const points = [{ at: minute(300), total: throttled }];
  const series = {
    metric: 'd2c.telemetry.ingress.sendThrottle' as const,
    grainSeconds: 60,
    points,
  };
  return { ...logsAlone, metrics: { state: 'known', value: [series] } };
}

function unwell(from: number, to: number): Surroundings {
  const status = {
    state: 'degraded' as const,
    title: 'Degraded',
    summary: '',
    reason: 'Unplanned',
    since: minute(from),
    until: minute(to),
  };
  return { ...logsAlone, health: { state: 'known', value: [status] } };
}

type Case = [string, ConnectionRow[], Cause, Confidence?, Surroundings?];

const cases: Record<string, Case[]> = {
  'token-renewal': [
    ['.NET, default', renewals(8, 70, both), 'token-renewal', 'high'],
    ['.NET, of 5 min', renewals(20, 15, both), 'token-renewal', 'medium'],
    ['.NET, of 20 min', renewals(12, 30, both), 'token-renewal', 'medium'],
    ['Java, of 5 min', renewals(20, 15, both, of('java')), 'token-renewal', 'medium'],
    ['Java, only 404104 left', renewals(8, 70, ['404104'], of('java')), 'token-renewal', 'high'],
    ['.NET, only 401003 left', renewals(8, 70, ['401003']), 'token-renewal', 'high'],
    ['Node, default', renewals(12, 45, [''], of('node')), 'token-renewal', 'high'],
    ['Node, every 3 min', renewals(30, 3, [''], of('node')), 'token-renewal', 'medium'],
    ['Python, default', renewals(9, 58, ['404104'], of('python')), 'token-renewal', 'high'],
    ['Python, clean', renewals(9, 58, [''], of('python')), 'token-renewal', 'high'],
    ['Python, of two hours', renewals(8, 118, [''], of('python')), 'token-renewal', 'medium'],
    ['C, default', renewals(12, 48, ['404104'], of('c')), 'token-renewal', 'high'],
    ['C, of half an hour', renewals(12, 24, [''], of('c')), 'token-renewal', 'medium'],
    ['.NET over web sockets', renewals(8, 70, both, { protocol: 'MqttWs' }), 'token-renewal'],
    ['.NET, jittered', jittered(8, 70, both), 'token-renewal'],
    ['Node, jittered, of another life', jittered(12, 30, [''], of('node')), 'token-renewal'],
    ['a lost connect', without(renewals(8, 70, both), isConnect, 4), 'token-renewal'],
    ['a lost close', without(renewals(9, 45, [''], of('node')), isClose, 4), 'token-renewal'],
    [
      'a lost cycle',
      renewals(9, 70, both).filter(({ at }) => Math.abs(+at - +minute(281)) > 60_000),
      'token-renewal',
    ],
  ],
  'no token-renewal': [
    ['one period only', renewals(1, 70, both), 'undetermined'],
    ['two periods of no documented length', renewals(2, 33, both), 'undetermined'],
    ['Node with errors', renewals(12, 45, ['404104'], of('node')), 'connection-lost', 'low'],
    ['.NET with goodbyes only', renewals(8, 70, ['']), 'graceful-close'],
    ['.NET over AMQP', renewals(8, 70, ['404104'], amqp), 'connection-lost', 'low'],
    ['Node over AMQP', renewals(12, 45, [''], { ...of('node'), ...amqp }), 'graceful-close'],
    ['an unknown client', renewals(8, 70, ['404104'], raw), 'undetermined', 'low'],
    ['an unknown client with both codes', renewals(8, 70, both, raw), 'undetermined', 'low'],
    ['.NET every 5 min: no token is that short', renewals(40, 5, ['404104']), 'connection-lost'],
    [
      'a reboot of half a minute every 30 min',
      Array.from({ length: 12 }, (_, n) => lost(1 + (n + 1) * 30, 2)).flat(),
      'connection-lost',
    ],
    [
      'a reboot of 42 s every 30 min, with nothing but 404104',
      Array.from({ length: 20 }, (_, n) => [
        connect(1 + n * 30),
        disconnect(30.3 + n * 30, '404104'),
      ])
        .flat()
        .concat(connect(601)),
      'connection-lost',
      'low',
    ],
    ['a connect out of the rhythm', [...renewals(8, 70, both), connect(100)], 'undetermined'],
    [
      'throttled telemetry beside it',
      [...renewals(8, 70, both), operation(300, '429001')],
      'throttled',
    ],
  ],
  'renewals and something else': [
    ['a loss', [...renewals(6, 70, both), ...lost(450, 60)], 'connection-lost'],
    ['a short cut', [...renewals(6, 70, both), ...lost(450, 0.2)], 'connection-lost'],
    ['not back', [...renewals(6, 70, both), disconnect(450, '404104')], 'connection-lost'],
    [
      'a clean close',
      [...renewals(9, 45, [''], of('node')), disconnect(430), connect(440)],
      'graceful-close',
    ],
    [
      'a close by an upgrade',
      [...renewals(6, 70, both), disconnect(450, '400029'), connect(450.2)],
      'platform-upgrade',
    ],
    [
      'an unknown code',
      [...renewals(6, 70, both), disconnect(450, '400011'), connect(450.2)],
      'undetermined',
    ],
  ],
  'graceful-close': [
    ['one', [connect(1), disconnect(30), connect(50)], 'graceful-close', 'medium'],
    ['still away', [connect(1), disconnect(30)], 'graceful-close'],
    ['a planned sleep', renewals(8, 30, [''], raw), 'graceful-close'],
    [
      'a planned sleep of a known SDK',
      Array.from({ length: 8 }, (_, n) => [
        disconnect(60 + n * 60),
        connect(110 + n * 60, of('node')),
      ]).flat(),
      'graceful-close',
    ],
  ],
  'connection-lost': [
    ['once, and still away', away, 'connection-lost', 'medium'],
    [
      'three times',
      [connect(1), ...lost(50, 4), ...lost(300, 11), ...lost(900, 6)],
      'connection-lost',
      'high',
    ],
    [
      'flapping',
      [connect(1), ...[7, 11, 29, 33, 90, 95].flatMap((at) => lost(at, 0.3))],
      'connection-lost',
      'medium',
    ],
    [
      'with its side effect',
      [
        connect(1),
        disconnect(300, '404104'),
        connect(300.2),
        disconnect(300.3, '409002'),
        connect(301),
      ],
      'connection-lost',
    ],
    ['seconds ago', [connect(1), disconnect(1439.7, '404104')], 'connection-lost', 'low'],
  ],
  'duplicate-identity': [
    ['taking turns', [connect(1), ...quarrel(12)], 'duplicate-identity', 'high'],
    ['over AMQP', [connect(1), ...quarrel(12, '409002')], 'duplicate-identity', 'high'],
    [
      'two SDKs at one address',
      [connect(1), ...quarrel(9, '400027', of('node'))],
      'duplicate-identity',
      'high',
    ],
    ['one address', [connect(1), ...quarrel(9, '400027', {})], 'duplicate-identity', 'medium'],
    [
      'a move to another network',
      [connect(1), disconnect(300, '400027'), connect(300.1, there)],
      'duplicate-identity',
      'low',
    ],
    [
      'a single conflict of no other error',
      [connect(1), disconnect(300, '409002'), connect(300.1)],
      'undetermined',
    ],
    [
      'losses and one of their side effects',
      [connect(1), ...lost(50, 4), ...lost(90, 5), disconnect(400, '400027'), connect(400.1)],
      'connection-lost',
    ],
  ],
  'credential-rejected': [
    ['never let in', refusals('401003', 10, 5), 'credential-rejected', 'high'],
    [
      'after weeks of work',
      [connect(1), disconnect(600, '404104'), ...refusals('401003', 601, 6)],
      'credential-rejected',
      'high',
    ],
    [
      'by its message',
      [
        connect(1),
        disconnect(600, '404104'),
        refuse(
          700,
          '401003',
          wrote('Thumbprint does not match configuration: Thumbprint: SHA1Hash=1'),
        ),
      ],
      'credential-rejected',
      'medium',
    ],
    [
      'for an hour, then let in',
      [connect(1), disconnect(300, '404104'), ...refusals('401003', 301, 20), connect(360)],
      'credential-rejected',
      'medium',
    ],
    [
      'an expired token of its own, never back',
      [connect(1, raw), disconnect(61, '401003'), disconnect(61, '404104')],
      'credential-rejected',
    ],
    [
      'as Unauthorized without a code',
      [1, 3, 5].map((at) => refuse(at, '', { fault: 'Unauthorized', name: 'Unauthorized' })),
      'credential-rejected',
    ],
    [
      'twice, and let in at once',
      [connect(1), disconnect(300, '404104'), refuse(300.1, '401003'), connect(300.2)],
      'undetermined',
    ],
    [
      'while the registry has it enabled',
      refusals('401003', 10, 5),
      'credential-rejected',
      'high',
      twin(),
    ],
  ],
  'device-disabled': [
    [
      'says the registry, and the rows are lost ones',
      away,
      'device-disabled',
      'high',
      twin({ status: 'disabled' }),
    ],
    [
      'says the registry, beside rejections',
      refusals('401003', 10, 5),
      'device-disabled',
      'high',
      twin({ status: 'disabled' }),
    ],
    [
      'after its loss',
      away,
      'device-disabled',
      'medium',
      twin({ status: 'disabled', statusUpdatedAt: minute(900) }),
    ],
    ['says the hub', [...away, ...refusals('403012', 601, 4)], 'device-disabled', 'medium'],
    [
      'says the hub after rejections',
      [...refusals('401003', 10, 9), ...refusals('403012', 100, 3)],
      'device-disabled',
      'medium',
    ],
    [
      'for a while',
      [connect(1), disconnect(300, '404104'), ...refusals('403012', 301, 4), connect(400)],
      'device-disabled',
      'low',
      twin(),
    ],
    [
      'though connected: a contradiction',
      [connect(1)],
      'device-disabled',
      'low',
      twin({ status: 'disabled' }),
    ],
    [
      'on another hub only',
      away,
      'connection-lost',
      'medium',
      twin({ status: 'disabled', hubName: 'fabrikam-hub' }),
    ],
  ],
  'device-not-registered': [
    ['says the registry', away, 'device-not-registered', 'high', noTwin],
    [
      'says the registry, beside rejections',
      refusals('401003', 10, 5),
      'device-not-registered',
      'high',
      noTwin,
    ],
    [
      'says the hub by code',
      [...away, ...refusals('404001', 601, 4)],
      'device-not-registered',
      'medium',
    ],
    [
      'says the hub by message',
      refusals(
        '401003',
        10,
        3,
        wrote("IotHub 'contoso' does not contain the specified device 'device-42'"),
      ),
      'device-not-registered',
      'high',
    ],
    [
      'say calls to it',
      [...away, operation(700, '404001', { category: 'C2DCommands' })],
      'device-not-registered',
      'low',
    ],
    ['though connected: a contradiction', [connect(1)], 'device-not-registered', 'low', noTwin],
  ],
  'network-refused': [
    [
      'says the filter, beside rejections',
      [...away, ...refusals('401003', 601, 5)],
      'network-refused',
      'high',
      hubInfo({ ipRules: [{ name: 'site', action: 'reject', mask: '81.24.0.0/16' }] }),
    ],
    [
      'says the filter, and silence',
      away,
      'network-refused',
      'medium',
      hubInfo({
        ipRules: [{ name: 'office', action: 'accept', mask: '20.1.2.0/24' }],
        otherAddresses: 'reject',
      }),
    ],
    [
      'says public access',
      [...away, ...refusals('401003', 601, 5)],
      'network-refused',
      'high',
      hubInfo({ publicAccess: 'disabled' }),
    ],
    [
      'says the message',
      refusals('403000', 10, 3, wrote('The IP address is not allowed by the IP filter')),
      'network-refused',
      'medium',
    ],
    [
      'not where the filter admits it',
      [...away, ...refusals('401003', 601, 5)],
      'credential-rejected',
      'high',
      hubInfo({
        ipRules: [{ name: 'site', action: 'accept', mask: '81.24.7.0/24' }],
        otherAddresses: 'reject',
      }),
    ],
    [
      'not for a part of its addresses',
      away,
      'connection-lost',
      'medium',
      hubInfo({ ipRules: [{ name: 'one', action: 'reject', mask: '81.24.7.9' }] }),
    ],
    [
      'not for a private address',
      [connect(1, there), disconnect(600, '404104', there)],
      'connection-lost',
      'medium',
      hubInfo({ publicAccess: 'disabled' }),
    ],
    [
      'not for a device that is back',
      [connect(1), ...lost(300, 5)],
      'connection-lost',
      'medium',
      hubInfo({ publicAccess: 'disabled' }),
    ],
  ],
  throttled: [
    [
      'on its reconnects',
      [connect(1), disconnect(300, '404104'), ...refusals('429001', 300.2, 3), connect(310)],
      'throttled',
    ],
    ['around its loss', [connect(1), operation(299, '429001'), ...lost(300, 4)], 'throttled'],
    ['as it closes', [connect(1), disconnect(300, '429005'), connect(302)], 'throttled'],
    [
      'once among many losses',
      [connect(1), ...[50, 130, 300].flatMap((at) => lost(at, 4)), refuse(700, '429001')],
      'connection-lost',
    ],
  ],
  'quota-exceeded': [
    [
      'on its reconnects',
      [connect(1), disconnect(300), ...refusals('403002', 300.2, 5)],
      'quota-exceeded',
      'high',
    ],
    [
      'around its loss',
      [connect(1), operation(299, '403002'), disconnect(300, '404104')],
      'quota-exceeded',
      'high',
    ],
    ['on what it sends', [connect(1), operation(299, '403002')], 'quota-exceeded', 'medium'],
  ],
  'platform-upgrade': [
    [
      'and back',
      [connect(1), disconnect(300, '400029'), refuse(300.1, '400030'), connect(300.3)],
      'platform-upgrade',
      'high',
    ],
    [
      'only refused',
      [connect(1), disconnect(300, '404104'), refuse(300.1, '400030'), connect(300.3)],
      'platform-upgrade',
      'high',
    ],
    ['not back', [connect(1), disconnect(300, '400029')], 'platform-upgrade', 'low'],
  ],
  'hub-fault': [
    ['as it closes', [connect(1), disconnect(300, '500001'), connect(301)], 'hub-fault', 'low'],
    [
      'on its reconnects',
      [connect(1), disconnect(300, '404104'), ...refusals('500008', 300.2, 3), connect(310)],
      'hub-fault',
      'low',
    ],
    [
      'by name alone',
      [
        connect(1),
        disconnect(300, '', { fault: 'InternalServerError', name: 'InternalServerError' }),
      ],
      'hub-fault',
      'low',
    ],
    [
      'twice',
      [
        connect(1),
        disconnect(300, '503001'),
        connect(301),
        disconnect(700, '500001'),
        connect(702),
      ],
      'hub-fault',
      'medium',
    ],
  ],
  'the newest trouble': [
    [
      'a credential after losses',
      [
        connect(1),
        ...lost(100, 9),
        ...lost(300, 20),
        disconnect(700, '404104'),
        ...refusals('401003', 701, 8),
      ],
      'credential-rejected',
      'high',
    ],
    [
      'a loss after a quarrel',
      [connect(1), ...quarrel(9), disconnect(900, '404104')],
      'connection-lost',
      'medium',
    ],
    [
      'a quarrel after a loss',
      [connect(1), ...lost(100, 9), ...quarrel(9)],
      'duplicate-identity',
      'high',
    ],
    [
      'an unknown code, and away',
      [connect(1), ...lost(100, 9), disconnect(700, '400011')],
      'undetermined',
    ],
  ],
  'what stands beside the rows': [
    [
      'a metric of throttled sends',
      [connect(1), disconnect(300, '429005'), connect(302)],
      'throttled',
      'high',
      metered(40),
    ],
    [
      'a metric without them',
      [connect(1), disconnect(300, '429005'), connect(302)],
      'throttled',
      'medium',
      metered(0),
    ],
    [
      'a hub that was unwell',
      [connect(1), disconnect(300, '500001'), connect(301)],
      'hub-fault',
      'medium',
      unwell(290, 400),
    ],
    [
      'a hub that was unwell on another day',
      [connect(1), disconnect(300, '500001'), connect(301)],
      'hub-fault',
      'low',
      unwell(-900, -800),
    ],
    [
      'calls that know no device, and a registry that does',
      [...away, operation(700, '404001', { category: 'C2DCommands' })],
      'connection-lost',
      'medium',
      twin(),
    ],
    [
      'an upgrade among many losses',
      [connect(1), ...lost(50, 4), ...lost(130, 4), disconnect(300, '400029'), connect(300.2)],
      'connection-lost',
    ],
  ],
  undetermined: [
    [
      'an unknown code',
      [connect(1), disconnect(300, '400011'), connect(301)],
      'undetermined',
      'low',
    ],
    [
      'an error without code or name',
      [connect(1), disconnect(300, '', { fault: 'unnamed error' })],
      'undetermined',
    ],
    ['one refused connect', [connect(1), refuse(10, '401003')], 'undetermined'],
  ],
  'no-disconnects': [
    ['connects', [connect(1), connect(1.5)], 'no-disconnects', 'medium'],
    ['one connect', [connect(1)], 'no-disconnects', 'medium'],
    ['a row of no known kind', [connect(1, { event: 'other' })], 'no-disconnects', 'medium'],
  ],
  'no-evidence': [
    ['errors of calls only', [operation(5, '404001')], 'no-evidence', 'low'],
    [
      'errors of calls, and no registration',
      [operation(5, '404001')],
      'device-not-registered',
      'high',
      noTwin,
    ],
    [
      'errors of calls, and disabled',
      [operation(5, '404001')],
      'device-disabled',
      'high',
      twin({ status: 'disabled' }),
    ],
  ],
};

const nullCauses: Cause[] = [
  'graceful-close',
  'platform-upgrade',
  'no-disconnects',
  'no-evidence',
  'undetermined',
];

describe.each(Object.entries(cases))('%s', (_chapter, table) => {
  it.each(table.map((row): [string, Case] => [row[0], row]))('%s', (_what, row) => {
    const [, rows, cause, confidence, surroundings] = row;

    const found = diagnose(rows, surroundings);

    expect(found).toMatchObject({ cause, ...(confidence && { confidence }) });
    expect(found.benign).toBe(
      cause === 'token-renewal' ? true : nullCauses.includes(cause) ? null : false,
    );
    expect(found.why).toMatch(/^[A-Z\d“].*\.$/);
    expect(found.why.length).toBeLessThan(200);
    expect(found.steps.length).toBeGreaterThan(1);
  });
});
