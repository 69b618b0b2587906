import type { HubSummary } from '../diagnosis/diagnosis';
import type { AnswerGist, Incident, IncidentEvent } from '../ports/incident-book';
import { sayCount, sayNumber } from '../reports/words';

/** Two answers about the same alert: what became different, in words; empty where nothing did. */
export interface AnswerComparison {
  since: Date;
  at: Date;
  changes: string[];
}

/**
 * The mark that an answer leaves in the history: the first does where others are to follow, later
 * ones where they say something else, and the last one does whatever it says.
 */
export function markAnswer(
  { history }: Incident,
  summary: HubSummary,
  { at, isLast }: { at: Date; isLast: boolean },
): IncidentEvent | undefined {
  const found = gistOf(summary);
  const before = history.findLast(isAnswer);
  const isWorth =
    before === undefined ? !isLast : isLast || compareGists(before.found, found).length > 0;
  return isWorth ? { at, what: 'answered', found } : undefined;
}

/** The newest answer against the first; undefined before the last one that is planned. */
export function compareAnswers(incident: Incident): AnswerComparison | undefined {
  if (incident.askAgainAt !== undefined || incident.failure !== undefined) return undefined;
  const answers = incident.history.filter(isAnswer);
  const [first] = answers;
  const last = answers.at(-1);
  if (first === undefined || last === undefined || first === last) return undefined;
  return { since: first.at, at: last.at, changes: compareGists(first.found, last.found) };
}

/** An answer as a line of the history; undefined for the first, which the card itself tells. */
export function tellAnswer(event: IncidentEvent, { history }: Incident): string | undefined {
  const answers = history.filter(isAnswer);
  const answer = answers.find((each) => each === event);
  const before = answer && answers[answers.indexOf(answer) - 1];
  if (answer === undefined || before === undefined) return undefined;
  const changes = compareGists(before.found, answer.found);
  return `Logs asked again: ${changes.length === 0 ? 'nothing changed' : changes.join('; ')}`;
}

type Answered = IncidentEvent & { found: AnswerGist };

function isAnswer(event: IncidentEvent): event is Answered {
  return event.what === 'answered' && event.found !== undefined;
}

function gistOf(summary: HubSummary): AnswerGist {
  const { cause, devicesAffected, stillAway, disconnects } = summary;
  return { cause, devicesAffected, stillAway, disconnects };
}

/** Rows count only where the devices say nothing: more rows of the same devices are old news. */
function compareGists(before: AnswerGist, now: AnswerGist): string[] {
  const changes: string[] = [];
  if (now.devicesAffected !== before.devicesAffected) {
    const dropped = sayCount(now.devicesAffected, 'device');
    changes.push(`${dropped} dropped, before ${sayNumber(before.devicesAffected)}`);
  } else if (now.disconnects !== before.disconnects) {
    const rows = sayCount(now.disconnects, 'disconnect row');
    changes.push(`${rows}, before ${sayNumber(before.disconnects)}`);
  }
  if (now.stillAway !== before.stillAway) {
    changes.push(`${sayNumber(now.stillAway)} still away, before ${sayNumber(before.stillAway)}`);
  }
  if (now.cause !== before.cause) {
    changes.push(`the verdict is ${plain(now.cause)}, before ${plain(before.cause)}`);
  }
  return changes;
}

function plain(cause: string): string {
  return cause.replaceAll('-', ' ');
}
