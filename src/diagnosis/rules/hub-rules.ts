import { findNoHubEvidence } from '../device/no-evidence';
import type { HubFigures } from '../hub/hub-figures';
import { sayCount } from '../words';
import { judgeHubCauses } from './hub-causes';
import { judgeHubCrowd } from './hub-crowd';
import type { HubFinding } from './hub-finding';
import type { Finding } from './rule';

/** The verdict about a hub: a crowd speaks before the causes of single devices, and those before counts. */
export function judgeHub(figures: HubFigures): HubFinding {
  if (figures.events === 0) {
    return { ...findNoHubEvidence(figures.hub, figures.complete), alternatives: [] };
  }
  if (figures.disconnects === 0 && figures.refused === 0) {
    return { ...findNoHubDisconnects(figures), alternatives: [] };
  }
  return judgeHubCrowd(figures) ?? judgeHubCauses(figures);
}

function findNoHubDisconnects({ events, devicesSeen, complete }: HubFigures): Finding {
  return {
    cause: 'no-disconnects',
    benign: null,
    confidence: complete ? 'medium' : 'low',
    confidenceReason: 'the logs have rows of this hub, but logs can lose rows and arrive late',
    why: `No disconnect was seen: ${sayCount(events, 'row')} of ${sayCount(devicesSeen, 'device')}, and none of them is a disconnect or a refused connect.`,
    inferred: [],
    unknowable: ['Disconnects whose rows were lost or have not arrived yet.'],
    steps: [],
  };
}
