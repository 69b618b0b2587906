import type { HubSummary } from '../../src/diagnosis/diagnosis';
import { tellDevices } from '../../src/incidents/tell-devices';
import type { Hub } from '../../src/ports/hub';
import type { GoneDevice, GoneDevices } from '../../src/ports/incident-book';
import type { AlertSubject } from '../../src/reports/report-alert';
import { alert } from './alerts';
import { crowd } from './crowds';
import { siteOutage } from './report-subjects';

const contoso: Hub = { name: 'contoso-hub', hostName: 'contoso-hub.azure-devices.net' };
const key = 'incident-1';
// biome-ignore lint/suspicious/noTemplateCurlyInString: it is somebody else's text.
const hostile = "-:.+%_#*?!(),=@;$'[x](http://e)<at>**${verdict}{{DATE(";

/** What incidents of devices, and those that several alerts joined, are drawn from. */
export const incidentSamples: Record<string, AlertSubject> = {
  'alert-device-away': ofDevices([away('device-42')], 1, oneDevice()),
  'alert-device-asking': ofDevices([away('device-42', { what: 'flapping' })], 1),
  'alert-device-back': {
    ...ofDevices([back('device-42')], 1, oneDevice()),
    ...over('2026-11-21T03:16:00Z'),
    history: [
      { at: at('03:06:00'), text: '1 device away' },
      { at: at('03:16:00'), text: '1 device back' },
      { at: at('03:16:00'), text: 'Resolved' },
    ],
  },
  'alert-devices-crowd': ofDevices(crowdOf(50), 56, siteOutage({ crowd: crowd() })),
  'alert-joined': {
    ...ofDevices(crowdOf(50), 52, siteOutage({ crowd: crowd() })),
    joined: [
      { alert: fired('connected-devices-low', '03:09:00'), resolvedAt: undefined },
      { alert: fired('connected-devices-low', '03:14:00'), resolvedAt: undefined },
      { alert: fired('telemetry **missing**', '03:12:00'), resolvedAt: at('03:15:00') },
    ],
    moreJoined: 7,
  },
  'alert-acknowledged': {
    ...ofDevices(crowdOf(50), 56, siteOutage()),
    stage: 'acknowledged',
    acknowledged: { by: 'Ann [Berg](http://e)', at: at('03:15:00') },
  },
  'alert-recovering': {
    ...ofDevices(crowdOf(50), 56, siteOutage()),
    devices: { ...countDevices(crowdOf(50), 56), away: 12, back: 43, deleted: 1 },
    stage: 'recovering',
    acknowledged: { by: 'Ann', at: at('03:15:00') },
  },
  'alert-devices-back': {
    ...ofDevices(
      crowdOf(50).map(({ device }) => back(device)),
      56,
      siteOutage(),
    ),
    devices: {
      ...countDevices(
        crowdOf(50).map(({ device }) => back(device)),
        56,
      ),
      ...{ away: 0, back: 56, lastEndedAt: at('03:16:00') },
    },
    ...over('2026-11-21T03:16:00Z'),
  },
  'alert-devices-many': {
    ...ofDevices(crowdOf(50), 50_000, siteOutage({ devicesSeen: 60_000 })),
    joined: Array.from({ length: 20 }, (_, i) => ({
      alert: fired(`${hostile} ${i}`, '03:09:00'),
      resolvedAt: undefined,
    })),
    moreJoined: 4980,
  },
  'alert-device-hostile': ofDevices(
    [away(hostile.padEnd(128, 'x'), { module: hostile, patience: hostile })],
    1,
  ),
};

function ofDevices(listed: GoneDevice[], total: number, summary?: HubSummary): AlertSubject {
  const devices = countDevices(listed, total);
  return {
    key,
    alert: tellDevices(contoso)(devices),
    state: 'firing',
    devices,
    history: [{ at: at('03:06:00'), text: `${total} devices away` }],
    ...(summary && { summary }),
  };
}

function countDevices(listed: GoneDevice[], total: number): GoneDevices {
  const of = (what: GoneDevice['what']) => listed.filter((each) => each.what === what).length;
  const ended = listed.find(({ endedAt }) => endedAt !== undefined)?.endedAt;
  return {
    total,
    away: of('away') + (ended === undefined ? total - listed.length : 0),
    flapping: of('flapping'),
    back: of('back'),
    deleted: of('deleted'),
    latestAt: at('03:04:00'),
    ...(ended && { lastEndedAt: ended }),
    listed,
  };
}

function away(device: string, parts: Partial<GoneDevice> = {}): GoneDevice {
  const patience = 'waited 2 min; usually back within 10 s';
  return { device, module: '', what: 'away', since: at('03:04:00'), patience, ...parts };
}

function back(device: string): GoneDevice {
  return away(device, { what: 'back', endedAt: at('03:16:00') });
}

function crowdOf(count: number): GoneDevice[] {
  return Array.from({ length: count }, (_, i) => away(`device-${1000 + i}`));
}

function over(time: string): Pick<AlertSubject, 'alert' | 'state'> {
  const devices = countDevices([back('device-42')], 1);
  const told = tellDevices(contoso)(devices);
  return { alert: { ...told, resolvedAt: new Date(time) }, state: 'resolved' };
}

function fired(rule: string, time: string) {
  return alert({ id: `${rule} ${time}`, rule, firedAt: at(time) });
}

/** What the logs said of the one device. */
function oneDevice(): HubSummary {
  const why =
    'Likely the network between device-42 and the hub: its losses carry 404104, at no regular interval.';
  return siteOutage({
    cause: 'connection-lost',
    why,
    devicesAffected: 1,
    devicesSeen: 1,
    stillAway: 1,
    disconnects: 3,
    devices: [{ device: 'device-42', disconnects: 3, codes: ['404104'], lastAt: at('03:04:00') }],
    lastAway: 'device-42',
    losses: 3,
    backSoon: 2,
    awayTogether: undefined,
    byCode: [{ code: '404104', name: 'DeviceConnectionClosedRemotely', count: 3 }],
    steps: [{ text: 'Look at the router and the line that device-42 is behind.' }],
  });
}

function at(time: string): Date {
  return new Date(`2026-11-21T${time}Z`);
}
