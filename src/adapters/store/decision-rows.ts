import type { Decision, TrailSubject } from '../../ports/decision-trail';
import { readStored, writeStored } from './stored-json';

export interface DecisionRow {
  /** Sorts decisions by their time, then as they came. */
  decision_id: string;
  kind: TrailSubject['kind'];
  /** In lower case; empty for what is no device. */
  hub: string;
  name: string;
  at: number;
  what: string;
  text: string;
  subject: string;
  /** What an alert is looked for by, in lower case; empty for what is none. */
  searched: string;
  incident_key: string | null;
}

export function writeDecision(decision: Decision, order: string): DecisionRow {
  const { subject } = decision;
  const named = nameOf(subject);
  return {
    decision_id: `${timePrefix(decision.at.getTime())}-${order}`,
    ...named,
    at: decision.at.getTime(),
    what: decision.what,
    text: decision.text,
    subject: writeStored(subject),
    searched: subject.kind === 'alert' ? `${subject.id} ${decision.text}`.toLowerCase() : '',
    incident_key: decision.incident ?? null,
  };
}

export function readDecision(row: DecisionRow): Decision {
  return {
    at: new Date(Number(row.at)),
    subject: readStored<TrailSubject>(row.subject),
    what: row.what,
    text: row.text,
    ...(row.incident_key === null ? {} : { incident: row.incident_key }),
  };
}

export function nameOf(subject: TrailSubject): Pick<DecisionRow, 'kind' | 'hub' | 'name'> {
  switch (subject.kind) {
    case 'device':
      return { kind: 'device', hub: subject.hub.toLowerCase(), name: subject.device };
    case 'alert':
      return { kind: 'alert', hub: '', name: subject.id };
    case 'incident':
      return { kind: 'incident', hub: '', name: subject.key };
  }
}

/** Milliseconds since 1970 as a text that sorts as they do. */
export function timePrefix(ms: number): string {
  return Math.max(0, ms).toString(16).padStart(12, '0');
}
