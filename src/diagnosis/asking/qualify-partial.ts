import type { Cause, Confidence, Diagnosis, HubSummary } from '../diagnosis';
import { advisePartial } from './advise-partial';

const reasonForLess = 'only a part of the rows could be read';

/**
 * What remains of an answer whose rows came back in part: nothing is certain or harmless, a count
 * is a lower bound, and the first step is to get the rest. Without a reason nothing changes.
 */
export function qualifyPartial<Answer extends Diagnosis | HubSummary>(
  answer: Answer,
  reason: string | undefined,
): Answer {
  if (reason === undefined) return answer;
  const { benign, cause, confidence, confidenceReason, logs } = answer;
  return {
    ...answer,
    benign: benign === true ? null : benign,
    confidence: lower(confidence, cause),
    confidenceReason: `${reasonForLess}; ${startSmall(confidenceReason)}`,
    why: `${opening(cause)} ${answer.why}`,
    seen: [...answer.seen, `Why rows are missing: ${reason}`],
    unknowable: [...answer.unknowable, 'What the rows say that did not come back.'],
    steps: [...advisePartial(reason, answer.hub || undefined), ...answer.steps],
    logs: { ...logs, partial: true, partialReason: reason },
  };
}

function opening(cause: Cause): string {
  if (cause === 'no-evidence' || cause === 'no-disconnects') {
    return 'Only a part of the rows could be read: finding nothing there does not mean that nothing happened.';
  }
  return 'Only a part of the rows could be read, so read each count as “at least”.';
}

/** Rows that are missing can tell against anything but what the hub itself refused. */
function lower(confidence: Confidence, cause: Cause): Confidence {
  if (cause === 'no-evidence' || cause === 'no-disconnects') return 'low';
  return confidence === 'high' ? 'medium' : confidence;
}

/** Joined to another clause, a sentence starts small, unless it starts with a name or a code. */
function startSmall(text: string): string {
  return text.replace(/^[A-Z](?=[a-z]*\s)/, (letter) => letter.toLowerCase());
}
