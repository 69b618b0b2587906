import type { Alert } from '../ports/alert';
import type { Hub } from '../ports/hub';
import type { GoneDevices } from '../ports/incident-book';

const idsKept = 5;

/** The alert that an incident of devices begins with: nobody's rule, and as grave as they are many. */
export function tellDevices(hub: Hub): (devices: GoneDevices) => Alert {
  return ({ total, flapping, listed, latestAt }) => {
    const since = new Date(
      Math.min(latestAt.getTime(), ...listed.map((each) => each.since.getTime())),
    );
    return {
      id: '',
      condition: 'fired',
      firedAt: since,
      resolvedAt: undefined,
      timesFrom: 'sender',
      rule: '',
      severity: total >= crowdFrom ? 'Sev1' : 'Sev3',
      description: '',
      hub,
      hubs: [hub],
      hubCertainty: 'named',
      unknownHub: undefined,
      notAHub: undefined,
      targets: [],
      criteria: [],
      windowSize: undefined,
      portalUrl: undefined,
      about: {
        kind: 'devices',
        total,
        flapping,
        devices: listed.slice(0, idsKept).map(({ device }) => device),
        since,
      },
    };
  };
}

/** Fewer may go by chance, each for a reason of its own. */
const crowdFrom = 5;
