import type { ChatChannel } from '../../ports/chat-channel';
import type { Clock } from '../../ports/clock';
import type { DecisionTrail } from '../../ports/decision-trail';
import type { Outbox, SendLimits } from '../../ports/outbox';
import type { RouteBook } from '../../ports/route-book';
import type { Logger } from '../../shared/logger';
import type { DescribeSubject, Drawer } from './drawing';

/** What became of a send. Counted, logged and kept for who asks. */
export type SendOutcome =
  | 'sent'
  /** Sent, though an earlier try of unknown outcome may have been taken as well. */
  | 'repeated'
  | 'updated'
  | 'replied'
  | 'throttled'
  | 'failed'
  /** Neither the first try nor the repeat has a known outcome. */
  | 'unknown'
  | 'gone'
  | 'message_gone'
  | 'refused'
  | 'undeliverable'
  | 'folded'
  /** The lease ended midway and somebody else has it. */
  | 'lost';

export interface SenderDeps {
  outbox: Outbox;
  routes: RouteBook;
  channels: ChatChannel[];
  drawers: Drawer[];
  /** One line for a digest. */
  describe: DescribeSubject;
  limits: SendLimits;
  clock: Clock;
  log: Logger;
  trail?: DecisionTrail;
  count?(outcome: SendOutcome): void;
  /** From 0 to below 1, as Math.random. */
  random?(): number;
}
