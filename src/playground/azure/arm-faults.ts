import { type ArmPart, armParts } from './fault-effects';

/** What a read of each service is called where roles are made of actions. */
export const armActions: Record<ArmPart, string> = {
  metrics: 'Microsoft.Insights/metrics/read',
  health: 'Microsoft.ResourceHealth/availabilityStatuses/read',
  hub: 'Microsoft.Devices/iotHubs/read',
  diagnostics: 'Microsoft.Insights/diagnosticSettings/read',
};

const titles: Record<ArmPart, string> = {
  metrics: 'Metrics',
  health: 'Resource Health',
  hub: 'The hub resource',
  diagnostics: 'Diagnostic settings',
};

type ArmEffect = (typeof armEffects)[number];
const armEffects = ['unreachable', '401', '403', '404', '429', '503', 'slow', 'not-json'] as const;

/** `metrics-403` and so on: one service of Resource Manager fails, the others go on. */
export const armFaultKinds = armParts.flatMap((part) =>
  armEffects.map((effect) => ({
    name: `${part}-${effect}` as const,
    what: `${titles[part]}: ${describe(part, effect)}`,
    group: `${titles[part]} alone`,
    effect,
    parts: [part] as const,
  })),
);

function describe(part: ArmPart, effect: ArmEffect): string {
  switch (effect) {
    case 'unreachable':
      return 'every connection is cut before an answer.';
    case '401':
      return 'the token is not accepted.';
    case '403':
      return `the identity lacks ${armActions[part]}.`;
    case '404':
      return 'no such resource is found.';
    case '429':
      return 'too many requests; come back in 20 seconds.';
    case '503':
      return 'the service is unavailable.';
    case 'slow':
      return 'every answer takes 3 seconds.';
    case 'not-json':
      return 'a web page comes instead of an answer.';
  }
}
