import type { HubSummary } from '../diagnosis/diagnosis';
import type { AlertSubject } from './alert-subject';
import { sayDropped } from './hub-words';
import type { AlertReport } from './report';
import { sayPart } from './say-least';
import { isoSeconds, sayDuration, sayShare } from './words';

/**
 * How the numbers stood at the last investigation, with its time; undefined while the alert fires,
 * where the whole card says it, and where nothing was found out.
 */
export function alertEnding({ state, summary }: AlertSubject): AlertReport['ending'] {
  if (state === 'firing' || summary === undefined) return undefined;
  return { at: isoSeconds(summary.window.to), text: sayNumbers(summary) };
}

/** How long ago the last word of it came. */
export function sayQuiet({ history, silentAt, alert }: AlertSubject): string {
  const words = history.filter(({ at }) => silentAt === undefined || at < silentAt);
  const last = words.at(-1)?.at ?? alert.firedAt;
  return sayDuration(((silentAt ?? last).getTime() - last.getTime()) / 1000);
}

function sayNumbers(summary: HubSummary): string {
  const { cause, disconnects, devicesAffected, devicesSeen, stillAway, findings, logs } = summary;
  if (findings !== undefined) return `${findings.short}${sayPart(logs)}`;
  if (cause === 'no-evidence' || devicesSeen === 0) return 'no connection rows were there';
  if (disconnects === 0 && devicesAffected === 0) return 'no disconnect was seen';
  const away =
    stillAway === 0
      ? 'none of them away at that time, as far as the rows tell'
      : `${sayShare(stillAway, devicesAffected, 'device')} still away at that time, as far as the rows tell`;
  return `dropped ${sayDropped(summary)}; ${away}`;
}
