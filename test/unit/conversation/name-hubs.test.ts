import { readIntent } from '../../../src/conversation/read-intent';

const context = { now: new Date('2026-11-21T09:23:00Z'), timeZone: 'UTC' };
const asked = { devices: ['device-42'], hub: 'contoso-hub' };

it.each([
  'why did device-42 on contoso-hub disconnect',
  'why did device-42 disconnect on contoso-hub',
  'on contoso-hub, why did device-42 disconnect?',
  'contoso-hub: why did device-42 disconnect',
  'why did device-42 of hub contoso-hub drop',
  'why did device-42 from contoso-hub go offline',
  'why is device-42 on the hub contoso-hub offline',
  'what happened to device-42 on contoso-hub',
  'is device-42 on contoso-hub online',
  'investigate device-42 on contoso-hub',
])('reads device and hub in "%s"', (text) => {
  const read = readIntent(text, context);

  expect(read).toMatchObject({ intent: 'why', parameters: asked, confidence: 1 });
});

it.each([
  ['summary of contoso-hub', 'summary'],
  ['contoso-hub summary', 'summary'],
  ['summary on hub contoso-hub', 'summary'],
  ['summary for the hub contoso-hub last 6 hours', 'summary'],
  ['what happened on contoso-hub', 'summary'],
  ['on contoso-hub what happened', 'summary'],
  ['how many devices on contoso-hub disconnected', 'summary'],
  ['check device-42 on contoso-hub', 'check'],
  ['on contoso-hub check device-42', 'check'],
  ['start the checklist for device-42 on contoso-hub', 'check'],
])('reads the hub in "%s"', (text, intent) => {
  const read = readIntent(text, context);

  expect(read).toMatchObject({ intent, parameters: { hub: 'contoso-hub' }, confidence: 1 });
});

it('reads a time between device and hub', () => {
  const read = readIntent('why did device-42 on north-hub drop in the last 6 hours', context);

  expect(read.parameters).toEqual({
    devices: ['device-42'],
    hub: 'north-hub',
    window: { last: 'PT6H' },
  });
});

it.each([
  ['why did hub-gateway-1 disconnect', { devices: ['hub-gateway-1'] }],
  ['why did "on contoso-hub" disconnect', undefined],
  ['why did device-42 disconnect', { devices: ['device-42'] }],
])('takes no hub from "%s"', (text, parameters) => {
  const read = () => readIntent(text, context).parameters;

  if (parameters === undefined) expect(read).toThrow();
  else expect(read()).toEqual(parameters);
});
