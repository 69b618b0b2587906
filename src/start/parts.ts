import { createPictures } from '../adapters/pictures/create-pictures';
import type { Store } from '../adapters/store/open-store';
import { createCardRenderer } from '../adapters/teams/cards/render-card';
import { createTeamsChannel, type TeamsChannel } from '../adapters/teams/create-teams-channel';
import { createMetrics, type Metrics } from '../http/metrics-registry';
import { budgetedChannel } from '../incidents/delivery/budgeted-channel';
import { answerLimits } from '../incidents/delivery/send-limits';
import type { LocalSide } from '../playground/start-local-side';
import type { ChatChannel } from '../ports/chat-channel';
import type { Report } from '../reports/report';
import type { Settings } from '../settings';
import type { Logger } from '../shared/logger';
import { type Outcome, rememberChat } from './remember-outcome';
import { createSystemClock } from './system-clock';

/** What is open, and what everything else is joined from. */
export interface Parts {
  store: Store;
  local: LocalSide | undefined;
  teams: TeamsChannel;
  /** For news, whose budget is kept where they are stored. */
  chat: ChatChannel;
  /** For answers to people, which wait for their turn within the same budget. */
  answers: ChatChannel;
  renderCard(report: Report): object;
  metrics: Metrics;
  /** How the latest use of each outside system went. */
  outcomes: { workspace: Outcome; chat: Outcome };
  log: Logger;
}

export function openParts(
  settings: Settings,
  opened: Pick<Parts, 'store' | 'local' | 'log'>,
): Parts {
  const { store, log } = opened;
  const renderCard = createCardRenderer({ pictures: createPictures() });
  const teams = createTeamsChannel({ bot: settings.bot, renderCard, log, now: () => new Date() });
  const outcomes = { workspace: { latest: 'not asked yet' }, chat: { latest: 'not used yet' } };
  const chat = rememberChat(teams.channel, outcomes.chat);
  return {
    ...opened,
    teams,
    chat,
    answers: budgetedChannel(chat, store.outbox, answerLimits, createSystemClock()),
    renderCard,
    outcomes,
    metrics: openMetrics(store),
  };
}

function openMetrics({ alertInbox, connectionLedger, outbox }: Store): Metrics {
  const now = () => new Date();
  return createMetrics({
    backlog: () => alertInbox.backlog(),
    connections: () => connectionLedger.count(now()),
    sends: () => outbox.backlog(),
    conversationsGone: async () => (await outbox.listGone()).length,
    now,
  });
}
