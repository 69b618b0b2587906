import type { CardLedger, SentCard } from '../ports/card-ledger';
import type { ChatChannel, ConversationAddress } from '../ports/chat-channel';
import type { Clock } from '../ports/clock';
import type { RouteBook } from '../ports/route-book';
import type { Report } from '../reports/report';
import { isAppError } from '../shared/app-error';
import type { Logger } from '../shared/logger';
import type { ConversationRests } from './conversation-rests';
import { endOnFailure, isSurelyUnsent } from './read-chat-failure';
import { backOffMs, maxFailures } from './retry-times';

export interface ShowDeps {
  cards: CardLedger;
  routes: RouteBook;
  channels: ChatChannel[];
  rests: ConversationRests;
  clock: Clock;
  log: Logger;
}

/** One version of an incident, or of anything else that is told once, ready to be shown in any conversation. */
export interface Drawing {
  incidentKey: string;
  version: number;
  attempt: number;
  draw(mayRepeatOf: Date | undefined): Report;
}

/** Up to date, never to be shown there, or to be tried again at that time. */
export type ShowResult = 'current' | 'closed' | Date;

/** Posts the incident's card where there is none, unless the ledger knows better. */
export async function postCard(
  to: ConversationAddress,
  drawing: Drawing,
  deps: ShowDeps,
): Promise<ShowResult> {
  const channel = findChannel(to, deps);
  if (channel === undefined) return 'closed';
  const resting = deps.rests.restsUntil(to, deps.clock.now());
  if (resting !== undefined) return resting;
  const claim = await deps.cards.claimSend(drawing.incidentKey, to, deps.clock.now());
  if (claim.kind === 'closed') return 'closed';
  if (claim.kind === 'shown') return updateCard(claim.card, drawing, deps);
  try {
    const messageId = await channel.post(to, drawing.draw(claim.mayRepeatOf));
    await deps.cards.recordSent(claim.cardId, messageId, drawing.version);
    return 'current';
  } catch (error) {
    const end = endOnFailure(error);
    if (end === undefined) {
      await deps.cards.recordUnsent(claim.cardId, isSurelyUnsent(error) ? 'unsent' : 'uncertain');
      return tryLater(error, to, drawing, deps);
    }
    await deps.cards.recordEnd(claim.cardId, end);
    return giveUp(error, to, deps);
  }
}

/** Replaces the card in place where it shows an older version. */
export async function updateCard(
  card: SentCard,
  drawing: Drawing,
  deps: ShowDeps,
): Promise<ShowResult> {
  const { conversation: to } = card;
  const channel = findChannel(to, deps);
  if (channel === undefined) return 'closed';
  if (card.shownVersion >= drawing.version) return 'current';
  const resting = deps.rests.restsUntil(to, deps.clock.now());
  if (resting !== undefined) return resting;
  try {
    await channel.update(to, card.messageId, drawing.draw(card.mayRepeatOf));
    await deps.cards.recordShown(card.id, drawing.version);
    return 'current';
  } catch (error) {
    const end = endOnFailure(error);
    if (end === undefined) return tryLater(error, to, drawing, deps);
    // A refused update leaves a card that a later, perhaps smaller one can still replace.
    if (end !== 'refused') await deps.cards.recordEnd(card.id, end);
    return giveUp(error, to, deps);
  }
}

function findChannel(to: ConversationAddress, deps: ShowDeps): ChatChannel | undefined {
  const channel = deps.channels.find(({ name }) => name === to.channel);
  if (channel === undefined) {
    deps.log.warn({ channel: to.channel }, 'a conversation is on a channel that is not configured');
  }
  return channel;
}

/** A platform's failure rests the whole conversation; a fault of ours only holds up this card. */
function tryLater(
  error: unknown,
  to: ConversationAddress,
  { attempt }: Drawing,
  { rests, clock, log }: ShowDeps,
): ShowResult {
  const fields = { err: error, channel: to.channel, conversation: to.id, attempt };
  const isPlatforms = isAppError(error);
  if (!isPlatforms && attempt >= maxFailures) {
    log.error(fields, 'a card failed too often and is given up');
    return 'closed';
  }
  const asked = isPlatforms ? (error.retryAfterSeconds ?? 0) * 1000 : 0;
  const until = new Date(clock.now().getTime() + (asked > 0 ? asked : backOffMs(attempt)));
  if (isPlatforms) rests.rest(to, until);
  log.warn({ ...fields, until }, 'a card could not be shown yet');
  return until;
}

async function giveUp(
  error: unknown,
  to: ConversationAddress,
  { routes, log }: ShowDeps,
): Promise<ShowResult> {
  const isGone = endOnFailure(error) === 'conversation_gone';
  const route = isGone ? await routes.remove(to) : 'kept';
  const fields = { err: error, channel: to.channel, conversation: to.id, route };
  log.warn(fields, 'a card can never be shown there');
  return 'closed';
}
