import type { Action, Fact, Step, TrailReport } from './report';
import { isoSeconds, sayCount } from './words';

/** Beginning with the oldest; nobody reads more. */
const mostLines = 60;

export interface TrailSubject {
  /** "device-42", or the words an alert was looked for by. */
  about: string;
  /** One sentence that says whether somebody was told, and why not. */
  answer: string;
  /** Whether something is wrong with what reaches us, which the headline warns of. */
  isDeaf: boolean;
  lines: { at: Date; text: string }[];
  notes: string[];
  steps: Step[];
  actions: Action[];
}

/** What was received of a device or an alert and what was decided about it, in order. */
export function reportTrail(subject: TrailSubject): TrailReport {
  const { about, answer, lines, notes, steps, actions, isDeaf } = subject;
  const shown = lines.slice(-mostLines);
  const left = lines.length - shown.length;
  return {
    kind: 'trail',
    headline: isDeaf
      ? { tone: 'warning', icon: '▲', word: 'Nothing received', text: about }
      : { tone: 'neutral', icon: '◇', word: 'Why no alert', text: about },
    spoken: answer,
    answer,
    trail: shown.map(({ at, text }) => ({ at: isoSeconds(at), text })),
    notes: left > 0 ? [...notes, `${left} earlier lines are left out.`] : notes,
    steps,
    actions,
    more: [],
  };
}

/** The short absences that nobody was told of, as a summary shows them. */
export function hiddenFact(count: number): Fact {
  const said = sayCount(count, 'short absence');
  return { label: 'Hidden', value: count === 0 ? 'none' : `${said}, over too soon to tell` };
}
