import { findOldestRow } from '../../../src/diagnosis/asking/find-oldest-row';
import { diagnoseDevice } from '../../../src/diagnosis/device/diagnose-device';
import { findHubs } from '../../../src/diagnosis/hub/find-hubs';
import { summarizeHub } from '../../../src/diagnosis/hub/summarize-hub';
import { connectionRecord } from '../../support/connection-records';
import { fixedClock } from '../../support/fixed-clock';
import { createKqlLogSource } from '../../support/kql-log-source';

const window = { from: new Date('2026-11-20T00:00:00Z'), to: new Date('2026-11-21T00:00:00Z') };
const clock = fixedClock(window.to);
const drop = { code: '404104', name: 'DeviceConnectionClosedRemotely' };
const records = [
  connectionRecord('2026-11-02T03:00:00Z', 'deviceConnect', { hub: 'old-hub' }),
  connectionRecord('2026-11-20T04:00:00Z', 'deviceDisconnect', { ...drop }),
  connectionRecord('2026-11-20T05:00:00Z', 'deviceConnect', {}),
  connectionRecord('2026-11-20T06:00:00Z', 'deviceDisconnect', { ...drop }),
  connectionRecord('2026-11-20T07:00:00Z', 'deviceConnect', {}),
  connectionRecord('2026-11-20T08:00:00Z', 'deviceDisconnect', { ...drop, hub: 'north-hub' }),
  connectionRecord('2026-11-20T09:00:00Z', 'deviceConnect', { device: 'd+1', hub: 'north-hub' }),
];
const open = () => ({ logs: createKqlLogSource(records, { now: window.to }), clock });

it.each([
  [undefined, 'contoso-hub', 2],
  ['North-Hub', 'north-hub', 1],
  ['nowhere', 'contoso-hub', 2],
])('with %s preferred a device of two hubs is told on %s', async (preferredHub, hub, losses) => {
  const preferred = preferredHub === undefined ? {} : { preferredHub };

  const told = await diagnoseDevice({ device: 'device-42', window, ...preferred }, open());

  expect(told).toMatchObject({ hub, losses, hubs: ['contoso-hub', 'north-hub'] });
});

it('a summary of all hubs tells the share of each', async () => {
  const told = await summarizeHub({ window }, open());

  expect(told.hubs).toEqual([
    { hub: 'contoso-hub', disconnects: 2, devicesAffected: 1, devicesSeen: 1, stillAway: 0 },
    { hub: 'north-hub', disconnects: 1, devicesAffected: 1, devicesSeen: 2, stillAway: 1 },
  ]);
});

it.each([
  [undefined, ['contoso-hub', 'north-hub']],
  ['device-42', ['contoso-hub', 'north-hub']],
  ['d+1', ['north-hub']],
  ['device-4', []],
])('finds the hubs that have rows of %s in the window', async (device, hubs) => {
  const asked = device === undefined ? { window } : { device, window };

  const found = await findHubs(asked, open());

  expect(found).toEqual(hubs);
});

it.each([
  [undefined, '2026-11-02T03:00:00Z'],
  ['north-hub', '2026-11-20T08:00:00Z'],
  ['other-hub', undefined],
])('finds the oldest row of %s', async (hubName, oldest) => {
  const found = await findOldestRow(hubName === undefined ? {} : { hubName }, open());

  expect(found).toEqual(oldest === undefined ? undefined : new Date(oldest));
});
