import type { Mute, MuteScope } from '../ports/mute-book';
import { sayUtc } from './words';

/** "device-42 on contoso-hub", "devices like line7-*", "hub contoso-hub", "cause token-renewal". */
export function sayScope({ kind, value, hub }: MuteScope): string {
  const on = hub === undefined ? '' : ` on ${hub}`;
  switch (kind) {
    case 'device':
      return `device ${value}${on}`;
    case 'pattern':
      return `devices like ${value}${on}`;
    case 'hub':
      return `hub ${value}`;
    case 'cause':
      return `cause ${value}${on}`;
  }
}

/** "muted by Ann until 14:05 UTC, because firmware roll-out". */
export function sayMute(mute: Mute, now: Date): string {
  return `muted by ${sayWho(mute)} until ${sayUtc(mute.until, now)}${sayReason(mute)}`;
}

export function sayWho({ by }: Pick<Mute, 'by'>): string {
  return by.name || 'somebody';
}

/** ", because firmware roll-out", or nothing. */
export function sayReason({ reason }: Pick<Mute, 'reason'>): string {
  return reason === '' ? '' : `, because ${reason}`;
}
