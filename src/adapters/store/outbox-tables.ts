import type { CardSubject, SendEnd } from '../../ports/outbox';

/** A card of a conversation, or a reply below one. Times are milliseconds since 1970. */
export interface OutboxRow {
  send_id: string;
  subject_kind: CardSubject['kind'];
  subject_key: string;
  /** Empty for the card itself. */
  reply_key: string;
  /** Of a reply. */
  body: string | null;
  channel: string;
  conversation_id: string;
  conversation: string;
  state: OutboxState;
  message_id: string | null;
  wanted_version: number;
  shown_version: number;
  urgency: number;
  /** How urgent the newer version is that was wanted while it was in hand. */
  next_urgency: number | null;
  created_at: number;
  /** Since when it waits. */
  wanted_at: number;
  due_at: number;
  gap_ms: number;
  leased_until: number;
  attempts: number;
  failures: number;
  claimed_at: number;
  posted_at: number | null;
  shown_at: number | null;
  /** How often a send was found without an outcome. */
  repeats: number;
  may_repeat_of: number | null;
  folded_into: string | null;
}

/**
 * `later` until it is due, `held` until its card is out, `sent` with nothing to do. Only what is due
 * is looked for when something is taken.
 */
type OutboxState = 'due' | 'later' | 'held' | 'sending' | 'sent' | 'folded' | 'unknown' | SendEnd;

/** What is next in a conversation, and what keeps it from going. Times are milliseconds since 1970. */
export interface OutboxConversationRow {
  channel: string;
  conversation_id: string;
  conversation: string;
  /** The most urgent of what is due there. */
  head_id: string | null;
  head_urgency: number | null;
  head_wanted_at: number | null;
  /** The platform asked for a pause. */
  rest_until: number;
  /** Something is in hand. */
  busy_until: number;
  /** The budget is spent. */
  full_until: number;
  /** Past sends as a sliding count. */
  sends: string;
  used_at: number;
  gone_at: number | null;
  gone_why: string | null;
}
