import type { TimeWindow } from '../../ports/time-window';
import type { Action, Report } from '../../reports/report';
import { isoSeconds } from '../../reports/words';
import type { IntentParameters } from '../intent';
import { isWindowNote } from './window-notes';

/** Between reading the words and answering them. */
const aboutNowMs = 60_000;

/**
 * The report with buttons that ask about the window as it was said: "since 9am" still begins at 9
 * an hour later, and what had to be said of it is said again.
 */
export function keepWindow<R extends Report>(
  report: R,
  said: Pick<IntentParameters, 'window' | 'windowNotes' | 'page'>,
  window: TimeWindow,
  now: Date,
): R {
  if (said.window === undefined || 'last' in said.window) return report;
  const isOpen = now.getTime() - window.to.getTime() < aboutNowMs;
  const from = isoSeconds(window.from);
  const asSaid = isOpen ? { from } : { from, to: isoSeconds(window.to) };
  // A button that turns a page names two ends, whatever was said.
  const fixed = said.page === undefined ? asSaid : undefined;
  const notes = said.windowNotes?.filter(isWindowNote) ?? [];
  const keep = (action: Action) => keepOn(action, fixed, notes);
  return { ...report, actions: report.actions.map(keep), more: report.more.map(keep) };
}

function keepOn(
  action: Action,
  window: { from: string; to?: string } | undefined,
  notes: string[],
): Action {
  if (action.kind !== 'command' || action.parameters.window === undefined) return action;
  const parameters = {
    ...action.parameters,
    ...(window !== undefined && isLength(action.parameters.window) ? { window } : {}),
    ...(notes.length === 0 ? {} : { windowNotes: notes }),
  };
  return { ...action, parameters };
}

/** A window that ended some minutes ago at most is carried as a length. */
function isLength(window: unknown): boolean {
  return typeof window === 'object' && window !== null && 'last' in window;
}
