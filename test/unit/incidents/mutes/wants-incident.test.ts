import { createListAway } from '../../../../src/incidents/mutes/list-away';
import { createWantsIncident } from '../../../../src/incidents/mutes/wants-incident';
import type { Decision } from '../../../../src/ports/decision-trail';
import type { Incident } from '../../../../src/ports/incident-book';
import type { Mute, MuteScope } from '../../../../src/ports/mute-book';
import type { RouteFilter } from '../../../../src/ports/route-book';
import { alert } from '../../../support/alerts';
import { handClock } from '../../../support/hand-clock';
import { hubSummary } from '../../../support/hub-summaries';
import { goneDevice, goneDevices, incident } from '../../../support/incidents';
import { memoryMutes, mute } from '../../../support/memory-mutes';
import { recordedLog } from '../../../support/recorded-log';

const now = new Date('2026-03-01T04:00:00Z');
const fromEvents = alert({
  about: { kind: 'devices', total: 1, flapping: 0, devices: [], since: now },
});
const failure = { code: 'logs_throttled', message: 'busy', retryAfterSeconds: undefined };
const refused = incident({ failure });

function ofDevices(...ids: string[]): Incident {
  return incident({ alert: fromEvents, devices: goneDevices(ids.map((id) => goneDevice(id))) });
}

function about(cause: 'token-renewal' | 'site-outage'): Incident {
  return incident({ summary: hubSummary({ cause }) });
}

it.each<[string, MuteScope, Incident, boolean]>([
  ['its device', { kind: 'device', value: 'device-42' }, ofDevices('device-42'), false],
  [
    'a device in other letters',
    { kind: 'device', value: 'Device-42' },
    ofDevices('device-42'),
    true,
  ],
  ['one of two devices', { kind: 'device', value: 'device-42' }, ofDevices('device-42', 'b'), true],
  [
    'all by a pattern',
    { kind: 'pattern', value: 'line7-*' },
    ofDevices('line7-a', 'line7-b'),
    false,
  ],
  ['a device, told of by an alert alone', { kind: 'device', value: 'device-42' }, refused, true],
  ['its hub in other letters', { kind: 'hub', value: 'Contoso-Hub' }, refused, false],
  ['another hub', { kind: 'hub', value: 'contoso-hub-2' }, refused, true],
  ['its cause', { kind: 'cause', value: 'token-renewal' }, about('token-renewal'), false],
  ['another cause', { kind: 'cause', value: 'token-renewal' }, about('site-outage'), true],
  ['a cause that is not known yet', { kind: 'cause', value: 'token-renewal' }, incident(), false],
  ['a cause that cannot be known', { kind: 'cause', value: 'token-renewal' }, refused, true],
  [
    'its device on another hub',
    { kind: 'device', value: 'device-42', hub: 'north-hub' },
    ofDevices('device-42'),
    true,
  ],
])('decides by a mute of %s', async (_name, scope, of, wanted) => {
  const { wants } = open({ mutes: [mute({ scope })] });

  expect(await wants(of)).toBe(wanted);
});

it.each<[string, RouteFilter, Incident, boolean]>([
  ['nothing', {}, refused, true],
  ['its hub', { hubs: ['CONTOSO-hub'] }, refused, true],
  ['another hub', { hubs: ['north-hub'] }, refused, false],
  ['its devices', { devices: ['line7-*'] }, ofDevices('x', 'line7-a'), true],
  ['other devices', { devices: ['line7-*'] }, ofDevices('x'), false],
  ['devices, where an alert names none', { devices: ['line7-*'] }, refused, true],
  ['its cause', { causes: ['token-renewal'] }, about('token-renewal'), true],
  ['another cause', { causes: ['token-renewal'] }, about('site-outage'), false],
  ['a cause that is not known yet', { causes: ['token-renewal'] }, incident(), false],
  ['a cause that cannot be known', { causes: ['token-renewal'] }, refused, true],
  ['its severity', { severity: 'Sev1' }, refused, true],
  ['graver ones', { severity: 'Sev0' }, refused, false],
  ['a severity that is no word of Azure', { severity: 'loud' }, refused, true],
])('decides by a route that asks for %s', async (_name, filter, of, wanted) => {
  const { wants } = open({ filter });

  expect(await wants(of)).toBe(wanted);
});

it('heeds the gravest alert that joined', async () => {
  const { wants } = open({ filter: { severity: 'Sev0' } });
  const grave = { alert: alert({ severity: 'Sev0' }), resolvedAt: undefined };

  expect(await wants({ ...refused, joined: [grave] })).toBe(true);
});

it('heeds no mute of another conversation, none that has not begun, and none that is over', async () => {
  const hub = { kind: 'hub', value: 'contoso-hub' } as const;
  const { wants } = open({
    mutes: [
      mute({ scope: hub, conversation: { channel: 'teams', id: 'others' } }),
      mute({ scope: hub, from: new Date('2026-03-01T04:30:00Z') }),
      mute({ scope: hub, until: now }),
    ],
  });

  expect(await wants(refused)).toBe(true);
});

it('joins mutes of several devices', async () => {
  const { wants } = open({
    mutes: [mute(), mute({ id: '2', scope: { kind: 'pattern', value: 'line7-*' } })],
  });

  expect(await wants(ofDevices('device-42', 'line7-a'))).toBe(false);
});

it('shows a crowd of which not every device is known to be muted', async () => {
  const all = mute({ scope: { kind: 'pattern', value: 'line7-*' } });
  const crowd = incident({ alert: fromEvents, devices: goneDevices([goneDevice('line7-a')], 2) });

  const unknown = await open({ mutes: [all] }).wants(crowd);
  const known = await open({ mutes: [all], away: ['line7-a', 'line7-b'] }).wants(crowd);
  const other = await open({ mutes: [all], away: ['line7-a', 'x'] }).wants(crowd);

  expect([unknown, known, other]).toEqual([true, false, true]);
});

it('keeps what is over hidden, with the devices that were muted', async () => {
  const { wants } = open({ mutes: [mute()] });
  const back = goneDevices([goneDevice('device-42', { what: 'back' })]);

  expect(await wants(incident({ alert: fromEvents, devices: back }))).toBe(false);
});

it('shows what an alert without a device joined', async () => {
  const { wants } = open({ mutes: [mute()] });
  const joined = [{ alert: alert(), resolvedAt: undefined }];

  expect(await wants({ ...ofDevices('device-42'), joined })).toBe(true);
});

it('tells the trail once who muted it, until when and why', async () => {
  const { wants, decisions } = open({ mutes: [mute({ reason: 'firmware roll-out' })] });

  await wants(ofDevices('device-42'));
  await wants({ ...ofDevices('device-42'), version: 2 });

  expect(decisions).toEqual([
    {
      at: now,
      subject: { kind: 'incident', key: 'incident-1' },
      incident: 'incident-1',
      what: 'muted',
      text: 'Not shown in the teams conversation ops: device device-42, muted by Ann until 05:00 UTC, because firmware roll-out.',
    },
  ]);
});

it('decides all the same where the trail cannot be written', async () => {
  const { wants, log } = open({ mutes: [mute()], trailFails: true });

  expect(await wants(ofDevices('device-42'))).toBe(false);
  expect(log.lines().join()).toContain('decision not kept');
});

it('reads the pages of a crowd until its devices are back', async () => {
  const pages = [
    [goneDevice('a'), goneDevice('b', { what: 'flapping' })],
    [goneDevice('c'), goneDevice('d', { what: 'back' })],
    [goneDevice('e')],
  ];
  const listMembers = async (_key: string, page: number) => {
    return { total: 5, members: pages[page - 1] ?? [] };
  };

  expect(await createListAway({ listMembers })(incident())).toEqual(['a', 'b', 'c']);
});

function open(given: {
  mutes?: Mute[];
  filter?: RouteFilter;
  away?: string[];
  trailFails?: boolean;
}) {
  const decisions: Decision[] = [];
  const log = recordedLog();
  const { filter, away } = given;
  const wants = createWantsIncident({
    mutes: memoryMutes(...(given.mutes ?? [])),
    trail: {
      async add(more) {
        if (given.trailFails === true) throw new Error('disk full');
        decisions.push(...more);
      },
    },
    ...(away === undefined ? {} : { listAway: async () => away }),
    clock: handClock(now),
    log: log.log,
  });
  const route = {
    conversation: { channel: 'teams', id: 'ops', reference: {} },
    ...(filter === undefined ? {} : { filter }),
    createdBy: '',
    createdAt: now,
  };
  return { wants: (of: Incident) => wants(route, of), decisions, log };
}
