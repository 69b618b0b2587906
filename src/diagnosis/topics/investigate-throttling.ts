import type { HubLimits } from '../../knowledge/limits-for';
import { runQuery } from '../asking/run-query';
import type { HubQuestion } from '../hub/summarize-hub';
import { sayCount } from '../words';
import { isRaisedByUnit, saySize } from './find-limits';
import { ofHub, type TopicAnswer, type TopicDeps, toFindings } from './topic-answer';
import { describeRefusals } from './topic-refusals';
import { DevicesMostThrottled, RefusalsByCode } from './topic-rows';

/** Which devices does the hub slow down, and which limit do they meet? Throws what the logs throw. */
export async function investigateThrottling(
  question: HubQuestion,
  deps: TopicDeps,
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
  const limits = await deps.limits;
  return {
    ...(refused > 0 && { verdict: verdictOf(refused, devices, limits) }),
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
    inferred: limits === undefined ? [] : [sayLimits(limits)],
    unknowable: refused > 0 ? [] : [noRows],
    steps: adviceOf(refused, limits),
    runs: [byDevice.run, byCode.run],
  };
}

const noRows =
  'Which devices are slowed down cannot be seen: the metric counts throttling, and only logs of the category it happens in, such as DeviceTelemetry, name the devices.';

/** By tier and units alone: Azure may have set other limits for a hub. */
function sayLimits(limits: HubLimits): string {
  const { d2cSendsPerSecond, connectionsPerSecond } = limits;
  return `As documented, a hub of the size ${saySize(limits)} takes ${d2cSendsPerSecond.toLocaleString('en-US')} messages and ${connectionsPerSecond.toLocaleString('en-US')} new connections a second before it delays and then refuses.`;
}

function verdictOf(
  refused: number,
  devices: DevicesMostThrottled[],
  limits: HubLimits | undefined,
): TopicAnswer['verdict'] {
  const count = countDevices(devices);
  const who = count === 0 ? '' : ` of ${sayCount(count, 'device')}`;
  return {
    cause: 'throttled',
    benign: false,
    confidence: 'high',
    confidenceReason: 'The hub itself says so in each of these rows.',
    why: `The hub slowed down ${sayCount(refused, 'operation')}${who}: more came in than ${limits === undefined ? 'its tier' : saySize(limits)} takes`,
  };
}

function countDevices(devices: DevicesMostThrottled[]): number {
  return new Set(devices.map(({ DeviceId }) => DeviceId).filter(Boolean)).size;
}

function adviceOf(refused: number, limits: HubLimits | undefined): TopicAnswer['steps'] {
  const rows: TopicAnswer['steps'] = [
    {
      text: 'Let devices send less often or in batches, and wait longer after each 429 before they try again (exponential back-off with jitter).',
    },
    {
      ...adviseSize(limits),
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

function adviseSize(limits: HubLimits | undefined): { text: string; detail?: string } {
  const text = 'If the load is meant to be, add units or move up a tier.';
  if (limits === undefined) return { text };
  const detail = isRaisedByUnit(limits)
    ? `The hub has ${saySize(limits)}: each unit more raises what it takes a second.`
    : `The hub has ${saySize(limits)}: one unit more raises its messages of a day, and not what it takes a second.`;
  return { text, detail };
}
