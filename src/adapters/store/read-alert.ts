import type { Alert } from '../../ports/alert';
import { readStored } from './stored-json';

/** An alert as it was stored; what alerts of earlier versions did not say yet is filled in. */
export function readAlert(text: string): Alert {
  const stored = readStored<Partial<Alert> & Omit<Alert, keyof typeof added>>(text);
  const hubs = stored.hub === undefined ? [] : [stored.hub];
  const hubCertainty = hubs.length > 0 ? ('named' as const) : ('none' as const);
  return { ...added, hubs, hubCertainty, ...stored };
}

const added = {
  timesFrom: 'sender' as const,
  hubs: [],
  hubCertainty: 'none' as const,
  unknownHub: undefined,
  notAHub: undefined,
  about: {
    kind: 'metric' as const,
    threshold: 'unknown' as const,
    namespace: '',
    dimensions: [],
    failingPeriods: undefined,
    webTest: '',
    window: undefined,
  },
};
