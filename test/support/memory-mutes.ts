import type { Mute, MuteBook } from '../../src/ports/mute-book';

/** Mutes for as long as the test. */
export function memoryMutes(...given: Mute[]): MuteBook {
  let mutes = given;
  const taken = new Set<string>();
  return {
    async add(mute) {
      const others = mutes.filter((each) => !isSame(each, mute));
      const done = others.length < mutes.length ? 'replaced' : 'added';
      mutes = [...others, mute];
      return done;
    },
    async end(ids, at) {
      const ended = mutes.filter(({ id, until }) => ids.includes(id) && until > at);
      mutes = mutes.map((mute) => (ended.includes(mute) ? { ...mute, until: at } : mute));
      return ended.map((mute) => ({ ...mute, until: at }));
    },
    list: async (now, conversation) =>
      mutes
        .filter(({ until }) => until > now)
        .filter((mute) => conversation === undefined || mute.conversation.id === conversation.id)
        .sort((a, b) => a.until.getTime() - b.until.getTime()),
    async takeEnded(now) {
      const ended = mutes.filter(({ id, until }) => until <= now && !taken.has(id));
      for (const { id } of ended) taken.add(id);
      return ended;
    },
  };
}

/** Ann mutes device-42 from 03:00 to 05:00; parts can be replaced. */
export function mute(parts: Partial<Mute> = {}): Mute {
  return {
    id: 'mute-1',
    conversation: { channel: 'teams', id: 'ops' },
    scope: { kind: 'device', value: 'device-42' },
    from: new Date('2026-03-01T03:00:00Z'),
    until: new Date('2026-03-01T05:00:00Z'),
    by: { id: '29:ann', name: 'Ann' },
    reason: '',
    createdAt: new Date('2026-03-01T03:00:00Z'),
    ...parts,
  };
}

function isSame(a: Mute, b: Mute): boolean {
  const key = ({ conversation, scope, from }: Mute) =>
    JSON.stringify([conversation.id, scope.kind, scope.value, scope.hub, from.getTime()]);
  return key(a) === key(b);
}
