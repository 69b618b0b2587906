import type { SentCard } from '../ports/card-ledger';
import type { ConversationAddress } from '../ports/chat-channel';
import type { Incident } from '../ports/incident-book';
import type { RouteBook } from '../ports/route-book';
import type { Report } from '../reports/report';
import type { AlertSubject } from '../reports/report-alert';
import { drawIncident } from './draw-incident';
import { type Drawing, postCard, type ShowDeps, updateCard } from './show-card';

export interface Showing {
  /** Conversations that have a card of this incident or are to get one. */
  audience: number;
  /** When to try again where it did not work; undefined when there is nothing to try. */
  againAt: Date | undefined;
}

export interface ShowHow {
  /** 'cards-first': no new card where any conversation has one already; 'cards-only': none at all. */
  reach: 'everybody' | 'cards-first' | 'cards-only';
  /** Number of this try, for the waiting times. */
  attempt: number;
}

export interface IncidentDeps extends ShowDeps {
  drawAlert(subject: AlertSubject): Report;
}

/** Brings every card of the incident up to its newest version and posts the cards that are missing. */
export async function showIncident(
  incident: Incident,
  { reach, attempt }: ShowHow,
  deps: IncidentDeps,
): Promise<Showing> {
  const drawing = {
    version: incident.version,
    incidentKey: incident.key,
    attempt,
    draw: (mayRepeatOf: Date | undefined) => deps.drawAlert(drawIncident(incident, mayRepeatOf)),
  };
  return showEverywhere(drawing, reach, deps);
}

/**
 * The same for whatever can be drawn. Conversations do not wait for each other, and a failing one
 * does not stop the others.
 */
export async function showEverywhere(
  drawing: Drawing,
  reach: ShowHow['reach'],
  deps: ShowDeps,
): Promise<Showing> {
  const cards = await deps.cards.listSent(drawing.incidentKey);
  const isEnough = reach === 'cards-only' || (reach === 'cards-first' && cards.length > 0);
  const fresh = isEnough ? [] : await findFresh(cards, deps.routes);
  // What cannot be drawn fails here, as our fault, before any conversation is touched.
  drawing.draw(undefined);
  const results = await Promise.all([
    ...cards.map((card) => updateCard(card, drawing, deps)),
    ...fresh.map((to) => postCard(to, drawing, deps)),
  ]);
  const again = results.filter((result) => result instanceof Date);
  again.sort((one, other) => one.getTime() - other.getTime());
  return {
    audience: results.filter((result) => result !== 'closed').length,
    againAt: again[0],
  };
}

async function findFresh(cards: SentCard[], routes: RouteBook): Promise<ConversationAddress[]> {
  const has = new Set(cards.map(({ conversation }) => nameOf(conversation)));
  return (await routes.list())
    .map(({ conversation }) => conversation)
    .filter((conversation) => !has.has(nameOf(conversation)));
}

function nameOf({ channel, id }: ConversationAddress): string {
  return JSON.stringify([channel, id]);
}
