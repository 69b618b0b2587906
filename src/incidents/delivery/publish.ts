import type { ConversationAddress } from '../../ports/chat-channel';
import type { Clock } from '../../ports/clock';
import type { DecisionTrail } from '../../ports/decision-trail';
import type { Incident } from '../../ports/incident-book';
import type { CardState, Outbox, Urgency, WantedCard } from '../../ports/outbox';
import type { Route, RouteBook } from '../../ports/route-book';
import type { Logger } from '../../shared/logger';

/** 'cards-first': no new card where any conversation has one already; 'cards-only': none at all. */
type Reach = 'everybody' | 'cards-first' | 'cards-only';

export interface PublishHow {
  urgency: Urgency;
  /** A change of state is shown at once; only counts and answers are merged, for half a minute. */
  isState?: true;
  reach: Reach;
  /** Told below the card, for news that people have to notice; once for each key. */
  reply?: { key: string; text: string };
}

export interface Publisher {
  /**
   * Wants every card of the incident at its version, and new ones where its audience has none.
   * Durable when it resolves; the sender does the rest. `audience`: conversations that have a card,
   * or are to get one.
   */
  publish(incident: Incident, how: PublishHow): Promise<{ audience: number }>;
}

export interface PublisherDeps {
  outbox: Outbox;
  routes: RouteBook;
  /** Whether that conversation wants to hear of it: filter and mutes. */
  wants(route: Route, incident: Incident): Promise<boolean>;
  trail?: DecisionTrail;
  clock: Clock;
  log: Logger;
}

/** Stores what is to be shown where; nothing is sent from here. */
export function createPublisher(deps: PublisherDeps): Publisher {
  return { publish: (incident, how) => publish(incident, how, deps) };
}

async function publish(incident: Incident, how: PublishHow, deps: PublisherDeps) {
  const subject = { kind: 'incident', key: incident.key } as const;
  const now = deps.clock.now();
  const cards = (await deps.outbox.listCards(subject)).filter(isAlive);
  const fresh = await findFresh(cards, incident, how.reach, deps);
  const conversations = [...cards.map(({ conversation }) => conversation), ...fresh];
  const gap = how.urgency === 'update' && !how.isState ? { gapMs: mergeMs } : {};
  const wanted = conversations.map(
    (conversation): WantedCard => ({
      subject,
      conversation,
      version: incident.version,
      urgency: how.urgency,
      ...gap,
    }),
  );
  await deps.outbox.want(wanted, now);
  await reply(incident, cards, how, deps);
  return { audience: conversations.length };
}

// Updates of a card that follow each other within this time become one.
const mergeMs = 30_000;

function isAlive({ state }: CardState): boolean {
  return state !== 'conversation_gone' && state !== 'message_gone' && state !== 'unknown';
}

async function findFresh(
  cards: CardState[],
  incident: Incident,
  reach: Reach,
  deps: PublisherDeps,
): Promise<ConversationAddress[]> {
  if (reach === 'cards-only' || (reach === 'cards-first' && cards.length > 0)) return [];
  const known = await deps.outbox.listCards({ kind: 'incident', key: incident.key });
  const has = new Set(known.map(({ conversation }) => nameOf(conversation)));
  const fresh: ConversationAddress[] = [];
  for (const route of await deps.routes.list()) {
    if (has.has(nameOf(route.conversation))) continue;
    if (await deps.wants(route, incident)) fresh.push(route.conversation);
  }
  return fresh;
}

/** Below the cards that are out; not where the conversation would rather not hear of it now. */
async function reply(
  incident: Incident,
  cards: CardState[],
  how: PublishHow,
  deps: PublisherDeps,
): Promise<void> {
  if (how.reply === undefined || cards.length === 0) return;
  const routes = new Map(
    (await deps.routes.list()).map((route) => [nameOf(route.conversation), route]),
  );
  const subject = { kind: 'incident', key: incident.key } as const;
  const replies = [];
  for (const { conversation } of cards) {
    const route = routes.get(nameOf(conversation));
    if (route === undefined || !(await deps.wants(route, incident))) continue;
    replies.push({ ...how.reply, subject, conversation, urgency: how.urgency });
  }
  await deps.outbox.reply(replies, deps.clock.now());
}

function nameOf({ channel, id }: ConversationAddress): string {
  return JSON.stringify([channel, id]);
}
