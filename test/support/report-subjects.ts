import type { Diagnosis, HubSummary } from '../../src/diagnosis/diagnosis';
import { findErrorCode } from '../../src/knowledge/find-error-code';
import type { ReportContext } from '../../src/reports/report-context';

const day = '2026-11-21T';
const hubResourceId =
  '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/plant/providers/Microsoft.Devices/IotHubs/contoso-hub';

export function reportContext(parts: Partial<ReportContext> = {}): ReportContext {
  return {
    now: new Date(`${day}03:16:00Z`),
    portal: {
      origin: 'https://portal.azure.com',
      tenantId: '00000000-1111-2222-3333-444444444444',
    },
    decode: findErrorCode,
    ...parts,
  };
}

/** device-42 lost its connection eleven times in a day, without a rhythm; parts can be replaced. */
export function diagnosis(parts: Partial<Diagnosis> = {}): Diagnosis {
  const window = { from: new Date('2026-11-20T03:16:00Z'), to: new Date(`${day}03:16:00Z`) };
  return {
    device: 'device-42',
    hub: 'contoso-hub',
    hubResourceId,
    window,
    cause: 'connection-lost',
    benign: false,
    confidence: 'medium',
    confidenceReason:
      'nearly every loss carries 404104 and no rhythm fits a token; the device’s side cannot be seen',
    why: 'Likely the network between device-42 and the hub: 11 of 12 losses carry 404104, at no regular interval, and the device stayed away 2 to 14 min each time.',
    disconnects: 12,
    losses: 12,
    connects: 12,
    lastConnectAt: new Date(`${day}03:02:10Z`),
    connectedAtEnd: true,
    firstAt: new Date('2026-11-20T07:42:10Z'),
    lastAt: new Date(`${day}02:51:33Z`),
    codes: [
      { code: '404104', name: 'DeviceConnectionClosedRemotely', count: 11 },
      { code: '', name: '', count: 1 },
    ],
    sdk: {
      name: '.NET',
      version: '1.38.0',
      raw: '.NET/1.38.0 (.NET Core 3.1.19)',
      newest: '1.42.3',
    },
    protocol: 'MQTT',
    timeline: {
      binSeconds: 1800,
      bins: [
        { at: new Date('2026-11-20T07:30:00Z'), code: '404104', name: lost, count: 1 },
        { at: new Date('2026-11-20T11:00:00Z'), code: '404104', name: lost, count: 2 },
        { at: new Date('2026-11-20T15:30:00Z'), code: '', name: '', count: 1 },
        { at: new Date('2026-11-20T19:00:00Z'), code: '404104', name: lost, count: 3 },
        { at: new Date(`${day}00:30:00Z`), code: '404104', name: lost, count: 1 },
        { at: new Date(`${day}02:00:00Z`), code: '404104', name: lost, count: 1 },
        { at: new Date(`${day}02:30:00Z`), code: '404104', name: lost, count: 3 },
      ],
    },
    seen: [
      '12 disconnect rows and 12 connects of device-42 between 07:42 and 02:51 UTC.',
      '11 of the 12 losses carry 404104, 1 carries no error code.',
      'The device came back after 2 to 14 min each time.',
    ],
    inferred: [
      'Irregular gaps with 404104 fit a network that fails longer than the keep-alive allows.',
    ],
    unknowable: [
      'Whether the device lost power or its network: the hub only sees that the connection went silent.',
    ],
    steps: [
      {
        text: 'See whether other devices dropped at the same time: if so, look at what they share, and not at this one.',
        command: 'summary',
      },
      {
        text: 'Read what the device and its router logged at 2026-11-21 02:51 UTC, the last loss: a restart, a crash, or a network that went away.',
      },
      {
        text: 'Update the .NET SDK: the device uses 1.38.0, and 1.42.3 is the newest known.',
        url: 'https://learn.microsoft.com/azure/iot-hub/iot-hub-devguide-sdks',
      },
    ],
    alternatives: [
      { cause: 'token-renewal', why: 'the gaps between closes vary from 4 min to 6 h' },
      { cause: 'hub-fault', why: 'no other device of the hub dropped at these times' },
    ],
    queries: [
      {
        name: 'device-connections',
        question: 'Which connection events did one device have?',
        kql: deviceQuery,
        rows: 24,
        window,
        durationMs: 312,
        partial: false,
      },
      {
        name: 'log-reach',
        question: 'How far do the logs reach, and how late do rows arrive?',
        kql: reachQuery,
        rows: 1,
        window,
        durationMs: 140,
        partial: false,
      },
    ],
    logs: {
      newestAt: new Date(`${day}03:12:41Z`),
      lagP50Seconds: 95,
      lagP95Seconds: 236,
      partial: false,
    },
    similarDevices: [],
    ...parts,
  };
}

/** 56 of 300 devices of a hub dropped within a minute, most behind one address. */
export function siteOutage(parts: Partial<HubSummary> = {}): HubSummary {
  const window = { from: new Date(`${day}02:16:00Z`), to: new Date(`${day}03:16:00Z`) };
  const ids = ['press-01', 'press-02', 'mixer-07', 'oven-03', 'oven-04', 'scale-11', 'belt-02'];
  return {
    hub: 'contoso-hub',
    hubResourceId,
    window,
    cause: 'site-outage',
    benign: false,
    confidence: 'high',
    confidenceReason: 'one address holds nearly all of them, and the others stayed connected',
    why: 'Likely a site outage: 53 of the 60 devices behind 81.24.7.XXX dropped within 70 s; 3 of 240 others did.',
    disconnects: 61,
    firstAt: new Date(`${day}03:08:02Z`),
    lastAt: new Date(`${day}03:12:30Z`),
    codes: outageCodes,
    byCode: outageCodes,
    timeline: {
      binSeconds: 120,
      bins: [
        { at: new Date(`${day}02:22:00Z`), code: '401003', name: 'IoTHubUnauthorized', count: 1 },
        { at: new Date(`${day}02:44:00Z`), code: '', name: '', count: 2 },
        { at: new Date(`${day}03:08:00Z`), code: '404104', name: lost, count: 49 },
        { at: new Date(`${day}03:08:00Z`), code: '', name: '', count: 1 },
        { at: new Date(`${day}03:10:00Z`), code: '404104', name: lost, count: 5 },
        { at: new Date(`${day}03:12:00Z`), code: '404104', name: lost, count: 2 },
        { at: new Date(`${day}03:12:00Z`), code: '401003', name: 'IoTHubUnauthorized', count: 1 },
      ],
    },
    seen: [
      '61 disconnects of 56 devices; 300 devices have connection rows in the last 24 h.',
      '51 of the 52 devices still away connected from 81.24.7.XXX, where 60 devices were seen (query hub-totals).',
    ],
    inferred: ['Devices of one address that drop within 70 s likely share a network that failed.'],
    unknowable: ['Whether the site lost power or only its uplink.'],
    steps: [
      { text: 'Call the site behind 81.24.7.XXX, or check its provider’s status page.' },
      { text: 'Open one device below and confirm that it is still away.' },
      {
        text: 'Check the health of the hub to rule it out.',
        detail: 'Portal: the IoT hub > Help > Resource health.',
      },
    ],
    alternatives: [
      {
        cause: 'hub-fault',
        why: '237 of 240 devices elsewhere stayed connected; no 500xxx was seen',
      },
    ],
    queries: [
      {
        name: 'disconnects-over-time',
        question: 'How many connections closed over time, by error code?',
        kql: timeQuery,
        rows: 7,
        window,
        durationMs: 205,
        partial: false,
      },
    ],
    logs: {
      newestAt: new Date(`${day}03:12:41Z`),
      lagP50Seconds: 95,
      lagP95Seconds: 236,
      partial: false,
    },
    devices: ids.map((device, index) => ({
      device,
      disconnects: Math.max(1, 3 - index),
      codes: index === 1 ? ['404104', '401003'] : ['404104'],
      lastAt: new Date(`${day}03:09:0${index}Z`),
    })),
    devicesAffected: 56,
    devicesSeen: 300,
    stillAway: 52,
    losses: 59,
    backSoon: 4,
    awayTogether: { address: '81.24.7.XXX', away: 51, seen: 60 },
    lastAway: 'press-02',
    ...parts,
  };
}

const lost = 'DeviceConnectionClosedRemotely';

const outageCodes = [
  { code: '404104', name: lost, count: 56 },
  { code: '', name: '', count: 3 },
  { code: '401003', name: 'IoTHubUnauthorized', count: 2 },
];

const deviceQuery = `// Which connection events did one device have?
AzureDiagnostics
| where ResourceProvider == "MICROSOFT.DEVICES" and ResourceType == "IOTHUBS"
| where Category == "Connections"
| extend DeviceId = tostring(parse_json(properties_s).deviceId)
| where DeviceId == "device-42"
| project TimeGenerated, OperationName, Level, ResultType, ResultDescription
| sort by TimeGenerated desc
| take 1000`;

const reachQuery = `// How far do the logs reach, and how late do rows arrive?
AzureDiagnostics
| where ResourceType == "IOTHUBS" and Category == "Connections"
| summarize max(TimeGenerated), percentiles(ingestion_time() - TimeGenerated, 50, 95)`;

const timeQuery = `// How many connections closed over time, by error code?
AzureDiagnostics
| where ResourceType == "IOTHUBS" and Category == "Connections"
| where OperationName endswith "Disconnect"
| summarize Disconnects = count() by bin(TimeGenerated, 2m), ResultType, ResultDescription
| sort by TimeGenerated asc`;
