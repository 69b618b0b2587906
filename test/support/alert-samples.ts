import type { HubSummary } from '../../src/diagnosis/diagnosis';
import type { Alert } from '../../src/ports/alert';
import type { AlertSubject } from '../../src/reports/report-alert';
import { aboutOf } from './alert-abouts';
import { alert } from './alerts';
import { checks, crowd } from './crowds';
import { incidentSamples } from './incident-samples';
import { siteOutage } from './report-subjects';

const firedAt = new Date('2026-11-21T03:14:00Z');
const noHub = { hub: undefined, hubs: [], hubCertainty: 'none' as const };
const fabrikam = { name: 'fabrikam-hub', hostName: 'fabrikam-hub.azure-devices.net' };
const history = [{ at: firedAt, text: 'Fired' }];

/** What the cards' samples of alerts are drawn from, by the name of the sample. */
export const alertSamples: Record<string, AlertSubject> = {
  ...incidentSamples,
  'alert-throttling': firing(
    {
      rule: 'contoso-hub-throttled',
      severity: 'Sev2',
      description: 'contoso-hub answers with throttling errors.',
      criteria: [criterion('d2c.telemetry.ingress.sendThrottle', 'Total', 100, 541)],
      windowSize: 'PT15M',
    },
    throttled(),
  ),
  'alert-quota': firing(
    {
      rule: 'contoso-hub-quota',
      description: 'The messages of contoso-hub for today are used up.',
      criteria: [criterion('dailyMessageQuotaUsed', 'Maximum', 400_000, 400_000)],
      windowSize: 'PT15M',
    },
    quotaSpent(),
  ),
  'alert-routing': firing(
    {
      rule: 'contoso-hub-routing',
      criteria: [criterion('RoutingDeliveries', 'Total', 50, 212)],
    },
    deadEndpoint(),
  ),
  'alert-log': firing(
    {
      rule: 'connection errors of one device',
      about: aboutOf.log,
      hubCertainty: 'dimension',
      portalUrl: 'https://portal.azure.com/#blade/alert/a',
    },
    siteOutage({
      named: [
        {
          kind: 'device',
          name: 'pump-7',
          why: 'Its credential is refused: all 12 connects of the last 5 min ended with 401003',
          confidence: 'high',
        },
      ],
    }),
  ),
  'alert-crowd': firing(
    { rule: 'connected-devices-low', severity: 'Sev1' },
    siteOutage({
      crowd: crowd(),
      checks: checks().filter(({ source }) => source !== 'registry'),
      byCause: [
        { cause: 'site-outage', devices: 56, disconnects: 58 },
        { cause: 'credential-rejected', devices: 1, disconnects: 3 },
        { cause: 'token-renewal', devices: 31, disconnects: 640 },
      ],
      benignHidden: 31,
    }),
  ),
  'alert-several-hubs': firing(
    {
      rule: 'connected-devices-low',
      hubs: [...alert().hubs, fabrikam, ...['lab-hub', 'spare-hub'].map(named)],
    },
    siteOutage({
      hub: '',
      hubResourceId: undefined,
      why: `Hit most is contoso-hub: ${siteOutage().why}`,
      devicesSeen: 340,
      named: [
        {
          kind: 'hub',
          name: 'contoso-hub',
          why: siteOutage().why,
          confidence: 'high',
          figures: { disconnects: 61, devicesAffected: 56, devicesSeen: 300, stillAway: 52 },
        },
        {
          kind: 'hub',
          name: 'fabrikam-hub',
          why: 'No device disconnected, as far as the rows tell',
          confidence: 'medium',
          figures: { disconnects: 0, devicesAffected: 0, devicesSeen: 40, stillAway: 0 },
        },
        {
          kind: 'hub',
          name: 'lab-hub',
          why: 'The logs could not be asked about it: Log Analytics is busy',
        },
      ],
    }),
  ),
  'alert-log-workspace': firing(
    {
      rule: 'connection errors',
      about: { ...aboutOf.log, generation: 'v2', rows: undefined, dimensions: [] },
      hub: undefined,
      hubs: [...alert().hubs, fabrikam],
      hubCertainty: 'workspace',
    },
    siteOutage(),
  ),
  'alert-activity': firing(
    { rule: 'settings of the hub', severity: 'Sev4', about: aboutOf.activity },
    siteOutage(),
  ),
  'alert-resource-health': firing(
    { rule: 'contoso-hub-health', about: aboutOf['resource-health'] },
    siteOutage(),
  ),
  'alert-service-health': firing(
    { ...noHub, rule: 'service health', severity: 'Sev3', about: aboutOf['service-health'] },
    siteOutage(),
  ),
  'alert-budget': firing({ ...noHub, rule: '', severity: 'Sev4', about: aboutOf.budget }),
  'alert-other': firing({
    ...noHub,
    rule: 'gateways',
    about: aboutOf.other,
    notAHub: 'the Kubernetes cluster edge-1',
    timesFrom: 'receipt',
  }),
  'alert-silent': {
    ...firing(
      { rule: 'connection errors', about: { ...aboutOf.log, dimensions: [] } },
      siteOutage(),
    ),
    state: 'silent',
    silentAt: new Date('2026-11-22T03:14:00Z'),
    history: [...history, { at: new Date('2026-11-22T03:14:00Z'), text: 'Closed: no word since' }],
  },
  'alert-event-over': {
    ...firing(
      {
        ...noHub,
        rule: 'service health',
        about: { ...aboutOf['service-health'], stage: 'RCA', isOver: true },
        resolvedAt: new Date('2026-11-21T05:02:00Z'),
      },
      siteOutage(),
    ),
    state: 'resolved',
    history: [
      { at: firedAt, text: 'Fired · Active' },
      { at: new Date('2026-11-21T04:10:00Z'), text: 'Updated by Azure · Update' },
      { at: new Date('2026-11-21T05:02:00Z'), text: 'Resolved · Resolved' },
      { at: new Date('2026-11-23T09:30:00Z'), text: 'Updated by Azure · RCA' },
    ],
  },
  'alert-late-rows': {
    ...firing(
      { rule: 'connected-devices-low' },
      siteOutage({ logs: { ...siteOutage().logs, newestAt: new Date('2026-11-21T03:12:41Z') } }),
    ),
    next: {
      at: new Date('2026-11-21T03:17:00Z'),
      text: 'the logs are asked again, because rows arrive late',
    },
  },
  'alert-event-open': {
    ...firing(
      {
        rule: 'contoso-hub-health',
        about: aboutOf['resource-health'],
        event: { message: 'third', word: 'Degraded' },
      },
      siteOutage(),
    ),
    history: [
      { at: firedAt, text: 'Fired · Unavailable' },
      { at: new Date('2026-11-21T03:25:00Z'), text: 'Updated by Azure · Unavailable' },
      { at: new Date('2026-11-21T03:40:00Z'), text: 'Updated by Azure · Degraded' },
    ],
    firings: { times: 3, firstAt: firedAt, lastAt: new Date('2026-11-21T03:40:00Z') },
  },
  'alert-nothing-changed': {
    ...firing({ rule: 'connected-devices-low' }, siteOutage()),
    history: [
      { at: firedAt, text: 'Fired again' },
      { at: new Date('2026-11-21T03:19:00Z'), text: 'Logs asked again: nothing changed' },
    ],
    firings: { times: 3, firstAt: new Date('2026-11-19T22:02:00Z'), lastAt: firedAt },
    comparison: {
      since: new Date('2026-11-21T03:15:00Z'),
      at: new Date('2026-11-21T03:19:00Z'),
      changes: [],
    },
  },
  'alert-changed': {
    ...firing({ rule: 'connected-devices-low' }, siteOutage()),
    comparison: {
      since: new Date('2026-11-21T03:15:00Z'),
      at: new Date('2026-11-21T03:19:00Z'),
      changes: [
        '56 devices dropped, before 12',
        '52 still away, before 10',
        'the verdict is site outage, before undetermined',
      ],
    },
  },
  'alert-hub-unknown': firing({ ...noHub, unknownHub: 'lab-hub', description: '' }),
};

function named(name: string) {
  return { name, hostName: `${name}.azure-devices.net` };
}

function firing(parts: Partial<Alert>, summary?: HubSummary): AlertSubject {
  const fired = alert({ firedAt, ...parts });
  const subject = { key: 'incident-1', alert: fired, state: 'firing' as const, history };
  return summary === undefined ? subject : { ...subject, summary };
}

function criterion(metric: string, aggregation: string, threshold: number, value: number) {
  return {
    ...{ metric, aggregation, threshold, value },
    operator: 'GreaterThanOrEqual',
    sensitivity: undefined,
  };
}

function throttled(): HubSummary {
  return {
    ...siteOutage(),
    cause: 'throttled',
    confidenceReason: 'The hub itself says so in each of these rows.',
    why: 'The hub slowed down 541 operations of 70 devices: more came in than its tier takes',
    findings: {
      topic: 'throttling',
      short: '70 devices throttled',
      columns: ['Throttled device', 'Errors 429001'],
      rows: Array.from({ length: 50 }, (_, at) => [
        `meter-${String(at + 1).padStart(2, '0')}`,
        `${60 - at} · DeviceTelemetry`,
      ]),
      more: 20,
    },
    steps: [
      {
        text: 'Let devices send less often or in batches, and wait longer after each 429 before they try again (exponential back-off with jitter).',
      },
    ],
  };
}

function quotaSpent(): HubSummary {
  return {
    ...siteOutage(),
    cause: 'quota-exceeded',
    confidenceReason: 'The hub itself says so in each of these rows.',
    why: 'The messages of today are spent: the hub refused 231 operations with 403002, and does so until 00:00 UTC',
    findings: {
      topic: 'quota',
      short: 'messages of today spent',
      columns: ['Refused with 403002', 'Rows'],
      rows: [
        ['DeviceTelemetry', '201 · 60 devices'],
        ['Connections', '30 · 15 devices'],
      ],
      more: 0,
    },
  };
}

function deadEndpoint(): HubSummary {
  return {
    ...siteOutage(),
    cause: 'undetermined',
    confidenceReason: 'The hub itself says so in each of these rows.',
    why: 'The hub cannot deliver to archive; the connections of devices do not depend on that',
    findings: {
      topic: 'routing',
      short: '1 endpoint not delivered to',
      columns: ['Endpoint', 'What the hub says'],
      rows: [['archive', 'dead, 12 rows · The endpoint does not exist.']],
      more: 0,
    },
  };
}
