import type { IntentName, IntentParameters } from '../../../src/conversation/intent';
import { readIntent } from '../../../src/conversation/read-intent';

const context = { now: new Date('2026-11-21T15:30:00Z'), timeZone: 'UTC' };
const device = { devices: ['device-42'] };
const tonight = { from: '2026-11-21T22:00:00.000Z', to: '2026-11-22T02:00:00.000Z' };
const hub = 'contoso-hub';

it.each<[string, IntentName, IntentParameters]>([
  ['mute device-42 for 2h', 'mute', { ...device, duration: 'PT2H' }],
  ['Mute device-42 for 2 hours please', 'mute', { ...device, duration: 'PT2H' }],
  ['hey bot, can you silence device-42 for an hour?', 'mute', { ...device, duration: 'PT1H' }],
  ['snooze the device Line.7:A for 30 min', 'mute', { devices: ['Line.7:A'], duration: 'PT30M' }],
  ['mute device-42', 'mute', device],
  ['mute device-42 forever', 'mute', device],
  [
    'mute device-42 until 18:00',
    'mute',
    { ...device, window: { from: '2026-11-21T15:30:00.000Z', to: '2026-11-21T18:00:00.000Z' } },
  ],
  [
    'mute device-42 for 2h because the Fan is replaced',
    'mute',
    { ...device, duration: 'PT2H', reason: 'the Fan is replaced' },
  ],
  [
    'mute device-42 for 2h, due to "rack 7"',
    'mute',
    { ...device, duration: 'PT2H', reason: 'rack 7' },
  ],
  ['mute device-42 because it is old', 'mute', { ...device, reason: 'it is old' }],
  [
    'mute device-1, device-2 and device-3 for 1d',
    'mute',
    {
      devices: ['device-1', 'device-2', 'device-3'],
      duration: 'P1D',
    },
  ],
  ['mute alerts for device-42 for 2h', 'mute', { ...device, duration: 'PT2H' }],
  ['mute device-42 on contoso-hub for 2h', 'mute', { ...device, hub, duration: 'PT2H' }],
  ['mute line7-* for 4 hours', 'mute', { pattern: 'line7-*', duration: 'PT4H' }],
  ['mute devices like line7-* for 4h', 'mute', { pattern: 'line7-*', duration: 'PT4H' }],
  ['mute line7-* on contoso-hub for 4h', 'mute', { pattern: 'line7-*', hub, duration: 'PT4H' }],
  ['mute "odd*id" for 1h', 'mute', { devices: ['odd*id'], duration: 'PT1H' }],
  ['mute hub north for 2h', 'mute', { hub: 'north', duration: 'PT2H' }],
  ['mute the north hub for 2h', 'mute', { hub: 'north', duration: 'PT2H' }],
  ['mute contoso-hub for 2h', 'mute', { hub, duration: 'PT2H' }],
  ['mute everything on contoso-hub for 2h', 'mute', { hub, duration: 'PT2H' }],
  ['mute token-renewal for 24h', 'mute', { cause: 'token-renewal', duration: 'P1D' }],
  ['mute token renewals for 24h', 'mute', { cause: 'token-renewal', duration: 'P1D' }],
  ['mute cause throttled for 2h', 'mute', { cause: 'throttled', duration: 'PT2H' }],
  [
    'mute contoso-hub from 22:00 to 02:00 because firmware roll-out',
    'mute',
    { hub, window: tonight, reason: 'firmware roll-out' },
  ],
  ['planned work on contoso-hub 22:00-02:00', 'mute', { hub, window: tonight }],
  [
    'planned work on contoso-hub tomorrow 22:00 to 02:00 because firmware roll-out',
    'mute',
    {
      hub,
      window: { from: '2026-11-22T22:00:00.000Z', to: '2026-11-23T02:00:00.000Z' },
      reason: 'firmware roll-out',
    },
  ],
  ['maintenance window for line7-* for 2h', 'mute', { pattern: 'line7-*', duration: 'PT2H' }],
  ['unmute device-42', 'unmute', device],
  ['unmute line7-*', 'unmute', { pattern: 'line7-*' }],
  ['unmute contoso-hub', 'unmute', { hub }],
  ['unmute hub north', 'unmute', { hub: 'north' }],
  ['unmute token renewals', 'unmute', { cause: 'token-renewal' }],
  ['unmute all', 'unmute', { all: true }],
  ['unmute everything', 'unmute', { all: true }],
  ['unmute everything on contoso-hub', 'unmute', { hub }],
  ['unmute', 'mutes', {}],
  ['mutes', 'mutes', {}],
  ['show me the mutes', 'mutes', {}],
  ['what is muted here?', 'mutes', {}],
  ['is anything muted', 'mutes', {}],
  ['planned work', 'mutes', {}],
  ['why no alert for device-42', 'why-no-alert', device],
  ['why is there no alert for device-42?', 'why-no-alert', device],
  ['why was I not told about device-42', 'why-no-alert', device],
  ["why wasn't I told about device-42", 'why-no-alert', device],
  ["why didn't we get an alert for device-42 on contoso-hub", 'why-no-alert', { ...device, hub }],
  ['why did nobody hear news about device-42', 'why-no-alert', device],
  ['why no card when device-42 went offline', 'why-no-alert', device],
  ["why didn't you tell us about device-42", 'why-no-alert', device],
  [
    'why no alert for device-42 yesterday',
    'why-no-alert',
    {
      ...device,
      window: { from: '2026-11-20T00:00:00.000Z', to: '2026-11-21T00:00:00.000Z' },
    },
  ],
  [
    'why no alert for rule connected-devices-low',
    'why-no-alert',
    { text: 'connected-devices-low' },
  ],
  ['why no card for alert Devices went away', 'why-no-alert', { text: 'Devices went away' }],
  ['ack', 'ack', {}],
  ['acknowledge the incident', 'ack', {}],
  ['I am on it', 'ack', {}],
])('reads "%s" as %s', (text, intent, parameters) => {
  expect(readIntent(text, context)).toEqual({
    intent,
    parameters,
    confidence: 1,
    suggestions: [],
  });
});

it.each([
  ['muet device-42 for 2h', 'mute device-42 for 2h'],
  ['mute device-42 fro 2h', 'mute device-42 for 2h'],
  ['unmtue device-42', 'unmute device-42'],
  ['why no alret for device-42', 'why no alert for device-42'],
  ['mutse', 'mutes'],
  ['akc', 'ack'],
])('does nothing on "%s" and suggests "%s"', (text, suggestion) => {
  const read = readIntent(text, context);

  expect(read.intent).toBe('unknown');
  expect(read.suggestions).toContain(suggestion);
});

it.each([
  'mute it for 2h',
  'mute',
  'mute for 2h',
  'mute everything for 2h',
  'mute two things for 2h',
])('does nothing on "%s", which names nothing', (text) => {
  expect(readIntent(text, context).intent).toBe('unknown');
});

it.each([
  ['mute device-42 until the cows come home', 'period_invalid'],
  ['mute dev/ice for 2h', 'device_id_invalid'],
])('refuses "%s"', (text, code) => {
  expect(() => readIntent(text, context)).toThrow(expect.objectContaining({ code }));
});

it('keeps a reason to one line of 200 characters', () => {
  const { parameters } = readIntent(
    `mute device-42 for 2h because a\n\u202eb ${'x'.repeat(300)}`,
    context,
  );

  expect(parameters.reason).toMatch(/^a b x{196}$/);
});
