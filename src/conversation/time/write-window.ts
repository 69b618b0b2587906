import type { DateTime } from 'luxon';
import { checkWindow, inZone, type TimeContext } from './check-window';

export interface SaidWindow {
  from: string;
  to: string;
  /** What has to be said of it beside its two ends. */
  notes?: string[];
}

/** The window as a question carries it. Throws AppError `window_invalid`; cuts it at now and says so. */
export function writeWindow(
  span: { from: DateTime; to: DateTime; notes?: (string | undefined)[] },
  context: TimeContext,
): SaidWindow {
  const window = checkWindow(span.from, span.to, context);
  const notes = (span.notes ?? []).filter((note) => note !== undefined);
  if (span.to > inZone(context.now, context)) {
    notes.push('The end lies in the future: the window is cut at now.');
  }
  return {
    from: window.from.toISOString(),
    to: window.to.toISOString(),
    ...(notes.length === 0 ? {} : { notes: [...new Set(notes)] }),
  };
}
