import { AppError } from '../../shared/app-error';
import { firstWords, readJson } from './first-words';
import type { WireLog } from './wire-log';

/** What the bot answered to a delivery of events: its counts by name, as far as it told any. */
export interface EventAnswer {
  status: number;
  counts: Record<string, number>;
}

export type PostEvents = (events: Delivered[]) => Promise<EventAnswer>;

/** As much of an event as the wire shows of it. */
type Delivered = { eventType?: unknown; subject?: unknown };

/**
 * Delivers events to the bot by its real entrance. Throws AppError `events_refused` or
 * `bot_unreachable`, with words for the page.
 */
export function createEventPoster(deps: { botOrigin: () => string; wire: WireLog }): PostEvents {
  return async (events) => {
    const about = { kind: 'event', title: titleOf(events), sent: events } as const;
    const { status, body } = await deps.wire.follow(about, () => deliver(events, deps.botOrigin()));
    return { status, counts: body };
  };
}

async function deliver(events: Delivered[], origin: string) {
  const response = await fetch(`${origin}/api/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'aeg-event-type': 'Notification' },
    body: JSON.stringify(events),
    signal: AbortSignal.timeout(patienceMs),
  }).catch((cause) => {
    const text = 'The bot cannot be reached. Is it still running?';
    throw new AppError('bot_unreachable', text, { cause });
  });
  const text = await response.text().catch(() => '');
  if (response.ok) return { status: response.status, body: readCounts(text) };
  const words = firstWords(text);
  const status = `The bot answered ${response.status} to events`;
  throw new AppError('events_refused', words === '' ? `${status}.` : `${status}: ${words}`);
}

function readCounts(text: string): Record<string, number> {
  const entries = Object.entries((readJson(text) ?? {}) as Record<string, unknown>);
  return Object.fromEntries(
    entries.filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
  );
}

function titleOf(events: Delivered[]): string {
  const [first] = events;
  if (events.length !== 1 || !first) return `${events.length.toLocaleString('en')} device events`;
  const kind = String(first.eventType).replace(/^Microsoft\.Devices\./, '');
  return `${kind}: ${String(first.subject).replace(/^devices\//, '')}`.slice(0, 120);
}

/** As long as Event Grid itself waits. */
const patienceMs = 30_000;
