import { z } from 'zod';
import type { DiagnosticSetting } from '../../ports/hub-info';
import { readBody } from './read-body';

/** Reads the list at `Microsoft.Insights/diagnosticSettings`, or throws `arm_unreadable`. */
export function readDiagnosticSettings(body: unknown): DiagnosticSetting[] {
  return readBody('diagnostic settings', SettingsBody, body).value.map(({ name, properties }) => ({
    name,
    categories: (properties.logs ?? [])
      .filter(({ enabled }) => enabled)
      .flatMap(({ category, categoryGroup }) => category || categoryGroup || []),
    workspace: readWorkspace(properties.workspaceId ?? ''),
  }));
}

function readWorkspace(resourceId: string): DiagnosticSetting['workspace'] {
  if (resourceId === '') return undefined;
  return { resourceId, name: resourceId.slice(resourceId.lastIndexOf('/') + 1) };
}

const Log = z.object({
  category: z.string().nullish(),
  categoryGroup: z.string().nullish(),
  enabled: z.boolean(),
});
const SettingsBody = z.object({
  value: z.array(
    z.object({
      name: z.string(),
      properties: z.object({ workspaceId: z.string().nullish(), logs: z.array(Log).nullish() }),
    }),
  ),
});
