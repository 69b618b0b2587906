/** What a decision is about. An incident's decisions are those of every device and alert in it. */
export type TrailSubject =
  | { kind: 'device'; hub: string; device: string }
  | { kind: 'alert'; id: string }
  | { kind: 'incident'; key: string };

/** One thing that was decided, for whoever asks later why somebody was told, or was not. */
export interface Decision {
  at: Date;
  subject: TrailSubject;
  /** In one word, such as `received`, `muted`, `joined`, `sent`, `refused`. */
  what: string;
  /** A plain sentence. Names in it are somebody else's: channels escape them. */
  text: string;
  /** The incident that it led to, for a device or an alert. */
  incident?: string;
}

/** Kept for 14 days. Each verb is one atomic step. */
export interface DecisionTrail {
  add(decisions: Decision[]): Promise<void>;
  /** Oldest first; the newest `limit` of them. Device ids to the letter, hubs in any case. */
  find(subject: TrailSubject, limit: number): Promise<Decision[]>;
  /** What was decided about alerts whose id or rule contains that text, newest first. */
  findAlerts(text: string, limit: number): Promise<Decision[]>;
}
