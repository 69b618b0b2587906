export interface IncidentRow {
  incident_key: string;
  alert_id: string;
  fired_at: number;
  alert: string;
  resolved_at: number | null;
  summary: string | null;
  failure: string | null;
  asks: number;
  ask_again_at: number | null;
  history: string;
  version: number;
  /** The hub in lower case, where it is one for certain: what is about it may join. */
  hub_key: string | null;
  opened_at: number | null;
  joined_at: number | null;
  /** When the last word of it came, by our clock. */
  heard_at: number | null;
  alert_ended_at: number | null;
  joined_count: number;
  member_count: number;
  away_count: number;
  /** Its devices, counted, as JSON: to count fifty thousand takes its time. */
  member_counts: string | null;
  acknowledged: string | null;
  queued_seconds: number | null;
  ask_due_at: number | null;
  ask_leased_until: number;
  ask_attempts: number;
  /** How often the logs were asked since something new joined. */
  ask_tries: number;
  asked_at: number | null;
}

export interface IncidentAlertRow {
  firing_key: string;
  incident_key: string;
  alert_id: string;
  rule: string;
  alert: string;
  fired_at: number;
  resolved_at: number | null;
  /** 1 while it goes on. */
  is_open: number;
}

export interface IncidentMemberRow {
  incident_key: string;
  device: string;
  module: string;
  what: 'away' | 'flapping' | 'back' | 'deleted';
  /** 0 while it is away or flaps: those come first. */
  is_over: number;
  since: number;
  ended_at: number | null;
  patience: string;
}
