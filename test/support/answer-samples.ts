import { reportDiagnosis } from '../../src/reports/report-diagnosis';
import { reportSummary } from '../../src/reports/report-summary';
import { checks, crowd, factor } from './crowds';
import { diagnosis, reportContext, siteOutage } from './report-subjects';

const context = reportContext();
const at = (time: string) => new Date(`2026-11-21T${time}Z`);
const pending = { state: 'pending', text: 'Has not answered yet.' } as const;
const refused = {
  state: 'failed',
  text: 'Azure Resource Manager refused the question: the identity lacks Microsoft.ResourceHealth/availabilityStatuses/read.',
} as const;
const hostile = `**bold** [a](https://evil.example) <b>x</b> \${1+1} {{DATE(2026)}} @{y} -- | \`c\``;

/** What the cards' samples of answers are drawn from, by the name of the sample. */
export const answerSamples = {
  'diagnosis-site-outage': reportDiagnosis(siteOfPress(), context),
  'diagnosis-device-disabled': reportDiagnosis(disabled(), context),
  'diagnosis-pending': reportDiagnosis(
    diagnosis({ crowd: alone(), checks: checks({ health: pending, metrics: pending }) }),
    context,
  ),
  'diagnosis-check-failed': reportDiagnosis(
    diagnosis({
      crowd: alone(),
      checks: checks({
        health: refused,
        metrics: { state: 'failed', text: 'Azure Monitor did not answer within 10 s.' },
        registry: { state: 'skipped', text: 'No connection to the registry is configured.' },
      }),
    }),
    context,
  ),
  'diagnosis-renewal-checked': reportDiagnosis(renewal(), context),
  'summary-crowd': reportSummary(busyHub(), context),
  'summary-scattered': reportSummary(
    siteOutage({
      devicesAffected: 22,
      stillAway: 0,
      disconnects: 44,
      losses: 40,
      backSoon: 31,
      awayTogether: undefined,
      lastAway: undefined,
      codes: [{ code: '401003', name: 'IoTHubUnauthorized', count: 130 }],
      byCode: [{ code: '401003', name: 'IoTHubUnauthorized', count: 130 }],
      steps: [{ text: 'See when the certificate of the authority expires.' }],
      cause: 'credential-rejected',
      confidence: 'medium',
      confidenceReason: 'the hub says so, but not why the credential is wrong',
      why: 'The hub refused the credential of 22 devices (401003), over the whole window.',
      crowd: crowd({
        from: at('02:16:00'),
        to: at('03:16:00'),
        at: at('03:16:00'),
        affected: 22,
        others: 278,
        site: undefined,
        commonFactors: [
          factor({
            factor: 'authType',
            value: 'x509CertificateAuthority',
            affected: 22,
            affectedTotal: 22,
            others: 14,
            othersTotal: 278,
            ratio: 19.9,
            p: 2e-19,
          }),
        ],
        oddOnes: [],
      }),
      checks: checks({ metrics: { state: 'skipped', text: 'No hub is named.' } }),
      byCause: [{ cause: 'credential-rejected', devices: 22, disconnects: 130 }],
      benignHidden: 0,
    }),
    context,
  ),
  'summary-large': reportSummary(largeFleet(), context),
  'summary-hostile-names': reportSummary(
    siteOutage({
      crowd: crowd({
        commonFactors: (['address', 'sdk', 'idPrefix', 'authType', 'code', 'hub'] as const).map(
          (each) => factor({ factor: each, value: hostile }),
        ),
        oddOnes: [{ device: hostile, code: hostile, name: hostile, crowdCode: hostile }],
      }),
      checks: checks({ health: { state: 'known', text: hostile } }),
    }),
    context,
  ),
};

function siteOfPress() {
  return diagnosis({
    device: 'press-02',
    cause: 'site-outage',
    confidence: 'high',
    confidenceReason:
      'those who dropped share a place, more often than chance explains, and the others do not',
    why: 'Likely a site outage: 56 of the 60 devices behind 81.24.7.XXX dropped within 70 s, press-02 among them; 4 of 240 elsewhere did.',
    disconnects: 1,
    losses: 1,
    connects: 3,
    connectedAtEnd: false,
    firstAt: at('03:08:02'),
    lastAt: at('03:08:02'),
    codes: [{ code: '404104', name: 'DeviceConnectionClosedRemotely', count: 1 }],
    timeline: {
      binSeconds: 1800,
      bins: [
        { at: at('03:00:00'), code: '404104', name: 'DeviceConnectionClosedRemotely', count: 1 },
      ],
    },
    seen: ['1 disconnect row of press-02 at 03:08 UTC, with 404104, and no connect since.'],
    inferred: ['Devices of one address that drop within 70 s likely share a network that failed.'],
    unknowable: ['Whether the site lost power or only its uplink.'],
    steps: [
      {
        text: 'Ask the site behind 81.24.7.XXX whether it has power and network since 2026-11-21 03:08 UTC.',
      },
      {
        text: 'Ask the provider of the line for a fault, and look at the router and firewall for a restart or a change.',
      },
      {
        text: 'Watch them come back: devices reconnect by themselves, and a crowd that does so at once may be throttled for a while.',
        command: 'summary',
      },
    ],
    alternatives: [
      {
        cause: 'hub-fault',
        why: '236 of 240 devices elsewhere stayed; no row carries a 5xx error',
      },
      { cause: 'connection-lost', why: 'a device that drops alone does not take 55 others along' },
    ],
    crowd: crowd({ oddOnes: [] }),
    checks: checks(),
  });
}

function disabled() {
  return diagnosis({
    cause: 'device-disabled',
    confidence: 'high',
    confidenceReason: 'the registry says so, and a disabled device is not let in',
    why: 'The device is disabled in the registry since 2026-11-21 02:50 UTC: the hub lets it neither connect nor stay.',
    connectedAtEnd: false,
    disconnects: 1,
    losses: 1,
    firstAt: at('02:51:33'),
    lastAt: at('02:51:33'),
    codes: [{ code: '403012', name: '', count: 9 }],
    steps: [
      {
        text: 'Ask who disabled it, and why, before you enable it again.',
      },
      {
        text: 'Enable it in the registry.',
        command:
          'az iot hub device-identity update -n contoso-hub -d device-42 --set status=enabled',
      },
    ],
    crowd: undefined,
    checks: checks({
      registry: {
        state: 'known',
        text: 'On contoso-hub the device is disabled since 2026-11-21 02:50 UTC (“returned for repair”); last activity 2026-11-21 02:51 UTC, a hint that can be minutes late.',
      },
    }),
  });
}

function alone() {
  return crowd({ affected: 1, others: 62, commonFactors: [], oddOnes: [], site: undefined });
}

function renewal() {
  return diagnosis({
    device: 'device-4',
    cause: 'token-renewal',
    benign: true,
    confidence: 'high',
    confidenceReason: '19 periods could be measured, and each is within 10 % of the documented one',
    why: 'All 20 losses fit the token renewal of the .NET SDK: one about every 1 h 10 min, back within 3 s, and no other fault in the rows.',
    disconnects: 20,
    losses: 20,
    connects: 20,
    codes: [{ code: '404104', name: 'DeviceConnectionClosedRemotely', count: 20 }],
    steps: [{ text: 'Nothing has to be done at once: a renewal closes and opens the connection.' }],
    alternatives: [{ cause: 'connection-lost', why: 'the gaps are regular' }],
    checks: checks(),
  });
}

function busyHub() {
  return siteOutage({
    crowd: crowd(),
    checks: checks().filter(({ source }) => source !== 'registry'),
    byCause: [
      { cause: 'site-outage', devices: 56, disconnects: 58 },
      { cause: 'credential-rejected', devices: 2, disconnects: 14 },
      { cause: 'connection-lost', devices: 3, disconnects: 5 },
      { cause: 'token-renewal', devices: 31, disconnects: 640 },
    ],
    benignHidden: 31,
  });
}

function largeFleet() {
  const id = (index: number) => `${index}-${"Ab0-:.+%_#*?!(),=@;$'".repeat(7)}`.slice(0, 128);
  return siteOutage({
    devices: Array.from({ length: 50 }, (_, index) => ({
      device: id(index),
      disconnects: 50_000 - index,
      codes: ['404104', '401003'],
      lastAt: at('03:09:00'),
    })),
    devicesAffected: 50_000,
    devicesSeen: 50_000,
    stillAway: 49_000,
    crowd: crowd({
      affected: 48_210,
      others: 1790,
      commonFactors: crowd().commonFactors.map((each) => ({
        ...each,
        affected: each.affected * 803,
        affectedTotal: 48_210,
        others: each.others * 7,
        othersTotal: 1790,
      })),
      oddOnes: [0, 1, 2].map((index) => ({
        device: id(index),
        code: '401003',
        name: 'IoTHubUnauthorized',
        crowdCode: '',
      })),
    }),
    checks: checks({ registry: pending }),
    byCause: [
      { cause: 'site-outage', devices: 48_000, disconnects: 61_000 },
      { cause: 'undetermined', devices: 210, disconnects: 300 },
      { cause: 'token-renewal', devices: 1790, disconnects: 9000 },
    ],
    benignHidden: 1790,
  });
}
