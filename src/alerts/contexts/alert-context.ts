import type { Alert } from '../../ports/alert';
import type { AlertAbout } from '../../ports/alert-about';
import type { TimeWindow } from '../../ports/time-window';
import type { HubClues } from '../find-alert-hub';

/** What the part of an alert says that differs by kind. */
export interface AlertContext extends Pick<Alert, 'criteria' | 'windowSize'> {
  about: AlertAbout;
  /** What names the hub beside the alert's own targets; `targets` count where it has none. */
  clues: HubClues;
  /** When it happened, for alerts that do not say when they fired. */
  at: Date | undefined;
}

/** A context in which only some things are said. */
export function contextOf(
  about: AlertAbout,
  parts: Partial<Omit<AlertContext, 'about' | 'clues'>> & { clues?: Partial<HubClues> } = {},
): AlertContext {
  const { clues, ...others } = parts;
  return {
    about,
    criteria: [],
    windowSize: undefined,
    at: undefined,
    ...others,
    clues: {
      targets: [],
      resources: [],
      items: [],
      otherValues: [],
      isAboutRows: false,
      namesWorkspace: false,
      readsHubLogs: false,
      ...clues,
    },
  };
}

/** Undefined unless both ends are known and in order: test alerts have the same time twice. */
export function windowOf(from: Date | undefined, to: Date | undefined): TimeWindow | undefined {
  return from === undefined || to === undefined || from >= to ? undefined : { from, to };
}
