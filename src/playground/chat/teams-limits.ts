/** What Teams lets a bot do: requests within a sliding time, in one conversation and in all. */
export interface TeamsLimits {
  /**
   * Counts a request that may pass and gives undefined, or the whole seconds after which one would
   * pass. A refused request does not count. `conversation` is undefined for what is about none.
   */
  refuse(conversation: string | undefined): number | undefined;
}

interface Allowance {
  requests: number;
  withinMs: number;
}

/**
 * The limits that Teams publishes for one bot in one conversation ("Rate limiting", Optimize your
 * bot), and the one on all its requests.
 */
export function createTeamsLimits(deps: { nowMs(): number }): TeamsLimits {
  const whole: number[] = [];
  const each = new Map<string, number[]>();
  return {
    refuse(conversation) {
      const now = deps.nowMs();
      const own = conversation === undefined ? [] : timesOf(conversation, each, now);
      const waits = [
        ...wholeBot.map((allowance) => waitFor(allowance, whole, now)),
        ...perConversation.map((allowance) => waitFor(allowance, own, now)),
      ];
      const longest = Math.max(...waits);
      if (longest > 0) return Math.ceil(longest / 1000);
      remember(whole, now, wholeBot);
      remember(own, now, perConversation);
      return undefined;
    },
  };
}

/** Milliseconds until the oldest of the counted requests leaves the window; 0 when there is room. */
function waitFor({ requests, withinMs }: Allowance, times: number[], now: number): number {
  const first = times.at(-requests);
  return first === undefined ? 0 : Math.max(0, first + withinMs - now);
}

function remember(times: number[], now: number, allowances: Allowance[]): void {
  times.push(now);
  const most = Math.max(...allowances.map(({ requests }) => requests));
  if (times.length > most) times.splice(0, times.length - most);
}

/** Who was quiet for longer than every window is forgotten. */
function timesOf(conversation: string, each: Map<string, number[]>, now: number): number[] {
  const known = each.get(conversation);
  if (known) return known;
  for (const [id, times] of each) {
    if ((times.at(-1) ?? 0) <= now - longestMs) each.delete(id);
  }
  const fresh: number[] = [];
  each.set(conversation, fresh);
  return fresh;
}

const perConversation: Allowance[] = [
  { requests: 7, withinMs: 1000 },
  { requests: 8, withinMs: 2000 },
  { requests: 60, withinMs: 30_000 },
  { requests: 1800, withinMs: 3_600_000 },
];
const wholeBot: Allowance[] = [{ requests: 50, withinMs: 1000 }];
const longestMs = 3_600_000;
