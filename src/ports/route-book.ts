import type { ConversationAddress } from './chat-channel';

/** What a conversation wants to hear of; every part that is given has to fit. Empty: everything. */
export interface RouteFilter {
  hubs?: string[];
  /** Device ids with `*` for any characters. */
  devices?: string[];
  causes?: string[];
  /** The mildest severity that is wanted, such as `Sev2`. */
  severity?: string;
}

/** A conversation that gets alert cards. */
export interface Route {
  conversation: ConversationAddress;
  /** Absent: everything. */
  filter?: RouteFilter;
  /** Absent: a conversation asked for it. */
  source?: 'chat' | 'file';
  /** Who asked for it; empty when nobody did (local mode subscribes by itself). */
  createdBy: string;
  createdAt: Date;
}

/** One route per channel and conversation id; survives restarts. Each verb is one atomic step. */
export interface RouteBook {
  /** Adding again replaces the stored address, filter and source, and answers 'already'. */
  add(route: Route): Promise<'added' | 'already'>;
  remove(conversation: Pick<ConversationAddress, 'channel' | 'id'>): Promise<'removed' | 'absent'>;
  list(): Promise<Route[]>;
}
