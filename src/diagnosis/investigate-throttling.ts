import type { LogSource } from '../ports/log-source';
import { runQuery } from './run-query';
import type { HubQuestion } from './summarize-hub';
import { ofHub, type TopicAnswer, toFindings } from './topic-answer';
import { describeRefusals } from './topic-refusals';
import { DevicesMostThrottled, RefusalsByCode } from './topic-rows';
import { sayCount } from './words';

/** Which devices does the hub slow down, and which limit do they meet? Throws what the logs throw. */
export async function investigateThrottling(
  question: HubQuestion,
  deps: { logs: LogSource },
): Promise<TopicAnswer> {
  const { window, hubName } = question;
  const [byDevice, byCode] = await Promise.all([
    runQuery(
      {
        name: 'documented/devices-most-throttled',
        parameters: {},
        window,
        row: DevicesMostThrottled,
      },
      deps,
    ),
    runQuery(
      {
        name: 'refusals-by-code',
        parameters: { hub: hubName ?? '', codes: '429' },
        window,
        row: RefusalsByCode,
      },
      deps,
    ),
  ]);
  const devices = ofHub(byDevice.rows, hubName);
  const refused = byCode.rows.reduce((sum, row) => sum + row.refused, 0);
  const told = describeRefusals(byCode.rows, 'refusals-by-code');
  return {
    ...(refused > 0 && { verdict: verdictOf(refused, devices) }),
    findings: toFindings(
      {
        topic: 'throttling',
        short: `${sayCount(countDevices(devices), 'device')} throttled`,
        columns: ['Throttled device', 'Errors 429001'],
      },
      devices.map(({ DeviceId, Category, count_ }) => [
        DeviceId || 'no device named',
        `${count_.toLocaleString('en-US')} · ${Category}`,
      ]),
    ),
    seen: told.length > 0 ? told : ['No row with 429xxx in the window (query refusals-by-code).'],
    inferred: [],
    unknowable: refused > 0 ? [] : [noRows],
    steps: adviceOf(refused),
    runs: [byDevice.run, byCode.run],
  };
}

const noRows =
  'Which devices are slowed down cannot be seen: the metric counts throttling, and only logs of the category it happens in, such as DeviceTelemetry, name the devices.';

function verdictOf(refused: number, devices: DevicesMostThrottled[]): TopicAnswer['verdict'] {
  const count = countDevices(devices);
  const who = count === 0 ? '' : ` of ${sayCount(count, 'device')}`;
  return {
    cause: 'throttled',
    benign: false,
    confidence: 'high',
    confidenceReason: 'The hub itself says so in each of these rows.',
    why: `The hub slowed down ${sayCount(refused, 'operation')}${who}: more came in than its tier takes`,
  };
}

function countDevices(devices: DevicesMostThrottled[]): number {
  return new Set(devices.map(({ DeviceId }) => DeviceId).filter(Boolean)).size;
}

function adviceOf(refused: number): TopicAnswer['steps'] {
  const rows: TopicAnswer['steps'] = [
    {
      text: 'Let devices send less often or in batches, and wait longer after each 429 before they try again (exponential back-off with jitter).',
    },
    {
      text: 'If the load is meant to be, add units or move up a tier.',
      url: 'https://learn.microsoft.com/azure/iot-hub/iot-hub-devguide-quotas-throttling',
    },
  ];
  if (refused > 0) return rows;
  return [
    ...rows,
    {
      text: 'Send the categories DeviceTelemetry and Connections of the hub to the workspace, so that the devices behind the throttling are named next time.',
    },
  ];
}
