import type { AlertInbox } from '../../ports/alert-inbox';
import type { ConnectionLedger } from '../../ports/connection-ledger';
import type { ConversationMemory } from '../../ports/conversation-memory';
import type { DecisionTrail } from '../../ports/decision-trail';
import type { IncidentBook } from '../../ports/incident-book';
import type { MuteBook } from '../../ports/mute-book';
import type { OldRecords } from '../../ports/old-records';
import type { Outbox } from '../../ports/outbox';
import type { RefusalBook } from '../../ports/refusal-book';
import type { RouteBook } from '../../ports/route-book';

/** Every book of the bot over one database. */
export interface Store {
  alertInbox: AlertInbox;
  incidentBook: IncidentBook;
  outbox: Outbox;
  routeBook: RouteBook;
  refusalBook: RefusalBook;
  conversationMemory: ConversationMemory;
  muteBook: MuteBook;
  decisionTrail: DecisionTrail;
  connectionLedger: ConnectionLedger;
  oldRecords: OldRecords;
  /** Throws AppError `store_unavailable` when nothing can be written: gone, locked or full. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
