import { sampleHub } from '../samples/hub';
import type { ArmRequest } from './arm-resource';
import type { HubSide } from './hub-side';

/** The workspace that stands here, as diagnostic settings name it. */
const localWorkspaceResource = `/subscriptions/${sampleHub.subscriptionId}/resourceGroups/contoso-rg/providers/Microsoft.OperationalInsights/workspaces/contoso-logs`;

/** The body of `GET {resourceId}/providers/Microsoft.Insights/diagnosticSettings`. */
export function diagnosticSettings(
  { resourceId, hub }: ArmRequest,
  { hubs, workspace }: Pick<HubSide, 'hubs' | 'workspace'>,
): { value: Record<string, unknown>[] } {
  const given = hubs.find(hub)?.diagnosticSettings;
  const settings = given ?? [usualSetting(workspace.categoriesOf(hub.toLowerCase()))];
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
