import type { IntentParameters } from '../../../src/conversation/intent';
import { readIntent } from '../../../src/conversation/read-intent';

const context = { now: new Date('2026-11-21T15:30:00Z'), timeZone: 'UTC' };
const hub = 'contoso-hub';

it.each<[string, IntentParameters]>([
  ['subscribe', {}],
  ['subscribe to alerts', {}],
  ['subscribe to everything', {}],
  ['subscribe us to all alerts', {}],
  ['subscribe to contoso-hub', { hub }],
  ['Subscribe contoso-hub please', { hub }],
  ['subscribe this channel to contoso-hub', { hub }],
  ['subscribe to alerts about contoso-hub', { hub }],
  ['subscribe to hub north', { hub: 'north' }],
  ['subscribe to everything on contoso-hub', { hub }],
  ['subscribe to line7-* on contoso-hub', { pattern: 'line7-*', hub }],
  ['subscribe to device-42', { devices: ['device-42'] }],
  ['subscribe to device pump', { devices: ['pump'] }],
  ['subscribe sev2 and worse', { severity: 'Sev2' }],
  ['subscribe to sev 1 alerts', { severity: 'Sev1' }],
  ['subscribe to severity 2+', { severity: 'Sev2' }],
  ['subscribe to critical alerts', { severity: 'Sev0' }],
  ['subscribe to warnings and worse', { severity: 'Sev2' }],
  ['subscribe to contoso-hub sev2 and worse', { hub, severity: 'Sev2' }],
  ['subscribe to contoso-hub, only sev1 or worse', { hub, severity: 'Sev1' }],
  ['subscribe to sev2 and worse on contoso-hub', { hub, severity: 'Sev2' }],
  ['subscribe to line7-* with sev1 and worse', { pattern: 'line7-*', severity: 'Sev1' }],
  ['subscribe site outages', { cause: 'site-outage' }],
  ['subscribe to site-outage on contoso-hub', { cause: 'site-outage', hub }],
])('reads what "%s" asks for', (text, parameters) => {
  expect(readIntent(text, context)).toEqual({
    intent: 'subscribe',
    parameters,
    confidence: 1,
    suggestions: [],
  });
});

it.each([
  'subscriptions',
  'show our subscriptions',
  'what are we subscribed to?',
  'what am I subscribed to',
  'what alerts do we get here',
  'is this channel subscribed',
])('reads "%s" as a question about it', (text) => {
  expect(readIntent(text, context).intent).toBe('subscriptions');
});

it.each([
  'subscribe to alrets',
  'subscribe to contso hub things',
  'subscribe to the newsletter',
  'subscribe sev9',
  'subscribe to nothing',
  'subscribe line7-* and line8-*',
])('narrows nothing on "%s"', (text) => {
  expect(readIntent(text, context).intent).toBe('unknown');
});

it('reads a star in quotes as it is', () => {
  expect(readIntent('subscribe to "odd*id"', context).parameters).toEqual({ devices: ['odd*id'] });
});

it('is not slow on what is long', () => {
  const text = `subscribe ${'sev2 and worse on '.repeat(300)}`;

  expect(readIntent(text, context).intent).toBe('unknown');
});
