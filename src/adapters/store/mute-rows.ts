import type { Mute, MuteScope } from '../../ports/mute-book';
import { shortenKey } from './short-key';
import { readStored, writeStored } from './stored-json';

export interface MuteRow {
  mute_id: string;
  channel: string;
  conversation_id: string;
  /** The same for scopes that mean the same: hubs and causes in lower case. */
  scope_key: string;
  scope: string;
  from_at: number;
  until_at: number;
  by_id: string;
  by_name: string;
  reason: string;
  created_at: number;
  /** 1 once it was given as ended. */
  given: number;
}

export function writeMute(mute: Mute): MuteRow {
  return {
    mute_id: mute.id,
    channel: mute.conversation.channel,
    conversation_id: mute.conversation.id,
    scope_key: shortenKey(keyOf(mute.scope)),
    scope: writeStored(mute.scope),
    from_at: mute.from.getTime(),
    until_at: mute.until.getTime(),
    by_id: mute.by.id,
    by_name: mute.by.name,
    reason: mute.reason,
    created_at: mute.createdAt.getTime(),
    given: 0,
  };
}

export function readMute(row: MuteRow): Mute {
  return {
    id: row.mute_id,
    conversation: { channel: row.channel, id: row.conversation_id },
    scope: readStored<MuteScope>(row.scope),
    from: new Date(Number(row.from_at)),
    until: new Date(Number(row.until_at)),
    by: { id: row.by_id, name: row.by_name },
    reason: row.reason,
    createdAt: new Date(Number(row.created_at)),
  };
}

/** Device ids differ by case; names of hubs and causes do not. */
function keyOf({ kind, value, hub }: MuteScope): string {
  const isId = kind === 'device' || kind === 'pattern';
  return JSON.stringify([kind, isId ? value : value.toLowerCase(), hub?.toLowerCase() ?? '']);
}
