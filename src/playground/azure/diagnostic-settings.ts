import { sampleHub } from '../samples/hub';
import { notTold } from './arm-errors';
import type { ArmRequest } from './arm-resource';
import { hubNotTold } from './hub-body';
import type { HubSide } from './hub-side';

/** The workspace that stands here, as diagnostic settings name it. */
const localWorkspaceResource = `/subscriptions/${sampleHub.subscriptionId}/resourceGroups/contoso-rg/providers/Microsoft.OperationalInsights/workspaces/contoso-logs`;

/** The body of `GET {resourceId}/providers/Microsoft.Insights/diagnosticSettings`. */
export function diagnosticSettings(
  request: ArmRequest,
  side: Pick<HubSide, 'hubs' | 'workspace' | 'isMadeUp'>,
): object {
  const { resourceId, hub } = request;
  const settings = side.hubs.find(hub)?.diagnosticSettings ?? usualSettings(hub, side);
  if (!settings) return side.hubs.find(hub) ? settingsNotTold(request) : hubNotTold(request);
  return {
    value: settings.map((setting, at) => {
      const name = typeof setting.name === 'string' ? setting.name : `setting-${at + 1}`;
      return {
        id: `${resourceId}/providers/microsoft.insights/diagnosticSettings/${name}`,
        type: 'Microsoft.Insights/diagnosticSettings',
        name,
        location: null,
        kind: null,
        tags: null,
        identity: null,
        ...setting,
      };
    }),
  };
}

function settingsNotTold({ hub }: ArmRequest): object {
  const name = hub.toLowerCase();
  return notTold(`The hub.json in the data folder gives no diagnosticSettings of the hub ${name}.`);
}

/** Undefined for a hub that exists: nobody here knows where its logs go. */
function usualSettings(
  hub: string,
  { hubs, workspace, isMadeUp }: Pick<HubSide, 'hubs' | 'workspace' | 'isMadeUp'>,
): Record<string, unknown>[] | undefined {
  if (!hubs.find(hub)?.isStory && !isMadeUp(hub)) return undefined;
  return [usualSetting(workspace.categoriesOf(hub.toLowerCase()))];
}

/** Everything of which rows are there must have been routed, and connections are what all is about. */
function usualSetting(seen: string[]): Record<string, unknown> {
  const categories = [...new Set(['Connections', ...seen])];
  return {
    name: 'to-log-analytics',
    properties: {
      storageAccountId: null,
      serviceBusRuleId: null,
      eventHubAuthorizationRuleId: null,
      eventHubName: null,
      workspaceId: localWorkspaceResource,
      logAnalyticsDestinationType: null,
      metrics: [{ category: 'AllMetrics', enabled: false, retentionPolicy: noRetention }],
      logs: categories.map((category) => ({
        category,
        categoryGroup: null,
        enabled: true,
        retentionPolicy: noRetention,
      })),
    },
  };
}

const noRetention = { enabled: false, days: 0 };
