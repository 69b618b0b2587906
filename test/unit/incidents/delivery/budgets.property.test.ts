import fc from 'fast-check';
import { openStore } from '../../../../src/adapters/store/open-store';
import type { Outbox, SendLimits, TakenSend, Urgency } from '../../../../src/ports/outbox';
import { conversation, incidentCard } from '../../../support/sends';

const limits: SendLimits = {
  perConversation: [
    { sends: 2, withinMs: 1_000 },
    { sends: 6, withinMs: 10_000 },
  ],
  updates: [{ sends: 4, withinMs: 10_000 }],
  wholeBot: { sends: 3, withinMs: 1_000 },
};
const leaseMs = 3_000;
const urgencies: Urgency[] = ['recovery', 'new', 'update', 'digest'];

/** One thing that happens, after a pause. */
const step = fc.record({
  pauseMs: fc.integer({ min: 0, max: 1_500 }),
  what: fc.constantFrom('want', 'want', 'send', 'send', 'fail', 'die', 'rest', 'answer'),
  card: fc.integer({ min: 0, max: 3 }),
  to: fc.integer({ min: 0, max: 2 }),
  urgency: fc.constantFrom(...urgencies),
});

interface World {
  outbox: Outbox;
  now: number;
  versions: Map<string, number>;
  wanted: Map<string, number>;
  shown: Map<string, number>;
  posts: Map<string, { marked: boolean; died: boolean }[]>;
  sends: { at: number; to: string }[];
  restUntil: Map<string, number>;
}

const nameOf = (taken: TakenSend) => `${taken.conversation.id}/${taken.subject.key}`;

describe('an outbox, whatever happens,', () => {
  it('never sends more than a window allows, loses nothing, and goes back to no older version', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 60 }), async (steps) => {
        const store = await openStore('sqlite::memory:');
        try {
          const world = newWorld(store.outbox);
          for (const each of steps) await happen(each, world);
          await settle(world);
          expectAllShown(world);
          expectWithinLimits(world);
        } finally {
          await store.close();
        }
      }),
      { numRuns: 15, endOnFailure: true },
    );
  });
});

function newWorld(outbox: Outbox): World {
  return {
    outbox,
    now: Date.UTC(2026, 2, 1, 3, 15),
    versions: new Map(),
    wanted: new Map(),
    shown: new Map(),
    posts: new Map(),
    sends: [],
    restUntil: new Map(),
  };
}

async function happen(
  each: { pauseMs: number; what: string; card: number; to: number; urgency: Urgency },
  world: World,
): Promise<void> {
  world.now += each.pauseMs;
  const to = conversation(`c${each.to}`);
  if (each.what === 'want') {
    const key = `k${each.card}`;
    const version = (world.versions.get(key) ?? 0) + 1;
    world.versions.set(key, version);
    world.wanted.set(`${to.id}/${key}`, version);
    const gap = each.urgency === 'update' ? { gapMs: 2_000 } : {};
    const card = incidentCard(key, { conversation: to, version, urgency: each.urgency, ...gap });
    await world.outbox.want([card], new Date(world.now));
    return;
  }
  if (each.what === 'answer') {
    const busy = await world.outbox.countSend(to, new Date(world.now), limits);
    if (busy === undefined) count(to.id, world);
    return;
  }
  for (const taken of await takeAll(world)) await carry(taken, each.what, world);
}

async function takeAll(world: World): Promise<TakenSend[]> {
  const taken = await world.outbox.takeDue(new Date(world.now), leaseMs, 10, limits);
  for (const each of taken) count(each.conversation.id, world);
  return taken;
}

function count(to: string, world: World): void {
  expect(world.now).toBeGreaterThanOrEqual(world.restUntil.get(to) ?? 0);
  world.sends.push({ at: world.now, to });
}

async function carry(taken: TakenSend, what: string, world: World): Promise<void> {
  const name = nameOf(taken);
  const at = new Date(world.now);
  if (what === 'fail' || what === 'rest') {
    const dueAt = new Date(world.now + 1_000);
    const rest = what === 'rest' ? { rest: dueAt } : {};
    if (what === 'rest') world.restUntil.set(taken.conversation.id, dueAt.getTime());
    await world.outbox.recordUnsent(taken, { dueAt, certainty: 'unsent', ...rest });
    return;
  }
  if (taken.what.kind === 'post') {
    const posts = world.posts.get(name) ?? [];
    posts.push({ marked: taken.mayRepeatOf !== undefined, died: what === 'die' });
    world.posts.set(name, posts);
  }
  if (what === 'die') return;
  const version = world.versions.get(taken.subject.key) ?? 0;
  expect(version).toBeGreaterThanOrEqual(world.shown.get(name) ?? 0);
  world.shown.set(name, version);
  await world.outbox.recordSent(taken, { messageId: `m-${name}`, version, at });
}

/** Nothing fails any more: whatever is left goes out. */
async function settle(world: World): Promise<void> {
  const begunAt = world.now;
  while ((await world.outbox.backlog()).waiting > 0) {
    world.now += 500;
    // By the test's own clock: minutes, for a handful of sends.
    if (world.now > begunAt + 600_000) throw new Error('something waits for ever');
    for (const taken of await takeAll(world)) await carry(taken, 'send', world);
  }
}

/** What died twice without an outcome is the one thing that is given up. */
function expectAllShown({ wanted, shown, posts }: World): void {
  for (const [name, version] of wanted) {
    const all = posts.get(name) ?? [];
    const [first, ...repeats] = all;
    expect(all.length).toBeLessThanOrEqual(2);
    expect(first?.marked ?? false).toBe(false);
    expect(repeats.every(({ marked }) => marked)).toBe(true);
    if (all.length < 2 || !all.every(({ died }) => died)) {
      expect(shown.get(name)).toBeGreaterThanOrEqual(version);
    }
  }
}

function expectWithinLimits({ sends }: World): void {
  for (const { sends: most, withinMs } of limits.perConversation) {
    for (const to of ['c0', 'c1', 'c2']) {
      expectWithin(
        sends.filter((each) => each.to === to),
        most,
        withinMs,
      );
    }
  }
  expectWithin(sends, limits.wholeBot?.sends ?? 0, limits.wholeBot?.withinMs ?? 0);
}

function expectWithin(sends: { at: number }[], most: number, withinMs: number): void {
  for (const [index, { at }] of sends.entries()) {
    const within = sends.slice(index).filter((each) => each.at < at + withinMs);
    expect(within.length).toBeLessThanOrEqual(most);
  }
}
