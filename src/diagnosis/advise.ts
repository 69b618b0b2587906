import { findErrorCode } from '../knowledge/find-error-code';
import type { KnownSdk } from '../knowledge/find-sdk';
import { links } from '../knowledge/links';
import { sayCommand } from './commands';
import type { DeviceFacts } from './device/device-facts';
import type { AdvisedStep } from './diagnosis';

const mostSteps = 4;

/** The steps of an error, in their order; none for one we do not know. */
export function adviseCode(codeOrName: string | undefined): AdvisedStep[] {
  const entry = codeOrName === undefined ? undefined : findErrorCode(codeOrName);
  if (entry === undefined) return [];
  return entry.resolution
    .slice(0, mostSteps)
    .map((text, index) => (index === 0 ? { text, url: entry.url } : { text }));
}

/** What to go through when a verdict alone does not help. */
export function adviseChecklist(device: string): AdvisedStep {
  return {
    text: 'Go through the checklist: device enabled, port 8883 open, SDK up to date.',
    command: sayCommand('check', device),
  };
}

/** One device among many that dropped is no case of its own; nothing where that was already looked at. */
export function adviseOthers({ crowd }: Pick<DeviceFacts, 'crowd'>): AdvisedStep[] {
  if (crowd !== undefined && crowd.affected <= 1) return [];
  return [
    {
      text: 'See whether other devices dropped at the same time: if so, look at what they share, and not at this one.',
      command: 'summary',
    },
  ];
}

/** For an SDK that is outdated or unknown: both versions, or how to find out. */
export function adviseSdk(sdk: KnownSdk | undefined): AdvisedStep {
  const url = links.sdks.url;
  if (sdk?.newest === undefined || !sdk.outdated) {
    return {
      text: 'Find out which SDK and version the device uses: the rows do not tell whether it is outdated, and old ones lose connections.',
      url,
    };
  }
  const asOf = sdk.newestAsOf === undefined ? '' : ` as of ${sdk.newestAsOf}`;
  const newest = `${sdk.newest}${sdk.retired ? ' of its successor' : ''}`;
  const far = sdk.behind === 'far-behind' && !sdk.retired ? ', far ahead of it' : '';
  const trouble = sdk.knownTrouble.map(({ text }) => text).join(' ');
  return {
    text: `Update the ${sdk.name} SDK: the device uses ${sdk.version}, and ${newest} is the newest known${asOf}${far}.`,
    ...(trouble === '' ? {} : { detail: `Known of ${sdk.version}: ${trouble}` }),
    url,
  };
}

/** Where connection logs are switched on, in the portal and as a command. */
export function adviseDiagnosticSetting(hubName: string | undefined): AdvisedStep {
  const hub = safeHubName(hubName);
  const hubId =
    hub === undefined
      ? '<ARM id of the hub>'
      : `$(az iot hub show --name ${hub} --query id --output tsv)`;
  return {
    text: 'Check that a diagnostic setting of the hub sends the category Connections to this workspace.',
    detail:
      'Portal: the hub > Monitoring > Diagnostic settings > Add diagnostic setting. Nothing is kept from before it exists.',
    command: `az monitor diagnostic-settings create --name connection-logs --resource "${hubId}" --workspace "<ARM id of the workspace>" --logs '[{"category":"Connections","enabled":true}]'`,
    url: links.routeConnectionLogs.url,
  };
}

/** A blocked port leaves no trace in the hub: only the device's side can tell. */
export function advisePort(hubName: string | undefined): AdvisedStep {
  const hub = safeHubName(hubName) ?? '<hub>';
  return {
    text: 'Test from the place of the device whether it reaches the hub on port 8883 (MQTT).',
    detail:
      'A blocked port leaves no trace in the logs of the hub. If 8883 is closed, MQTT over WebSockets uses 443.',
    command: `openssl s_client -connect ${hub}.azure-devices.net:8883 -brief </dev/null`,
    url: links.protocolsAndPorts.url,
  };
}

/** A command is made to be pasted into a shell: only what can be a hub name goes into it. */
function safeHubName(hubName: string | undefined): string | undefined {
  return hubName !== undefined && /^[A-Za-z0-9-]{1,50}$/.test(hubName) ? hubName : undefined;
}
