import type { SurroundingSources } from '../../src/diagnosis/checks/ask-surroundings';
import { AppError } from '../../src/shared/app-error';

/** Hub, health and metrics that nobody can reach; a registry without that device. */
export function quietSources(): SurroundingSources {
  const unreachable = async () => {
    throw new AppError('arm_unreachable', 'Resource Manager cannot be reached.');
  };
  return {
    registry: { findTwin: async () => undefined },
    hubInfo: { findHub: unreachable, listDiagnosticSettings: unreachable },
    health: { history: unreachable },
    metrics: { read: unreachable },
  };
}
