import type { CardSubject, Crowd } from '../../ports/outbox';
import type { SenderDeps } from './send-deps';
import { tellFolded } from './tell-outcome';

// More new cards within a minute than this are no longer read one by one.
const mostNew = 5;
const keptOfCrowd = 3;
const withinMs = 60_000;

/** Of a storm of problems the most urgent few get cards of their own; a digest names the others. */
export async function foldCrowds(deps: SenderDeps): Promise<void> {
  const now = deps.clock.now();
  const since = new Date(now.getTime() - withinMs);
  for (const crowd of await deps.outbox.listCrowds(since, mostNew)) {
    const folded = await leastUrgent(crowd, deps);
    if (folded.length === 0) continue;
    const digest = await deps.outbox.fold(crowd.conversation, folded, now);
    if (digest === undefined) continue;
    for (const subject of folded) await tellFolded(subject, crowd.conversation, deps);
  }
}

async function leastUrgent({ waiting, posted }: Crowd, deps: SenderDeps): Promise<CardSubject[]> {
  const ranked: { subject: CardSubject; rank: number }[] = [];
  for (const subject of waiting) {
    const line = await deps.describe(subject);
    // What is over already needs nobody.
    const rank = line === undefined || line.endedAt !== undefined ? mildest : line.rank;
    ranked.push({ subject, rank });
  }
  // Stable: of equals the longest waiting comes first.
  ranked.sort((one, other) => one.rank - other.rank);
  return ranked.slice(Math.max(0, keptOfCrowd - posted)).map(({ subject }) => subject);
}

const mildest = 9;
