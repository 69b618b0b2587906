import type { ConversationAddress } from '../../ports/chat-channel';
import type { Clock } from '../../ports/clock';
import type { ConversationKey } from '../../ports/conversation-memory';
import type { DecisionTrail } from '../../ports/decision-trail';
import type { Incident } from '../../ports/incident-book';
import type { CardState, Outbox, Urgency, WantedCard } from '../../ports/outbox';
import type { Route, RouteBook } from '../../ports/route-book';
import type { Logger } from '../../shared/logger';
import { hubNamesOf } from '../mutes/covers-incident';
import { noteDecisions } from '../note-decision';
import { createShortlist, type ShortlistRoutes } from './shortlist-routes';

/** 'cards-first': no new card where any conversation has one already; 'cards-only': none at all. */
type Reach = 'everybody' | 'cards-first' | 'cards-only';

export interface PublishHow {
  urgency: Urgency;
  /** A change of state is shown at once; only counts and answers are merged, for half a minute. */
  isState?: true;
  reach: Reach;
  /** Told below the card, for news that people have to notice; once for each key. */
  reply?: NewsReply;
}

interface NewsReply {
  key: string;
  text: string;
  /** Where it was said already. */
  saidIn?: ConversationKey;
}

export interface Publisher {
  /**
   * Wants every card of the incident at its version, and new ones where its audience has none.
   * Stored when it resolves, on the disk before anything of it is sent. `audience`: conversations that have a card,
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
  const shortlist = createShortlist();
  return { publish: (incident, how) => publish(incident, how, { ...deps, shortlist }) };
}

type Deps = PublisherDeps & { shortlist: ShortlistRoutes };

async function publish(incident: Incident, how: PublishHow, deps: Deps) {
  const subject = { kind: 'incident', key: incident.key } as const;
  const now = deps.clock.now();
  const known = await deps.outbox.listCards(subject);
  const cards = known.filter(isAlive);
  const isShown = how.reach === 'cards-only' || (how.reach === 'cards-first' && cards.length > 0);
  const fresh = isShown ? [] : await findFresh(known, incident, deps);
  const { version } = incident;
  const { urgency } = how;
  const gap = urgency === 'update' && !how.isState ? { gapMs: mergeMs } : {};
  const changed = cards.map(
    ({ conversation }): WantedCard => ({ subject, conversation, version, urgency, ...gap }),
  );
  // Whatever it is that changed: who has no card yet hears of something new.
  const first = urgency === 'update' ? 'new' : urgency;
  const opened = fresh.map(
    (conversation): WantedCard => ({ subject, conversation, version, urgency: first }),
  );
  await deps.outbox.want([...changed, ...opened], now);
  await reply(incident, cards, how, deps);
  return { audience: changed.length + opened.length };
}

// Updates of a card that follow each other within this time become one.
const mergeMs = 30_000;

function isAlive({ state }: CardState): boolean {
  return state !== 'conversation_gone' && state !== 'message_gone';
}

async function findFresh(
  known: CardState[],
  incident: Incident,
  deps: Deps,
): Promise<ConversationAddress[]> {
  const has = new Set(known.map(({ conversation }) => nameOf(conversation)));
  const routes = await deps.routes.list();
  const asked = deps.shortlist(routes, hubNamesOf(incident));
  if (asked.length === 0 && known.length === 0) await noteUnasked(incident, routes.length, deps);
  const others = asked.filter(({ conversation }) => !has.has(nameOf(conversation)));
  const wanted = await Promise.all(others.map((route) => deps.wants(route, incident)));
  const fresh = others.filter((_, index) => wanted[index]);
  return fresh.map(({ conversation }) => conversation);
}

/** One line for all of them. */
async function noteUnasked(incident: Incident, conversations: number, deps: Deps): Promise<void> {
  if (conversations === 0) return;
  const { key } = incident;
  const which = conversations === 1 ? 'the one conversation' : `all ${conversations} conversations`;
  const text = `Not shown: ${which} with alert cards asked for other hubs.`;
  const subject = { kind: 'incident', key } as const;
  await noteDecisions([{ subject, what: 'unwanted', text, incident: key }], deps);
}

/** Below the cards that are out; not where the conversation would rather not hear of it now. */
async function reply(
  incident: Incident,
  cards: CardState[],
  how: PublishHow,
  deps: Deps,
): Promise<void> {
  if (how.reply === undefined || cards.length === 0) return;
  const routes = new Map(
    (await deps.routes.list()).map((route) => [nameOf(route.conversation), route]),
  );
  const subject = { kind: 'incident', key: incident.key } as const;
  const { key, text, saidIn } = how.reply;
  const replies = [];
  for (const { conversation } of cards) {
    const route = routes.get(nameOf(conversation));
    const isSaid = saidIn !== undefined && nameOf(saidIn) === nameOf(conversation);
    if (isSaid || route === undefined || !(await deps.wants(route, incident))) continue;
    replies.push({ key, text, subject, conversation, urgency: how.urgency });
  }
  await deps.outbox.reply(replies, deps.clock.now());
}

function nameOf({ channel, id }: ConversationKey): string {
  return JSON.stringify([channel, id]);
}
