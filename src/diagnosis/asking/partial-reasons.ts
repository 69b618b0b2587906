import type { QueryRun } from '../diagnosis';

/** Their rows are no figures: how late rows arrive, and which ids look alike. */
const sideQueries = ['log-reach', 'devices-seen'];

const longestReason = 300;

/** Why the figures of an answer are of a part of the rows, each reason once; undefined for all rows. */
export function joinPartialReasons(runs: QueryRun[], own: string[] = []): string | undefined {
  const told = runs
    .filter(({ name, partial }) => partial && !sideQueries.includes(name))
    .map(({ partialReason }) => toSentence(partialReason ?? ''));
  const reasons = [...new Set([...own, ...told])].filter((reason) => reason !== '');
  if (reasons.length > 0) return reasons.join(' ');
  return told.length > 0 ? 'The log service gave no reason.' : undefined;
}

/** The service wrote it: it may be long and may hold anything. */
function toSentence(text: string): string {
  const plain = text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  const signs = [...plain];
  const short = signs.length > longestReason ? `${signs.slice(0, longestReason).join('')}…` : plain;
  return short === '' || /[.!?…]$/.test(short) ? short : `${short}.`;
}
