import type { Alert } from '../ports/alert';
import type { AlertAbout } from '../ports/alert-about';
import type { Clock } from '../ports/clock';
import type { HubDirectory } from '../ports/hub';
import type { AlertContext } from './contexts/alert-context';
import { findAlertHub } from './find-alert-hub';
import { readResourceId } from './read-resource-id';

/** What every reader of alerts may use. */
export interface AlertDeps {
  hubs: HubDirectory;
  clock: Clock;
}

/** What every alert says, whatever its kind. */
export interface AlertEnvelope
  extends Pick<
    Alert,
    | 'id'
    | 'condition'
    | 'firedAt'
    | 'resolvedAt'
    | 'timesFrom'
    | 'rule'
    | 'severity'
    | 'description'
    | 'targets'
    | 'portalUrl'
  > {
  /** Configuration items. */
  items: string[];
}

/** Puts the two halves of an alert together and finds the hub that both are about. */
export function joinAlert(
  { items, ...said }: AlertEnvelope,
  context: AlertContext,
  hubs: HubDirectory,
): Alert {
  const { criteria, windowSize, clues } = context;
  const named = said.targets.length > 0 ? said.targets : clues.targets;
  const targets = named.filter((target) => target !== '');
  const hub = findAlertHub(
    { ...clues, targets, items: items.length > 0 ? items : clues.items },
    hubs,
  );
  return {
    ...said,
    targets,
    ...hub,
    criteria,
    windowSize,
    about: addPlace(context.about, targets),
  };
}

/** Only the envelope of a log alert names its workspace. */
function addPlace(about: AlertAbout, targets: string[]): AlertAbout {
  if (about.kind !== 'log' || about.workspace !== '') return about;
  for (const target of targets) {
    const resource = readResourceId(target);
    if (resource?.kind === 'workspace') return { ...about, workspace: resource.name };
  }
  return about;
}
