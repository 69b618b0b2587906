import { countCodes } from '../count-codes';
import type { DeviceFacts } from '../device/device-facts';
import { type SortedDrops, type Trouble, troublesOf } from '../device/sort-drops';
import type { Cause, CodeCount } from '../diagnosis';
import { sayCount, sayLength, sayList, sayTime } from '../words';

/** `3 losses and 2 refused connects`; what is none of either is left out. */
export function sayTroubles(troubles: Trouble[]): string {
  const losses = troubles.filter(({ closes, backAt }) => closes.length > 0 || backAt).length;
  const refused = countRefused(troubles);
  return sayList([
    ...(losses > 0 ? [sayCount(losses, 'loss', 'losses')] : []),
    ...(refused > 0 ? [sayCount(refused, 'refused connect')] : []),
  ]);
}

export function countRefused(troubles: Trouble[]): number {
  return troubles.reduce((sum, { refused }) => sum + refused.length, 0);
}

/** `429001 and 429002`: the codes of these troubles that the test lets through, most first. */
export function sayCodes(troubles: Trouble[], test: RegExp): string {
  return sayList(listCodes(troubles, test).map(({ code, name }) => code || name));
}

function listCodes(troubles: Trouble[], test: RegExp): CodeCount[] {
  const rows = troubles.flatMap(({ closes, refused }) => [...closes, ...refused]);
  return countCodes(rows).filter(({ code, name }) => test.test(code || name));
}

/** What else happened in the window, each kind counted; empty where nothing did. `explained` is no else. */
export function sayBeside(
  drops: SortedDrops,
  own: Cause,
  explained: Trouble | undefined,
): string[] {
  const parts = besideWords.flatMap(({ cause, one, many }) => {
    const others = troublesOf(drops, cause).filter((trouble) => trouble !== explained);
    const count = cause === own ? 0 : others.length;
    return count === 0 ? [] : [sayCount(count, one, many)];
  });
  return parts.length === 0 ? [] : [`Beside it in the window: ${sayList(parts)}.`];
}

/** `and has not come back since 2026-11-20 03:12 UTC`, or `and came back after 4 min`. */
export function sayReturn({ at, backAt }: Trouble, facts: DeviceFacts): string {
  if (backAt !== undefined) {
    return `and it was back after ${sayLength(backAt.getTime() - at.getTime())}`;
  }
  const isLast = (facts.connects.at(-1)?.at ?? at) <= at;
  return isLast ? `and it has not come back since ${sayTime(at)}` : 'and no row shows its return';
}

const besideWords: { cause: Cause; one: string; many: string }[] = [
  { cause: 'device-disabled', one: 'refusal as disabled', many: 'refusals as disabled' },
  {
    cause: 'device-not-registered',
    one: 'refusal as not registered',
    many: 'refusals as not registered',
  },
  {
    cause: 'network-refused',
    one: 'refusal of the address',
    many: 'refusals of the address',
  },
  {
    cause: 'credential-rejected',
    one: 'time with a rejected credential',
    many: 'times with a rejected credential',
  },
  { cause: 'quota-exceeded', one: 'loss with a spent quota', many: 'losses with a spent quota' },
  { cause: 'throttled', one: 'throttled loss', many: 'throttled losses' },
  {
    cause: 'hub-fault',
    one: 'loss with a fault of the hub',
    many: 'losses with a fault of the hub',
  },
  {
    cause: 'duplicate-identity',
    one: 'close by a newer connection',
    many: 'closes by a newer connection',
  },
  { cause: 'connection-lost', one: 'lost connection', many: 'lost connections' },
  { cause: 'platform-upgrade', one: 'close by an upgrade', many: 'closes by an upgrade' },
  {
    cause: 'undetermined',
    one: 'loss that no rule explains',
    many: 'losses that no rule explains',
  },
  { cause: 'graceful-close', one: 'clean close', many: 'clean closes' },
  { cause: 'token-renewal', one: 'token renewal', many: 'token renewals' },
];
