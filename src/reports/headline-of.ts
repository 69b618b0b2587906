import type { Cause, Diagnosis, HubSummary } from '../diagnosis/diagnosis';
import type { Headline } from './report';

type State = Omit<Headline, 'text'>;

/** Causes that say more about what we could see than about the device. */
const openEnded: Partial<Record<Cause, State>> = {
  'no-evidence': { tone: 'warning', icon: '◇', word: 'No evidence' },
  'no-disconnects': { tone: 'neutral', icon: '○', word: 'No disconnect seen' },
};

/**
 * The state in one word. `away` means that the newest row leaves devices disconnected. A benign
 * cause is "likely harmless" and no more: rows never prove that all is well.
 */
export function headlineOf(answer: Diagnosis | HubSummary, away: boolean, text: string): Headline {
  return { ...stateOf(answer, away), text };
}

function stateOf(answer: Diagnosis | HubSummary, away: boolean): State {
  if (answer.logs.partialReason !== undefined) return stateOfPart(answer, away);
  const open = openEnded[answer.cause];
  if (open !== undefined) return open;
  if (answer.benign === true) return { tone: 'good', icon: '✓', word: 'Likely harmless' };
  if (away) return { tone: 'attention', icon: '●', word: 'Still away' };
  if (answer.cause === 'undetermined') return { tone: 'warning', icon: '◇', word: 'Undetermined' };
  return { tone: 'warning', icon: '▲', word: 'Needs a look' };
}

/** Rows that are missing may change any of it: what is alarming stays so, nothing is called calm. */
function stateOfPart(answer: Diagnosis | HubSummary, away: boolean): State {
  if (answer.cause === 'no-evidence') {
    return { tone: 'warning', icon: '◇', word: 'No evidence, by a part of the rows' };
  }
  return away
    ? { tone: 'attention', icon: '●', word: 'Still away, by a part of the rows' }
    : { tone: 'warning', icon: '▲', word: 'Part of the rows' };
}
