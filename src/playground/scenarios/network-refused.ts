import { type SampleDevice, sampleSites, usuallyConnected } from '../samples/fleet';
import { createRandom } from '../samples/random';
import { connectRecord, dropRecord, refusalRecord } from '../samples/records';
import { sampleSdks } from '../samples/sdks';
import { minutesBefore } from './ago';
import { awayTwin, comeBack } from './come-back';
import { hubResource } from './hub-side';
import { inTime } from './in-time';
import { staticAlert } from './metric-alert';
import type { Scenario } from './scenario';
import { taggedAddress, taggedDevices } from './tagged-devices';

export const networkRefused: Scenario = {
  id: 'network-refused',
  group: 'Networks',
  title: 'The IP filter forgets a site',
  what: 'A new IP filter lets in five address blocks; 24 devices of a sixth are refused as if their credentials were wrong.',
  build: (now) => {
    const devices = taggedDevices(now, {
      kind: 'valve',
      count: 24,
      maskedIpAddress: taggedAddress(now),
      sdk: sampleSdks.node,
    });
    const random = createRandom(401_024);
    return {
      records: inTime(
        devices.flatMap((device) => shutOut(device, now, random)),
        now,
      ),
      twins: devices.map(({ deviceId }) => awayTwin(deviceId, minutesBefore(now, filteredMinutes))),
      hubs: hubResource({ properties: filtered }),
      alert: staticAlert({
        rule: 'contoso-hub-connected-devices-low',
        severity: 'Sev2',
        description: 'Fewer than 325 devices are connected to contoso-hub.',
        firedAt: now,
        windowMinutes: 5,
        operator: 'LessThan',
        threshold: 325,
        value: usuallyConnected,
      }),
      recover: (at) => ({ ...comeBack(devices, now, at), hubs: hubResource({ properties: open }) }),
    };
  },
};

/** The hub says 401 to a filtered address and does not mention the filter. */
function shutOut(device: SampleDevice, now: Date, random: () => number) {
  const droppedAt = minutesBefore(now, filteredMinutes).getTime() + random() * 90_000;
  const records = [
    connectRecord(device, minutesBefore(now, filteredMinutes + 20 + random() * 20)),
    dropRecord(device, new Date(droppedAt), '404104'),
  ];
  let at = droppedAt + 3000 + random() * 5000;
  while (at < now.getTime()) {
    records.push(refusalRecord(device, new Date(at), '401003'));
    at += 50_000 + random() * 40_000;
  }
  return records;
}

/** The sites that somebody thought of. Two forms of the same rules: older and newer clients read one each. */
const allowed = sampleSites.map(({ site, maskedIpAddress }) => ({
  filterName: site,
  ipMask: maskedIpAddress.replace('XXX', '0/24'),
}));
const filtered = {
  publicNetworkAccess: 'Enabled',
  networkRuleSets: {
    defaultAction: 'Deny',
    applyToBuiltInEventHubEndpoint: true,
    ipRules: allowed.map((rule) => ({ ...rule, action: 'Allow' })),
  },
  ipFilterRules: [
    ...allowed.map((rule) => ({ ...rule, action: 'Accept' })),
    { filterName: 'everybody-else', action: 'Reject', ipMask: '0.0.0.0/0' },
  ],
};
const open = {
  networkRuleSets: { defaultAction: 'Allow', applyToBuiltInEventHubEndpoint: false, ipRules: [] },
  ipFilterRules: [],
};
const filteredMinutes = 11;
