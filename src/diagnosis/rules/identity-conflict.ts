import type { DeviceFacts } from '../device/device-facts';
import type { Drop } from '../device/drops';
import { codeOf } from './cause-of-row';

/** How strongly rows show that two clients use one identity. */
export interface IdentityConflict {
  /** Losses by 400027 or 409002 that no other error explains. */
  drops: Drop[];
  /** How often a connect came from an address or SDK that had been seen before another one. */
  turns: number;
  /** Masked addresses of the rows around them, each once, sorted. */
  addresses: string[];
  /** SDKs of the connects around them, as they call themselves. */
  sdks: string[];
}

/** A conflict so close to a loss is its side effect: the hub still held the old connection. */
const sideEffectMs = 10 * 60_000;

export function findConflict(facts: DeviceFacts): IdentityConflict {
  const conflicts = facts.drops.filter(isConflict);
  const cuts = facts.drops.filter((drop) => codesOf(drop).includes('404104'));
  const turns = countTurns(facts);
  const drops = conflicts.filter(
    (drop) =>
      codesOf(drop).includes('400027') ||
      turns > 0 ||
      !cuts.some(({ at }) => Math.abs(at.getTime() - drop.at.getTime()) <= sideEffectMs),
  );
  return {
    drops,
    turns,
    addresses: eachOnce(facts.rows.map(({ maskedIpAddress }) => maskedIpAddress)),
    sdks: eachOnce(facts.connects.map(({ sdkVersion }) => sdkVersion)),
  };
}

/** Ended by a newer connection, and by nothing else. */
export function isConflict(drop: Drop): boolean {
  const codes = codesOf(drop);
  const isNewer = codes.includes('400027') || codes.includes('409002');
  return isNewer && codes.every((code) => ['', '400027', '409002'].includes(code));
}

/** A, B, A is one turn; a device that moves from one address to another takes none. */
function countTurns({ connects }: DeviceFacts): number {
  const clients = connects.map((row) => `${row.maskedIpAddress} ${row.sdkVersion}`);
  return clients.filter(
    (client, index) =>
      index > 1 && client !== clients[index - 1] && clients.slice(0, index - 1).includes(client),
  ).length;
}

function codesOf(drop: Drop): string[] {
  return drop.faults.map(codeOf);
}

function eachOnce(texts: string[]): string[] {
  return [...new Set(texts)].filter(Boolean).sort();
}
