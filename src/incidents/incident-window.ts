import type { Alert } from '../ports/alert';
import type { AlertAbout } from '../ports/alert-about';
import type { TimeWindow } from '../ports/time-window';

const minuteMs = 60_000;
const beforeMs = 30 * minuteMs;
const longestMs = 24 * 60 * minuteMs;
/** What lies further back is cut, so that the firing itself stays within a day's window. */
const longestBackMs = 23 * 60 * minuteMs;
const duration =
  /^P(?:(?<days>\d+)D)?(?:T(?:(?<hours>\d+)H)?(?:(?<minutes>\d+)M)?(?:(?<seconds>\d+)S)?)?$/;

/**
 * From half an hour before the rule's evaluation window until now, at most a day: what led to the
 * firing, and what followed. An alert that comes late is asked about as of its own time, one that
 * tells of something older from when that began.
 */
export function incidentWindow(alert: Alert, now: Date): TimeWindow {
  const firedMs = alert.firedAt.getTime();
  const backMs = Math.max(
    readDurationMs(alert.windowSize),
    firedMs - beganAt(alert.about, firedMs),
  );
  const fromMs = firedMs - Math.min(backMs, longestBackMs) - beforeMs;
  // The card says until when was looked. With the sender's clock ahead of ours the firing is in it.
  const isAhead = firedMs > now.getTime();
  const toMs = isAhead ? firedMs + minuteMs : Math.min(now.getTime(), fromMs + longestMs);
  return { from: new Date(fromMs), to: new Date(toMs) };
}

/** Rules evaluate 1 minute to 2 days; what cannot be read counts as five minutes. */
function readDurationMs(text: string | undefined): number {
  const read = duration.exec(text ?? '')?.groups ?? {};
  const { days = 0, hours = 0, minutes = 0, seconds = 0 } = read;
  const total = (Number(days) * 24 + Number(hours)) * 60 + Number(minutes) + Number(seconds) / 60;
  return (total > 0 && total <= 2 * 24 * 60 ? total : 5) * minuteMs;
}

/** When what the alert tells about began; the firing itself where nobody says. */
function beganAt(about: AlertAbout, firedMs: number): number {
  if (about.kind === 'service-health') return about.impactStartAt?.getTime() ?? firedMs;
  if (about.kind === 'resource-health' || about.kind === 'activity') {
    return about.at?.getTime() ?? firedMs;
  }
  return about.kind === 'log' ? (about.window?.from.getTime() ?? firedMs) : firedMs;
}
