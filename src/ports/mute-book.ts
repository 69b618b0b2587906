import type { ConversationKey } from './conversation-memory';

/** What is muted. `pattern`: a device id with `*` for any characters. `cause`: as the README lists them. */
export interface MuteScope {
  kind: 'device' | 'pattern' | 'hub' | 'cause';
  value: string;
  /** Only on that hub; absent for every one. */
  hub?: string;
}

/** Nothing of it is shown in that conversation, from a time until a time. */
export interface Mute {
  id: string;
  conversation: ConversationKey;
  scope: MuteScope;
  from: Date;
  until: Date;
  by: { id: string; name: string };
  /** As the person gave it; empty when none was given. */
  reason: string;
  createdAt: Date;
}

/** Mutes and planned-work windows; survive restarts. Each verb is one atomic step. */
export interface MuteBook {
  /** The same scope in the same conversation from the same time is replaced: 'replaced'. */
  add(mute: Mute): Promise<'added' | 'replaced'>;
  /** Gives those that were ended. */
  end(ids: string[], at: Date): Promise<Mute[]>;
  /** Those that hold now or later, of that conversation or of all; the next to end comes first. */
  list(now: Date, conversation?: ConversationKey): Promise<Mute[]>;
  /** Mutes that ended since then and were not given before: what they hid may be wanted now. */
  takeEnded(now: Date): Promise<Mute[]>;
}
