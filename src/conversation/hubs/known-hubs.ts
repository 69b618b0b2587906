import type { ConversationMemory } from '../../ports/conversation-memory';
import type { TimeWindow } from '../../ports/time-window';
import { isAppError } from '../../shared/app-error';

/** What questions about one of several hubs need. */
export interface HubDeps {
  /** From the settings; empty in local mode, where every hub with rows is known. */
  configured: string[];
  /** Hubs that have rows, of one device or of any; throws what the log source throws. */
  withRows(question: { device?: string; window: TimeWindow }): Promise<string[]>;
  memory: ConversationMemory;
}

const localDays = 30;

/**
 * Every hub that may be named; undefined where that cannot be told: then any name is taken and the
 * logs say what they have of it.
 */
export async function listKnownHubs(deps: HubDeps, now: Date): Promise<string[] | undefined> {
  if (deps.configured.length > 0) return deps.configured;
  const window = { from: new Date(now.getTime() - localDays * 86_400_000), to: now };
  const hubs = await whereAnswered(deps.withRows({ window }));
  return hubs === undefined || hubs.length === 0 ? undefined : hubs;
}

/** Side work: a source that fails says so in the answer itself. */
export async function whereAnswered<T>(asking: Promise<T>): Promise<T | undefined> {
  try {
    return await asking;
  } catch (error) {
    if (isAppError(error)) return undefined;
    throw error;
  }
}

export function isSameHub(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
