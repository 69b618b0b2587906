import { readRefusalMessage } from '../../knowledge/read-refusal-message';
import type { ConnectionRow } from '../device/connection-row';
import type { DeviceFacts } from '../device/device-facts';
import { awayMs, type Drop } from '../device/drops';
import type { Cause } from '../diagnosis';
import { causeOfRow, codeOf, lastingCauses } from './cause-of-row';
import { type IdentityConflict, isConflict } from './identity-conflict';
import { type FoundRhythm, isFresh, maybeDefault } from './renewal-rhythm';

/**
 * Reads what one loss, or run of refused connects, points to. What was refused afterwards says more
 * than how the connection ended, since it is why the device did not come back.
 */
export function createReader(
  facts: DeviceFacts,
  rhythm: FoundRhythm | undefined,
  conflict: IdentityConflict,
): (drop: Drop) => Cause {
  return (drop) => {
    if (rhythm?.renewals.includes(drop)) return 'token-renewal';
    return (
      causeOfRefusals(drop, facts, conflict) ??
      causeOfCloses(drop) ??
      causeOfConflict(drop, conflict) ??
      causeOfOperations(drop, facts) ??
      causeOfEnd(drop, facts, conflict)
    );
  };
}

/** A refused token heals by itself within this time, where the SDK makes a new one. */
const longestHealingMs = 120_000;

/** Lasting causes count by the newest that was seen twice; passing ones only where they prevail. */
function causeOfRefusals(
  drop: Drop,
  facts: DeviceFacts,
  conflict: IdentityConflict,
): Cause | undefined {
  const refused = isSideEffect(drop, conflict)
    ? drop.refused.filter(({ fault }) => codeOf(fault) !== '409002')
    : drop.refused;
  const causes = refused.map(causeOfRow);
  const lasting = causes.filter((cause) => cause !== undefined && lastingCauses.includes(cause));
  const passing = causes.filter((cause) => cause !== undefined && !lastingCauses.includes(cause));
  if (passing.length > lasting.length) return passing.at(-1);
  const twice = lasting.findLast((cause) => lasting.filter((one) => one === cause).length > 1);
  const cause = twice ?? lasting.at(-1);
  if (cause !== 'credential-rejected') return cause;
  return isStubborn(refused, drop.backAt, facts) ? cause : undefined;
}

/** Beside a lost connection the hub still held it when the device came back: the loss is the cause. */
function isSideEffect({ closes }: Drop, { turns }: IdentityConflict): boolean {
  return turns === 0 && closes.some(({ code }) => code === '404104');
}

/** Refused for longer than a renewal takes, again and again, or with words that no renewal leaves. */
function isStubborn(
  refused: ConnectionRow[],
  backAt: Date | undefined,
  facts: DeviceFacts,
): boolean {
  const since = refused[0]?.at ?? facts.window.to;
  const ms = (backAt ?? facts.window.to).getTime() - since.getTime();
  if (refused.length > 1 && ms >= longestHealingMs) return true;
  if (refused.length > 2 && backAt === undefined) return true;
  const messages = refused.map(({ errorMessage }) => readRefusalMessage(errorMessage)?.said ?? '');
  return ms >= 60_000 && messages.some((said) => said !== '' && !/renew token/i.test(said));
}

/** Codes that name a cause of their own; those that every loss may leave say nothing here. */
function causeOfCloses(drop: Drop): Cause | undefined {
  const causes = drop.faults.map((fault) => causeOfRow({ fault, errorMessage: '' }));
  return causes.find((cause) => cause !== undefined && !commonCauses.includes(cause));
}

const commonCauses: readonly Cause[] = [
  'graceful-close',
  'connection-lost',
  'duplicate-identity',
  'credential-rejected',
];

function causeOfConflict(drop: Drop, { drops, turns }: IdentityConflict): Cause | undefined {
  if (!drops.includes(drop)) return undefined;
  const byCode = drop.faults.map(codeOf).includes('400027');
  // 409002 alone is mostly the side effect of a loss whose own row is missing.
  return byCode || turns > 0 || drops.length > 2 ? 'duplicate-identity' : 'undetermined';
}

const nearMs = 5 * 60_000;

/** Errors of other operations shortly before or after a loss, which itself says only that it ended. */
function causeOfOperations(drop: Drop, facts: DeviceFacts): Cause | undefined {
  if (!drop.faults.map(codeOf).includes('404104')) return undefined;
  const near = facts.operations.filter((row) => isNear(row, drop, facts));
  const causes = near.map(causeOfRow);
  const telling: Cause[] = ['quota-exceeded', 'throttled', 'hub-fault'];
  return telling.find((cause) => causes.includes(cause));
}

function isNear(row: ConnectionRow, drop: Drop, facts: DeviceFacts): boolean {
  const until = (drop.backAt ?? facts.window.to).getTime();
  const latest = Math.min(until, drop.at.getTime() + nearMs);
  return row.at.getTime() >= drop.at.getTime() - nearMs && row.at.getTime() <= latest;
}

function causeOfEnd(drop: Drop, facts: DeviceFacts, conflict: IdentityConflict): Cause {
  const codes = drop.faults.map(codeOf);
  if (codes.every((code) => code === '') && drop.closes.length > 0) return 'graceful-close';
  if (isConflict(drop) && !conflict.drops.includes(drop)) return 'connection-lost';
  if (codes.includes('401003')) return causeOfCut(drop, facts);
  const isLoss = codes.every((code) => ['', '404104', '409002'].includes(code));
  if (!isLoss || drop.closes.length === 0) return 'undetermined';
  // Too few for a rhythm, but as long and as short as a renewal: it may be one.
  return maybeDefault(drop, facts) ? 'undetermined' : 'connection-lost';
}

/** A token that ran out: harmless where the device came back at once, else it has no new one. */
function causeOfCut(drop: Drop, facts: DeviceFacts): Cause {
  if (drop.closes.length === 0 || isFresh(drop, facts)) return 'undetermined';
  const away = awayMs(drop);
  if (away === undefined && drop !== facts.drops.at(-1)) return 'undetermined';
  if (away !== undefined && away < longestHealingMs) return 'undetermined';
  // An SDK makes a new token by itself: what keeps the device away after that is its network.
  if (facts.rhythm !== undefined) return 'connection-lost';
  return away === undefined ? 'credential-rejected' : 'connection-lost';
}
