import type { DeviceTwin } from '../../ports/device-registry';
import type { HealthStatus } from '../../ports/health-source';
import type { DiagnosticSetting, HubInfo } from '../../ports/hub-info';
import type { SourceCheck } from '../diagnosis';
import type { Checked, HubSurroundings, Surroundings } from '../surroundings';
import { sayCount, sayList, sayTime } from '../words';
import { tellMetrics } from './tell-metrics';

/** What was asked beside the logs and what it said, or why it said nothing: a sentence for each. */
export function tellChecks(around: Surroundings | HubSurroundings): SourceCheck[] {
  return [
    ...('twin' in around ? [tell('registry', around.twin, tellTwin)] : []),
    tell('hub', around.info, tellHub),
    tell('diagnostic-settings', around.routing, tellRouting),
    tell('health', around.health, tellHealth),
    tell('metrics', around.metrics, (series) => tellMetrics(series, around.info)),
  ];
}

/** Whether sources are still to answer. */
export function isPending(around: Surroundings | HubSurroundings): boolean {
  return tellChecks(around).some(({ state }) => state === 'pending');
}

function tell<T>(
  source: SourceCheck['source'],
  checked: Checked<T>,
  say: (value: T) => string,
): SourceCheck {
  const { state } = checked;
  if (state === 'known') return { source, state, text: say(checked.value) };
  if (state === 'pending') return { source, state, text: 'Has not answered yet.' };
  return { source, state, text: checked.why };
}

function tellTwin(twin: DeviceTwin | undefined): string {
  if (twin === undefined) return 'The device is not registered.';
  const since = twin.statusUpdatedAt === undefined ? '' : ` since ${sayTime(twin.statusUpdatedAt)}`;
  const reason = twin.statusReason ? ` (“${plain(twin.statusReason)}”)` : '';
  const activity =
    twin.lastActivityAt === undefined
      ? 'no activity noted'
      : `last activity ${sayTime(twin.lastActivityAt)}, a hint that can be minutes late`;
  return `On ${twin.hubName} the device is ${twin.status}${since}${reason}; ${activity}.`;
}

function tellHub(info: HubInfo): string {
  const { sku, units, publicAccess, ipRules, otherAddresses, state } = info;
  const rules =
    ipRules.length === 0
      ? 'no IP filter'
      : `${sayCount(ipRules.length, 'IP rule')}, other addresses are ${otherAddresses === 'accept' ? 'accepted' : 'rejected'}`;
  const condition = state === undefined || state === 'Active' ? '' : `, state ${plain(state)}`;
  return `${plain(sku)} with ${sayCount(units, 'unit')}${condition}; public access is ${publicAccess === 'enabled' ? 'on' : 'off'}; ${rules}.`;
}

function tellRouting(settings: DiagnosticSetting[]): string {
  const routed = settings.filter(
    ({ workspace, categories }) =>
      workspace !== undefined && categories.some((each) => /^(?:connections|alllogs)$/i.test(each)),
  );
  if (routed.length === 0) return 'No diagnostic setting sends Connections to a workspace.';
  const names = routed.map(({ workspace }) => plain(workspace?.name ?? ''));
  return `Connections goes to ${sayList([...new Set(names)])}.`;
}

function tellHealth([newest, ...older]: HealthStatus[]): string {
  if (newest === undefined) return 'Resource Health says nothing about the hub.';
  const since = newest.since === undefined ? '' : ` since ${sayTime(newest.since)}`;
  const worse = older.filter(({ state }) => state === 'degraded' || state === 'unavailable');
  const before =
    worse[0]?.since === undefined
      ? ''
      : `; before that ${worse[0].state} from ${sayTime(worse[0].since)}`;
  return `The hub is ${newest.state}${since}${before}.`;
}

/** Text of somebody else: one line, and not too long. */
function plain(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  return line.length > 120 ? `${line.slice(0, 120)}…` : line;
}
