import type { DeviceRow, HiddenHourRow, UnreadableEventRow } from './connection-rows';
import type { DecisionRow } from './decision-rows';
import type { IncidentAlertRow, IncidentMemberRow, IncidentRow } from './incident-tables';
import type { MuteRow } from './mute-rows';
import type { OutboxConversationRow, OutboxRow } from './outbox-tables';

/** The tables as they are now. Times are milliseconds since 1970; JSON is text. */
export interface StoreTables {
  alert_inbox: AlertInboxRow;
  incidents: IncidentRow;
  incident_alerts: IncidentAlertRow;
  incident_members: IncidentMemberRow;
  outbox: OutboxRow;
  outbox_conversations: OutboxConversationRow;
  routes: RouteRow;
  refusals: RefusalRow;
  refusal_notices: RefusalNoticeRow;
  conversation_memory: ConversationMemoryRow;
  mutes: MuteRow;
  decisions: DecisionRow;
  devices: DeviceRow;
  hidden_hours: HiddenHourRow;
  unreadable_events: UnreadableEventRow;
  store_probe: { filler: string };
}

export interface AlertInboxRow {
  delivery_key: string;
  alert_id: string;
  alert: string;
  /** Sorts deliveries by when they came. */
  arrival: string;
  received_at: number;
  due_at: number;
  leased_until: number;
  attempts: number;
  /** Tries in a row that went wrong. */
  failures: number;
  state: 'waiting' | 'finished';
  /** Why it waits, or how it ended. */
  outcome: string;
  finished_at: number | null;
}

interface RouteRow {
  channel: string;
  conversation_id: string;
  conversation: string;
  created_by: string;
  created_at: number;
  /** As JSON; null: everything. */
  filter: string | null;
  source: 'chat' | 'file';
}

interface RefusalRow {
  refusal_key: string;
  notice_key: string;
  received_at: number;
  sender: string;
  origin: string;
  status: number;
  code: string;
  message: string;
  body_bytes: number;
  body: string;
}

export interface RefusalNoticeRow {
  notice_key: string;
  sender: string;
  opened_at: number;
  /** How many refusals, also those that were not kept. */
  refused: number;
  due_at: number;
  leased_until: number;
  attempts: number;
  failures: number;
  state: 'waiting' | 'finished';
  outcome: string;
}

export interface ConversationMemoryRow {
  channel: string;
  conversation_id: string;
  hub: string | null;
  hub_chosen_at: number | null;
  /** The open question as JSON. */
  question: string | null;
  /** When it last chose or was asked. */
  used_at: number;
}
