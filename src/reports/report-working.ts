import type { WorkingReport } from './report';
import { sayCount, sayDuration } from './words';

/** A question that waits until the logs take it. */
export interface QueuedTurn {
  /** How many questions of others are before it. */
  others: number;
  /** About how long until its turn. */
  seconds: number;
}

/** Shown while an answer is on its way, and replaced by it. */
export function reportWorking(doing: string, turn?: QueuedTurn): WorkingReport {
  const text = [doing, turn === undefined ? '' : queuedWords(turn)].filter(Boolean).join(' ');
  return {
    kind: 'working',
    headline: { tone: 'neutral', icon: '◌', word: 'Working', text },
    spoken: text,
    text,
    actions: [],
    more: [],
  };
}

function queuedWords({ others, seconds }: QueuedTurn): string {
  const behind = others > 0 ? ` behind ${sayCount(others, 'other')}` : '';
  return `Queued${behind}, about ${sayDuration(seconds)}`;
}
